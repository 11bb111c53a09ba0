import type { Refusal, Result } from '../../engine/result.ts';
import type { EaselMachine } from '../kinematics/easel-machine.ts';
import type { MachinePoint } from '../machine.ts';
import type { Limits } from '../painter/estimate.ts';
import type { Lean } from '../painter/motion.ts';
import type { CloseReason, Transport } from '../transports/transport.ts';

/** Time as it is handed down, so that a test can supply it. */
export interface Timers {
  /** ms, monotonic */
  now(): number;
  /** runs once, unless the returned function is called before */
  after(ms: number, run: () => void): () => void;
}

/** A place in a controller's own axes, by their letters: mm; or degrees, where it is told of each joint of an arm. */
export interface AxisPlace extends MachinePoint {
  readonly a?: number;
  readonly b?: number;
  readonly c?: number;
}

/** What a controller says of itself, in words that hold for every firmware. */
export interface Report {
  /** `holding` still brakes; `held` stands in a feed hold; `locked` refuses to move until unlocked or homed */
  readonly state: 'idle' | 'moving' | 'holding' | 'held' | 'homing' | 'locked' | 'other';
  /** the controller's own frame, mm or degrees */
  readonly at: AxisPlace;
  /** actual speed along the path over all axes, mm or degrees a second; null where the firmware does not say */
  readonly speedMmS: number | null;
  /** every line that was sent has been parsed and executed, as far as the firmware can tell; null where it cannot */
  readonly drained: boolean | null;
}

/** What was found at the other end. */
export interface Controller {
  /** `grbl 1.1h` */
  readonly firmware: string;
  readonly limits: Limits;
  /** it has switches and a homing cycle */
  readonly canHome: boolean;
  /** what homing will do, where that is out of the ordinary: for whoever is about to press Home */
  readonly homeHint?: string;
  /** where it believes to be when it has just been switched on; at the origin unless said */
  readonly startsAt?: MachinePoint;
  /** it has raised its pen while it connected: the height that it reports says nothing of where it was before */
  readonly raised?: boolean;
  readonly report: Report;
}

/** One straight motion in the controller's own frame. */
export interface Move {
  readonly to: AxisPlace;
  /** along the way over all axes, mm or degrees a second */
  readonly speedMmS: number;
  /** s that it takes, instead of the speed: where axes turn, firmwares do not agree on the length of a way */
  readonly seconds?: number;
  /** how the handle leans at its end, where the arm can; upright without it */
  readonly lean?: Lean;
}

export type DriverEvent =
  /** the oldest motion that was not acknowledged is now in the controller's plan */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'report'; readonly report: Report }
  /** the controller did not take a motion as it was sent: a byte was lost or altered, or it is out of range */
  | { readonly kind: 'rejected'; readonly why: Refusal }
  /** motion ended abruptly: a limit switch, a soft limit, an abort */
  | { readonly kind: 'alarm'; readonly why: Refusal }
  /** it started anew without being asked: what it was told is forgotten, and perhaps its position */
  | { readonly kind: 'restarted' }
  /** nothing was heard for two seconds, though asked */
  | { readonly kind: 'silent' }
  | { readonly kind: 'closed'; readonly reason: CloseReason };

/**
 * An arm that takes motions into an acknowledged queue: Grbl today, and the shape of Marlin, EBB and uArm.
 *
 * One driver serves one connection. After `closed` or `close` it is done with: make a new one over a new transport.
 * A refusal from any of its promises leaves it usable, unless it is closed.
 */
export interface ArmDriver {
  /** opens the transport, makes sure of the firmware by asking, and reads what it allows */
  connect(): Promise<Result<Controller>>;
  /** @returns false, and sends nothing, where the controller has no room for it now: wait for `accepted` */
  send(move: Move): boolean;
  /**
   * Stops as fast as can be done without losing position, and drops everything that was sent. The first byte of it is on
   * the port when this returns its promise.
   *
   * @returns where it stands, ready for new motions; refused where the position is not certain any more
   */
  halt(): Promise<Result<Report>>;
  /** stops at once where the position is not known anyway, as while homing: drops everything, and may lose steps */
  abort(): void;
  /** runs the homing cycle, and waits for its end */
  home(): Promise<Result<Report>>;
  /** leaves a locked or alarmed state without moving */
  unlock(): Promise<Result<Report>>;
  /** how often to ask for reports: while moving, at rest, or as fast as is sensible */
  watch(pace: 'moving' | 'idle' | 'closely'): void;
  /** replaces the earlier listener */
  onEvent(listener: (event: DriverEvent) => void): void;
  close(): Promise<void>;
}

export interface DriverOptions {
  readonly timers: Timers;
  /**
   * How long to listen before the first byte is sent, ms. A board that resets when its port opens has a boot loader that
   * swallows what it hears for 1.43 s, and waits again for each byte (FIELD.md §3).
   */
  readonly quietMs: number;
  /** what is behind the controller: an arm that is told of its joints cannot be driven without */
  readonly machine?: EaselMachine;
}

/** A driver is a function from a Transport to an ArmDriver. */
export type DriverFactory = (transport: Transport, options: DriverOptions) => ArmDriver;
