import { encode } from '../../hardware/messages.ts';
import type { Joints } from '../../kinematics/kinematics.ts';
import type { Transport } from '../../transports/transport.ts';
import type { Timers } from '../driver.ts';

const silentAfterMs = 2000;
/** a servo hears a set-point at its next pulse, up to 20 ms later, and then has a little way to go, ms */
const settleMs = 60;

/** Where the joints were sent, and how fast they went there, over all of them. */
interface SetPoint {
  readonly joints: Joints;
  readonly speedDegS: number;
}

/** Set-points on their way to the board: what was sent, and what of it is known to be written to its port. */
export interface SetPoints {
  /** @param deg - the servos' own degrees; null leaves one as it is. All null only asks whether somebody is there */
  send(deg: readonly (number | null)[], point: SetPoint): void;
  wrote(turn: number): void;
  /** the last that is known to be written; undefined before the first */
  readonly written: SetPoint | undefined;
  readonly underWay: boolean;
  /** the last was written long enough ago for servos to have come there */
  readonly settled: boolean;
  /** @returns true once when nothing was answered for two seconds */
  fellSilent(): boolean;
  /** it is known to stand there */
  stand(joints: Joints): void;
}

export function createSetPoints(transport: Transport, timers: Timers): SetPoints {
  let turn = 0;
  const unwritten: (SetPoint & { readonly turn: number; readonly atMs: number; readonly moves: boolean })[] = [];
  let written: SetPoint | undefined;
  let changedMs = Number.NEGATIVE_INFINITY;
  let silent = false;
  return {
    send: (deg, point) => {
      turn++;
      const moves = deg.some((value) => value !== null);
      if (moves) changedMs = timers.now();
      unwritten.push({ ...point, turn, atMs: timers.now(), moves });
      transport.write(encode({ kind: 'servos', turn, deg: [...deg] }));
    },
    wrote: (upTo) => {
      for (let first = unwritten[0]; first !== undefined && first.turn <= upTo; first = unwritten[0]) {
        if (first.moves) written = first;
        unwritten.shift();
      }
      silent = false;
    },
    get written() {
      return written;
    },
    get underWay() {
      return unwritten.length > 0;
    },
    get settled() {
      return !unwritten.some(({ moves }) => moves) && timers.now() - changedMs >= settleMs;
    },
    fellSilent: () => {
      const oldest = unwritten[0];
      if (silent || oldest === undefined || timers.now() - oldest.atMs <= silentAfterMs) return false;
      silent = true;
      return true;
    },
    stand: (joints) => {
      written ??= { joints, speedDegS: 0 };
    },
  };
}
