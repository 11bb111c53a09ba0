import { done, type Result, refused } from '../../../engine/result.ts';
import { heardNameSchema } from '../../../engine/signals/names.ts';

/** What a message asks of the show. */
export type Wish =
  | { readonly kind: 'go' | 'panic' | 'tap' }
  | { readonly kind: 'cue'; readonly number: number }
  | { readonly kind: 'bpm'; readonly bpm: number }
  | { readonly kind: 'nudge'; readonly beats: number }
  | { readonly kind: 'signal'; readonly name: string; readonly value: number }
  /** a button that came up: there is nothing to do */
  | { readonly kind: 'nothing' };

/** An OSC message as it was decoded; of its arguments only numbers, true and false mean something here. */
export interface OscMessage {
  readonly address: string;
  readonly args: readonly unknown[];
}

const KNOWN = '/go, /panic, /cue/{number}/start, /signal/{name}, /tempo/tap, /tempo/bpm, /tempo/nudge';

/** @returns the first argument as a number; null when there is none */
function firstNumber({ args }: OscMessage): number | null {
  const [first] = args;
  if (typeof first === 'boolean') return first ? 1 : 0;
  return typeof first === 'number' && Number.isFinite(first) ? first : null;
}

/** Controllers send 1 when a button goes down and 0 when it comes up: only the first is a wish. */
const pressed = (message: OscMessage, wish: Wish): Wish => (firstNumber(message) === 0 ? { kind: 'nothing' } : wish);

const outside = (message: OscMessage, min: number, max: number): Result<never> =>
  refused('osc/value', `${message.address} came with ${firstNumber(message) ?? 'no number'}`, `send one number from ${min} to ${max}`);

function ranged(message: OscMessage, min: number, max: number, wish: (value: number) => Wish): Result<Wish> {
  const value = firstNumber(message);
  return value !== null && value >= min && value <= max ? done(wish(value)) : outside(message, min, max);
}

function signal(message: OscMessage, path: string): Result<Wish> {
  // a name of nobody's is OSC's own: /signal/fader/1 is osc/fader/1
  const name = [path, `osc/${path}`].find((one) => heardNameSchema.safeParse(one).success);
  if (name === undefined)
    return refused(
      'osc/signal',
      `"${path.slice(0, 60)}" is no name for a signal`,
      'use a-z, 0-9 and -, in one to three parts: /signal/fader/1',
    );
  return ranged(message, 0, 1, (value) => ({ kind: 'signal', name, value }));
}

/** What a message means; whatever it is, it is a wish or a refusal in words. Patterns (`*`, `?`, `[`, `{`) are not taken. */
export function wishOf(message: OscMessage): Result<Wish> {
  const { address } = message;
  if (address === '/go') return done(pressed(message, { kind: 'go' }));
  if (address === '/panic') return done(pressed(message, { kind: 'panic' }));
  if (address === '/tempo/tap') return done(pressed(message, { kind: 'tap' }));
  if (address === '/tempo/bpm') return ranged(message, 20, 300, (bpm) => ({ kind: 'bpm', bpm }));
  if (address === '/tempo/nudge') return ranged(message, -1, 1, (beats) => ({ kind: 'nudge', beats }));
  const cue = /^\/cue\/(\d{1,4}(?:\.\d{1,3})?)\/start$/.exec(address);
  if (cue) return done(pressed(message, { kind: 'cue', number: Number(cue[1]) }));
  if (address.startsWith('/signal/')) return signal(message, address.slice('/signal/'.length));
  return refused('osc/unknown', `there is no address "${address.slice(0, 60)}"`, `send to one of: ${KNOWN}`);
}
