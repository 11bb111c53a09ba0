import type { MachinePoint } from '../../machine.ts';

/** One line from a Marlin. */
export type MarlinLine =
  /** `line` and the free places are there with ADVANCED_OK */
  | { readonly kind: 'ok'; readonly line: number | null; readonly freeCommands: number | null }
  | { readonly kind: 'resend'; readonly line: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'busy' }
  /** `count` is in steps, where the motors are the axes */
  | { readonly kind: 'position'; readonly at: MachinePoint; readonly count: MachinePoint | null }
  | { readonly kind: 'firmware'; readonly name: string }
  | { readonly kind: 'capability'; readonly name: string; readonly on: boolean }
  /** a line of M503: `M203 X300.00 …` */
  | { readonly kind: 'setting'; readonly code: string; readonly values: ReadonlyMap<string, number> }
  /** it halts until a reset (`killed`), or refuses motion until M999 */
  | { readonly kind: 'halted'; readonly killed: boolean; readonly text: string }
  /** anything else: noise, another firmware, `//action`, temperatures, what explains a `Resend` */
  | { readonly kind: 'other'; readonly text: string };

/** longer ones were altered on their way */
const number = String.raw`(-?\d{1,6}\.\d{1,6})`;
const steps = String.raw`(-?\d{1,10})`;
const position = new RegExp(`^X: ?${number} Y: ?${number} Z: ?${number}(?: E: ?${number})?( Count .*)?$`);
const counts = new RegExp(`^ Count X: ?${steps} Y: ?${steps} Z: ?${steps}`);
const motors = /^ Count A: ?-?\d+ B: ?-?\d+/;

/** Reads one line, without its line end. Never throws, whatever it is given. */
export function readLine(text: string): MarlinLine {
  const line = text.trim();
  const ok = /^ok(?: N(\d+))?(?: P\d+ B(\d+))?(?: T:.*)?$/.exec(line);
  if (ok !== null) return { kind: 'ok', line: whole(ok[1]), freeCommands: whole(ok[2]) };
  const resend = /^(?:Resend: ?|rs N?)(\d{1,9})$/i.exec(line);
  if (resend !== null) return { kind: 'resend', line: Number(resend[1]) };
  if (line === 'start') return { kind: 'start' };
  if (line.startsWith('echo:busy')) return { kind: 'busy' };
  const firmware = /FIRMWARE_NAME: ?(.+?)(?= [A-Z_]+:|$)/.exec(line);
  if (firmware?.[1] !== undefined) return { kind: 'firmware', name: firmware[1] };
  const capability = /^Cap: ?([A-Z0-9_]+):([01])$/.exec(line);
  if (capability?.[1] !== undefined) return { kind: 'capability', name: capability[1], on: capability[2] === '1' };
  const halted = /^Error:(.*(?:halted|kill\(\)|stopped due to errors).*)$/i.exec(line);
  if (halted?.[1] !== undefined) return { kind: 'halted', killed: !/stopped due/i.test(halted[1]), text: halted[1] };
  return readPosition(line) ?? readSetting(line) ?? { kind: 'other', text: line };
}

function readPosition(line: string): MarlinLine | undefined {
  const match = position.exec(line);
  if (match === null) return undefined;
  const count = match[5] === undefined ? null : counts.exec(match[5]);
  // where counts should be and cannot be read, the line was altered on its way
  if (match[5] !== undefined && count === null && !motors.test(match[5])) return undefined;
  return {
    kind: 'position',
    at: { x: Number(match[1]), y: Number(match[2]), z: Number(match[3]) },
    count: count === null ? null : { x: Number(count[1]), y: Number(count[2]), z: Number(count[3]) },
  };
}

function readSetting(line: string): MarlinLine | undefined {
  const match = /^(?:echo:)? *(M\d{2,3})((?: [A-Z]-?\d{1,9}(?:\.\d{1,9})?)+)(?: *;.*)?$/.exec(line);
  if (match?.[1] === undefined) return undefined;
  const values = new Map<string, number>();
  for (const [, letter = '', value = ''] of (match[2] ?? '').matchAll(/([A-Z])(-?\d+(?:\.\d+)?)/g)) values.set(letter, Number(value));
  return { kind: 'setting', code: match[1], values };
}

const whole = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
