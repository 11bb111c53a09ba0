/** longer than any line of a Grbl; a peer that sends no line ends must not fill the memory */
const longestLine = 512;

/**
 * Cuts bytes into lines at CR or LF, whichever way they arrive; empty lines are dropped.
 *
 * Bytes beyond ASCII are kept as they are (latin1), so that noise stays visible in a fault message.
 */
export function createSplitter(tell: (line: string) => void): (bytes: Uint8Array) => void {
  let begun = '';
  return (bytes) => {
    for (const byte of bytes) {
      if (byte !== 0x0a && byte !== 0x0d) begun += String.fromCharCode(byte);
      if (byte === 0x0a || byte === 0x0d || begun.length >= longestLine) {
        const line = begun;
        begun = '';
        if (line.length > 0) tell(line);
      }
    }
  };
}
