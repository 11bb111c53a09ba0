/** A message of the host. `data` are seven-bit bytes. */
export type Command =
  /** three bytes in all: 0x80 to 0xEF with a channel, or 0xF4, 0xF5 */
  | { readonly kind: 'short'; readonly command: number; readonly channel: number; readonly data: readonly [number, number] }
  | { readonly kind: 'sysex'; readonly command: number; readonly data: readonly number[] }
  | { readonly kind: 'version' | 'reset' };

/** longest sysex that StandardFirmata keeps, bytes */
const mostData = 64;
/** data bytes that each command waits for; others are ignored, as data bytes without a command are */
const lengths: Readonly<Record<number, number>> = { 144: 2, 192: 1, 208: 1, 224: 2, 244: 2, 245: 2 };

/**
 * Reads bytes as the Firmata library does: a command byte within another message begins anew, and a sysex that is too long
 * loses its end.
 *
 * @see github.com/firmata/arduino, FirmataParser.cpp
 */
export function createParser(hear: (command: Command) => void): (byte: number) => void {
  let sysex: number[] | undefined;
  let waiting: { readonly command: number; readonly channel: number; readonly count: number } | undefined;
  let data: number[] = [];
  return (byte) => {
    if (sysex !== undefined) {
      if (byte === 0xf7) {
        const [command, ...rest] = sysex;
        sysex = undefined;
        if (command !== undefined) hear({ kind: 'sysex', command, data: rest });
        return;
      }
      if (byte < 0x80) {
        if (sysex.length < mostData) sysex.push(byte);
        return;
      }
      sysex = undefined;
    }
    if (byte < 0x80) {
      if (waiting === undefined) return;
      data.push(byte);
      if (data.length < waiting.count) return;
      const { command, channel } = waiting;
      const [first = 0, second = 0] = data;
      waiting = undefined;
      hear({ kind: 'short', command, channel, data: [first, second] });
      return;
    }
    waiting = undefined;
    data = [];
    if (byte === 0xf0) sysex = [];
    else if (byte === 0xf9) hear({ kind: 'version' });
    else if (byte === 0xff) hear({ kind: 'reset' });
    else {
      const command = byte < 0xf0 ? byte & 0xf0 : byte;
      const count = lengths[command];
      if (count !== undefined) waiting = { command, channel: byte < 0xf0 ? byte & 0x0f : 0, count };
    }
  };
}
