import type { AxisMove } from './steps.ts';

/** What the command processor waits for: nothing else is read for so long, or until ready. */
export type Pause = { readonly kind: 'busy'; readonly ms: number } | { readonly kind: 'until'; readonly ready: () => boolean };

/** One entry of the motion queue. */
export type Item =
  | { readonly kind: 'move'; readonly axes: readonly [AxisMove, AxisMove]; readonly clear: number }
  | { readonly kind: 'delay'; readonly ms: number }
  /** pulse width in 1/12 µs, and its change each 24 ms (0: at once) */
  | { readonly kind: 'servo'; readonly pulse: number; readonly rate: number; readonly ms: number; readonly up: boolean }
  | { readonly kind: 'enable'; readonly motors: readonly [number, number] };

/** What SC sets: pulse widths in 1/12 µs, and their changes each 24 ms. */
export interface PenValues {
  up: number;
  down: number;
  rateUp: number;
  rateDown: number;
}

/** All that the firmware keeps. */
export interface Core {
  /** `2.8.1`, `3.0.2` */
  readonly version: string;
  readonly modern: boolean;
  nowMs: number;
  begun: string;
  lines: string[];
  /** future syntax, CU,10,1 */
  future: boolean;
  fifoSize: number;
  fifo: Item[];
  pen: PenValues;
  penUp: boolean;
  /** microstep mode, 0 off: 1 is sixteenths */
  motors: [number, number];
  node: number;
  pressed: boolean;
  counted: { lines: number; segments: number };
  say(text: string): void;
  losesOk(): boolean;
  /** the motion engine */
  readonly engine: Engine;
}

/** Executes the queue in time. */
export interface Engine {
  /** something is being executed */
  busy(): boolean;
  moving(): readonly [boolean, boolean];
  steps(): readonly [number, number];
  /** steps that the executing command has still to take */
  remaining(): readonly [number, number];
  clearSteps(): void;
  /** stops within a step, and drops the queue */
  stop(): void;
  /** raises the pen beside the queue */
  lift(): void;
  /** V+ as read, 10 bits */
  supply(): number;
}

/** Firmware 3 can make its queue so long (CU,4). */
export const longestFifo = 32;

export const fresh = (): Pick<
  Core,
  'begun' | 'lines' | 'future' | 'fifoSize' | 'fifo' | 'pen' | 'penUp' | 'motors' | 'node' | 'pressed'
> => ({
  begun: '',
  lines: [],
  future: false,
  fifoSize: 1,
  fifo: [],
  pen: { up: 12_000, down: 16_000, rateUp: 0, rateDown: 0 },
  penUp: true,
  motors: [0, 0],
  node: 0,
  pressed: false,
});
