import zlib from 'node:zlib';

/** 1 January 1980, the earliest a zip can say: the same files give the same bytes on every day. */
const date = 0x21;
/** Extra field that only pads; Android's zipalign introduced the number. */
const paddingField = 0xd935;

/**
 * A zip of uncompressed files whose contents start at multiples of `align` bytes, so that a reader can use them in
 * place. MediaPipe's `.task` bundles are such zips.
 *
 * @param {[name: string, data: Buffer][]} files
 * @param {number} [align] - bytes
 * @returns {Buffer}
 * @see APPNOTE.TXT 6.3, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end)
 */
export function storedZip(files, align = 64) {
  const body = [];
  const directory = [];
  let at = 0;
  for (const [name, data] of files) {
    const title = Buffer.from(name);
    const padding = paddingFor(at + 30 + title.length, align);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version that can read it: 2.0
    common.writeUInt16LE(date, 8);
    common.writeUInt32LE(zlib.crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(title.length, 22);

    const local = Buffer.from(common);
    local.writeUInt16LE(padding.length, 24);
    body.push(Buffer.from('PK\x03\x04'), local, title, padding, data);

    const where = Buffer.alloc(14);
    where.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0'), common, where, title);
    at += 30 + title.length + padding.length + data.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...body, index, end]);
}

/**
 * An extra field that moves what follows to the next multiple of `align`. Its own head takes four bytes.
 *
 * @param {number} at
 * @param {number} align
 */
function paddingFor(at, align) {
  const gap = (align - (at % align)) % align;
  if (gap === 0) return Buffer.alloc(0);
  const padding = Buffer.alloc(gap < 4 ? gap + align : gap);
  padding.writeUInt16LE(paddingField, 0);
  padding.writeUInt16LE(padding.length - 4, 2);
  return padding;
}
