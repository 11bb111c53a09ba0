import type { PaintedPiece } from '../../engine/painting/piece.ts';
import type { Brush, Paint } from '../../engine/palette.ts';
import type { Refusal } from '../../engine/result.ts';
import type { Canvas, Stroke } from '../../engine/stroke.ts';
import type { EaselMachine } from '../kinematics/easel-machine.ts';
import type { MachinePoint } from '../machine.ts';
import type { TransportAddress } from '../transports/transport.ts';

/** All that the arm process must know to paint. */
export interface ArmSetting {
  readonly machine: EaselMachine;
  readonly canvas: Canvas;
  readonly palette: readonly Paint[];
  readonly brushes: readonly Brush[];
  readonly address: TransportAddress;
  /** how much motion may be promised to the controller ahead of now, ms */
  readonly horizonMs: number;
  /** nobody has moved this arm before: without homing switches, the place where it was switched on is its zero */
  readonly firstUse?: boolean;
  /** paint on a freshly dipped brush lasts this far, mm */
  readonly mmPerDip: number;
  /** where the machine has water, the brush is washed after so many strokes all the same; 12 unless given */
  readonly strokesPerWash?: number;
  /** another paint may go over one that has dried so long, s; without it wet goes into wet */
  readonly dryingS?: number;
  /** a board with a stop button, a presence sensor, a load cell: the machine's description says on which pins */
  readonly hardware?: TransportAddress;
}

/**
 * Why it holds. Each reason is taken back by whoever gave it: `operator` and `landing` by `resume`, `presence` when everybody
 * has gone, `show` when the show is heard of again.
 */
export type HoldReason = 'operator' | 'presence' | 'landing' | 'show' | 'closing';

/** How near somebody is: `near` slows the arm, `inside` its space holds it. */
export type Nearness = 'clear' | 'near' | 'inside';

/** One union, so that an impossible state can't be written. */
export type ArmState =
  | { readonly kind: 'offline'; readonly why?: Refusal }
  | { readonly kind: 'connecting' }
  /** powered, but its position is not known: it refuses to move until it is homed */
  | { readonly kind: 'unreferenced'; readonly hint: string }
  | { readonly kind: 'ready' }
  | { readonly kind: 'painting'; readonly stroke: string; readonly doneMm: number }
  /** all that is left lies over wet paint: it goes on by itself in so many s */
  | { readonly kind: 'drying'; readonly stroke: string; readonly forS: number }
  | { readonly kind: 'jogging' }
  | { readonly kind: 'held'; readonly why: HoldReason }
  | { readonly kind: 'faulted'; readonly fault: Refusal };

export interface ArmStatus {
  readonly state: ArmState;
  /** `virtual grbl in memory`, `grbl 1.1h on /dev/ttyUSB0` */
  readonly driver: string;
  /** as reported by the controller, machine mm */
  readonly at: MachinePoint | null;
  readonly queued: number;
  readonly painted: number;
  readonly withdrawn: number;
  readonly dips: number;
  readonly washes: number;
  /** dips that the queue will still take */
  readonly dipsLeft: number;
  /** what is on the brush; null where that is not known */
  readonly brush: { readonly paint: string; readonly leftMm: number } | null;
  /** slowed, because somebody is near */
  readonly slowed: boolean;
  readonly lastFault: { readonly fault: Refusal; readonly atMs: number } | null;
  /** estimated time until the queue is painted, s */
  readonly etaS: number;
  /** motion promised to the controller, ms: now, and the most there ever was */
  readonly committedMs: number;
  readonly maxCommittedMs: number;
  /** time the brush was down with more to do and nothing promised, ms */
  readonly starvedMs: number;
  readonly segments: number;
}

/** A stroke's life in the arm. `doneMm` is arc length known painted. */
export type StrokeLife =
  | { readonly kind: 'queued' | 'sent' | 'painted' | 'withdrawn'; readonly stroke: string }
  | { readonly kind: 'aborted'; readonly stroke: string; readonly doneMm: number; readonly why: string }
  /** cannot be painted as asked: outside the reach, unknown paint … */
  | { readonly kind: 'refused'; readonly stroke: string; readonly why: Refusal };

export type ToArm =
  /** `lastSeen`: where an arm process that died had seen the arm, machine mm: enough to lift a brush that was left on the canvas */
  | { readonly kind: 'configure'; readonly setting: ArmSetting; readonly lastSeen?: MachinePoint }
  /** `fromMm`: how much of it is known painted already (a resumed stroke) */
  | { readonly kind: 'paint'; readonly stroke: Stroke; readonly fromMm: number }
  /** these go before all that wait, in this order, but never before one that they overlap */
  | { readonly kind: 'urge'; readonly strokes: readonly string[] }
  /** takes strokes back; one that is being painted is broken off, and the brush lifted */
  | { readonly kind: 'withdraw'; readonly strokes: readonly string[] }
  /**
   * goes on moving this way, straight, mm/s along the easel's axes: to be said again every 200 ms; it stops after 400 ms of
   * silence, at the fence, or at `[0, 0, 0]`
   */
  | { readonly kind: 'jog'; readonly mmS: readonly [x: number, y: number, z: number] }
  | { readonly kind: 'presence'; readonly from: 'camera' | 'sensor'; readonly is: Nearness }
  /** whether the paint of a stroke, or of a part of it, was seen to land */
  | { readonly kind: 'landed'; readonly stroke: string; readonly seen: boolean }
  /** the show lives: to be said at least once a second; after 3 s of silence the arm lifts and waits */
  | { readonly kind: 'alive' }
  /** stop, lift, and wait for `resume` */
  | { readonly kind: 'hold' }
  | { readonly kind: 'resume' }
  /** stop at once, lift, forget nothing: what was not painted waits for `resume` */
  | { readonly kind: 'stop' }
  /** find the reference again (homing, or unlock where there are no switches) */
  | { readonly kind: 'home' }
  /** lift, park, close the port, exit 0 */
  | { readonly kind: 'bye' };

export type FromArm =
  | { readonly kind: 'status'; readonly status: ArmStatus }
  | { readonly kind: 'life'; readonly life: StrokeLife }
  | { readonly kind: 'painted'; readonly piece: PaintedPiece }
  /** of the first hundred strokes in the queue, in order: s until each is painted. Once a second at most */
  | { readonly kind: 'etas'; readonly etas: readonly (readonly [stroke: string, s: number])[] }
  /** the stop button of the hardware board was pressed, or somebody stopped the arm process itself */
  | { readonly kind: 'stopped'; readonly by: 'button' | 'signal' }
  /** the first byte of a stroke went to the port, ms since the epoch (process.hrtime based) */
  | { readonly kind: 'firstByte'; readonly stroke: string; readonly atMs: number }
  | { readonly kind: 'fault'; readonly fault: Refusal };
