/** What one MIDI message says, as far as a show listens. */
export type MidiWord =
  | { readonly kind: 'value'; readonly name: string; readonly value: number }
  | { readonly kind: 'pulse' | 'start' | 'stop' };

/**
 * Channel is left out: one desk of knobs is the usual case, and a name that people can read is worth more.
 *
 * @see MIDI 1.0 Detailed Specification, table "Status bytes"
 */
export function readMidi(data: ArrayLike<number>): MidiWord | null {
  const [status = 0, first = 0, second = 0] = Array.from(data);
  if (status === 0xf8) return { kind: 'pulse' };
  if (status === 0xfa) return { kind: 'start' };
  if (status === 0xfc) return { kind: 'stop' };
  if (first > 127 || second > 127) return null;
  switch (status & 0xf0) {
    case 0xb0:
      // 120 to 127 are not knobs but orders to synthesisers
      return first < 120 ? { kind: 'value', name: `midi/cc/${first}`, value: second / 127 } : null;
    case 0x90:
      return { kind: 'value', name: `midi/note/${first}`, value: second / 127 };
    case 0x80:
      return { kind: 'value', name: `midi/note/${first}`, value: 0 };
    case 0xe0:
      return { kind: 'value', name: 'midi/bend', value: (first + 128 * second) / 16_383 };
    default:
      return null;
  }
}
