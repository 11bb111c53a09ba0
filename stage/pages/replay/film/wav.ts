/**
 * Stereo sound as a WAV file: PCM, 24 bits, little-endian, header of 44 bytes.
 *
 * @param left - −1..1; what is beyond is clipped
 * @param right - as long as `left`
 * @param rate - samples a second
 */
export function wavOf(left: Float32Array, right: Float32Array, rate: number): Uint8Array<ArrayBuffer> {
  if (left.length !== right.length) throw new RangeError(`wavOf: ${left.length} samples left, ${right.length} right; give as many of both`);
  const frame = 6;
  const bytes = left.length * frame;
  const file = new Uint8Array(44 + bytes);
  const view = new DataView(file.buffer);
  const text = (at: number, letters: string): void => {
    for (const [i, letter] of [...letters].entries()) view.setUint8(at + i, letter.charCodeAt(0));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + bytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * frame, true);
  view.setUint16(32, frame, true);
  view.setUint16(34, 24, true);
  text(36, 'data');
  view.setUint32(40, bytes, true);
  for (let i = 0, at = 44; i < left.length; i++)
    for (const value of [left[i] ?? 0, right[i] ?? 0]) {
      const sample = Math.round(Math.min(1, Math.max(-1, value)) * 0x7fffff);
      file[at++] = sample & 0xff;
      file[at++] = (sample >> 8) & 0xff;
      file[at++] = (sample >> 16) & 0xff;
    }
  return file;
}
