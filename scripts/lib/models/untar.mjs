import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Hitch } from '../say.mjs';

const BLOCK = 512;

/**
 * Unpacks files of an npm package as the registry sends it: a gzipped tar with all files below `package/`.
 *
 * @param {string} file - the `.tgz`
 * @param {(name: string) => boolean} wanted - asked with each file's name, without folders
 * @param {string} folder - where they go; only names without folders are written
 * @throws {Hitch} where it is no such file, or was cut off
 * @see POSIX.1-2017, pax, "ustar Interchange Format"
 */
export function unpackPackage(file, wanted, folder) {
  const tar = unzipped(file);
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const name = basename(text(tar, at, 100));
    const size = Number.parseInt(text(tar, at + 124, 12), 8);
    const from = at + BLOCK;
    if (!Number.isFinite(size) || from + size > tar.length) throw new Hitch(`${file} is cut off or damaged.`, 'Fetch it again.');
    const type = tar[at + 156];
    if ((type === 0x30 || type === 0) && wanted(name)) writeFileSync(join(folder, name), tar.subarray(from, from + size));
    at = from + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** @param {string} file */
function unzipped(file) {
  try {
    return gunzipSync(readFileSync(file));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Hitch(`${file} is no npm package that can be read: ${why}`, 'Name the .tgz that `npm pack` wrote.');
  }
}

/**
 * @param {Buffer} tar
 * @param {number} at
 * @param {number} length - of the field; it ends at its first zero
 */
function text(tar, at, length) {
  const field = tar.toString('latin1', at, at + length);
  const end = field.indexOf('\0');
  return (end < 0 ? field : field.slice(0, end)).trim();
}
