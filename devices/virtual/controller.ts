import type { MachineState } from './core.ts';
import type { Travelled } from './motion.ts';
import type { Vec3 } from './vector.ts';

/** What passed so far: bytes, lines, planner blocks, true mm, s in motion, and the most motion ever promised ahead, ms. */
export interface VirtualCount {
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly lines: number;
  readonly segments: number;
  readonly distanceMm: number;
  readonly seconds: number;
  readonly maxCommittedMs: number;
}

/**
 * A controller of any firmware, and the arm that it drives. It has no clock: the caller says what time it is, in ms that never
 * go back, and is told when something happens next.
 */
export interface VirtualController {
  receive(bytes: Uint8Array, nowMs: number): void;
  advance(nowMs: number): void;
  /** Infinity while nothing is going on */
  nextEventMs(): number;
  /** replaces the earlier listener; called while time advances */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** replaces the earlier listener; pieces come in order, at their ends, of 10 ms at most */
  onMotion(listener: (travelled: Travelled) => void): void;
  /** replaces the earlier listener; the fault `unplug` happened */
  onUnplug(listener: () => void): void;
  /** where the arm truly is, machine mm, or degrees for a hinge */
  position(): Vec3;
  /** where the controller believes that it is */
  believed(): Vec3;
  state(): MachineState;
  committedMs(): number;
  /** the power went and came back, or DTR pulled the reset line (and started the boot loader): the position is lost */
  reset(kind: 'power' | 'dtr', nowMs: number): void;
  counted(): VirtualCount;
}
