/** Reading a FlatBuffer in place: every function takes the buffer and a position in it. */

/** @param {Buffer} buffer @param {number} at - of a distance @returns {number} where it points */
export const follow = (buffer, at) => at + buffer.readUInt32LE(at);

/**
 * Position of a table's field, or 0 where the table leaves it out.
 *
 * @param {Buffer} buffer
 * @param {number} tableAt
 * @param {number} slot - the field's number in the schema
 */
export function fieldAt(buffer, tableAt, slot) {
  const vtable = tableAt - buffer.readInt32LE(tableAt);
  if (4 + 2 * slot >= buffer.readUInt16LE(vtable)) return 0;
  const offset = buffer.readUInt16LE(vtable + 4 + 2 * slot);
  return offset === 0 ? 0 : tableAt + offset;
}

/**
 * Positions of the four-byte items of a vector; none where the field is left out.
 *
 * @param {Buffer} buffer
 * @param {number} at - of the field, or 0
 */
export function itemsAt(buffer, at) {
  if (at === 0) return [];
  const start = follow(buffer, at);
  return Array.from({ length: buffer.readUInt32LE(start) }, (_, i) => start + 4 + 4 * i);
}

/**
 * The text of a string field; empty where the field is left out.
 *
 * @param {Buffer} buffer
 * @param {number} at - of the field, or 0
 */
export function textAt(buffer, at) {
  if (at === 0) return '';
  const start = follow(buffer, at);
  return buffer.toString('utf8', start + 4, start + 4 + buffer.readUInt32LE(start));
}
