/**
 * A small FlatBuffers writer and reader: as much of the format as a model file needs.
 *
 * A FlatBuffer is a tree of tables, vectors and byte strings that point at one another by unsigned distances, so
 * that every object lies after those that point at it. The writer places the objects front to back, depth first,
 * then writes them; an object of an older buffer that will follow the new one is pointed at by its old position.
 *
 * @see https://flatbuffers.dev/internals
 *
 * @typedef {{ kind: 'table', fields: Field[] }} Table
 * @typedef {{ kind: 'vector', items: Part[] }} Vector - of tables or strings
 * @typedef {{ kind: 'bytes', data: Buffer, count: number, align: number }} Bytes - string, or vector of numbers
 * @typedef {{ kind: 'follower', position: number }} Follower - an object of the buffer that will be appended
 * @typedef {Table | Vector | Bytes | Follower} Part
 * @typedef {{ slot: number, type: 'u8' | 'u32', value: number } | { slot: number, type: 'part', value: Part }} Field
 */

/** @param {Field[]} fields @returns {Table} */
export const table = (...fields) => ({ kind: 'table', fields });
/** @param {Part[]} items @returns {Vector} */
export const vector = (items) => ({ kind: 'vector', items });
/** @param {number} position @returns {Follower} */
export const follower = (position) => ({ kind: 'follower', position });
/** @param {string} text @returns {Bytes} */
export const string = (text) => ({ kind: 'bytes', data: Buffer.from(`${text}\0`), count: Buffer.byteLength(text), align: 4 });
/** @param {Buffer} data @param {number} align @returns {Bytes} */
export const bytes = (data, align) => ({ kind: 'bytes', data, count: data.length, align });
/** @param {number[]} values @returns {Bytes} */
export const floats = (values) => ({ kind: 'bytes', data: Buffer.from(Float32Array.from(values).buffer), count: values.length, align: 4 });

/** @param {number} slot @param {Part} value @returns {Field} */
export const part = (slot, value) => ({ slot, type: 'part', value });
/** @param {number} slot @param {number} value @returns {Field} */
export const u8 = (slot, value) => ({ slot, type: 'u8', value });
/** @param {number} slot @param {number} value @returns {Field} */
export const u32 = (slot, value) => ({ slot, type: 'u32', value });

/** @param {number} at @param {number} align */
const up = (at, align) => Math.ceil(at / align) * align;

/**
 * Writes a tree of objects.
 *
 * @param {Table} start - the root
 * @param {string} identifier - four letters, the file type
 * @param {number} multiple - the length is rounded up to a multiple of so many bytes
 * @returns {Buffer}
 */
export function writeFlatBuffer(start, identifier, multiple) {
  const { places, end } = place(start);
  const out = Buffer.alloc(up(end, multiple));
  /** @param {Part} target @param {number} from */
  const point = (target, from) => {
    const to = target.kind === 'follower' ? out.length + target.position : (places.get(target)?.at ?? 0);
    out.writeUInt32LE(to - from, from);
  };
  point(start, 0);
  out.write(identifier, 4, 'latin1');
  for (const [object, { at, vtable }] of places) {
    if (object.kind === 'table') writeTable(out, object, at, vtable, point);
    else if (object.kind === 'vector') {
      out.writeUInt32LE(object.items.length, at);
      object.items.forEach((item, i) => {
        point(item, at + 4 + 4 * i);
      });
    } else if (object.kind === 'bytes') {
      out.writeUInt32LE(object.count, at);
      object.data.copy(out, at + 4);
    }
  }
  return out;
}

/**
 * Finds room for every object, each once.
 *
 * @param {Table} start
 */
function place(start) {
  /** @type {Map<Part, { at: number, vtable: number }>} */
  const places = new Map();
  let end = 8; // after the root's distance and the identifier
  /** @param {Part} object */
  const visit = (object) => {
    if (object.kind === 'follower' || places.has(object)) return;
    if (object.kind === 'table') {
      const { offsets, size } = shape(object);
      const vtable = up(end, 4);
      const at = up(vtable + 4 + 2 * offsets.length, 4);
      places.set(object, { at, vtable });
      end = at + up(size, 4);
      for (const field of object.fields) if (field.type === 'part') visit(field.value);
    } else if (object.kind === 'vector') {
      const at = up(end, 4);
      places.set(object, { at, vtable: 0 });
      end = at + 4 + 4 * object.items.length;
      object.items.forEach(visit);
    } else {
      const at = up(end + 4, object.align) - 4; // the alignment is that of the data behind the four-byte count
      places.set(object, { at, vtable: 0 });
      end = at + 4 + object.data.length;
    }
  };
  visit(start);
  return { places, end };
}

/**
 * Where each slot lies inside a table: four-byte fields first, then single bytes; 0 where a slot is empty.
 *
 * @param {Table} object
 */
function shape(object) {
  /** @type {number[]} */
  const offsets = new Array(Math.max(-1, ...object.fields.map((field) => field.slot)) + 1).fill(0);
  let size = 4;
  const wide = object.fields.filter((field) => field.type !== 'u8');
  const narrow = object.fields.filter((field) => field.type === 'u8');
  for (const { slot, type } of [...wide, ...narrow]) {
    offsets[slot] = size;
    size += type === 'u8' ? 1 : 4;
  }
  return { offsets, size };
}

/**
 * @param {Buffer} out
 * @param {Table} object
 * @param {number} at
 * @param {number} vtable
 * @param {(target: Part, from: number) => void} point
 */
function writeTable(out, object, at, vtable, point) {
  const { offsets, size } = shape(object);
  out.writeUInt16LE(4 + 2 * offsets.length, vtable);
  out.writeUInt16LE(size, vtable + 2);
  offsets.forEach((offset, slot) => {
    out.writeUInt16LE(offset, vtable + 4 + 2 * slot);
  });
  out.writeInt32LE(at - vtable, at);
  for (const field of object.fields) {
    const where = at + (offsets[field.slot] ?? 0);
    if (field.type === 'part') point(field.value, where);
    else if (field.type === 'u8') out.writeUInt8(field.value, where);
    else out.writeUInt32LE(field.value, where);
  }
}
