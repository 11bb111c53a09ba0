/** longer than any message: the rest of such a line is no line of ours */
const mostBytes = 4096;
const newline = 0x0a;

/** Cuts a stream of bytes into its lines, as UTF-8, without their ends. Lines that are too long are dropped whole. */
export function createSplitter(hear: (line: string) => void): (bytes: Uint8Array) => void {
  let begun: number[] = [];
  let tooLong = false;
  const text = new TextDecoder();
  return (bytes) => {
    for (const byte of bytes) {
      if (byte !== newline) {
        if (begun.length < mostBytes) begun.push(byte);
        else tooLong = true;
        continue;
      }
      const line = text.decode(Uint8Array.from(begun));
      const whole = !tooLong;
      begun = [];
      tooLong = false;
      if (whole) hear(line);
    }
  };
}
