import type { MachinePoint } from '../../machine.ts';
import type { Move, Report } from '../driver.ts';
import type { Sent } from './history.ts';
import type { MarlinLine } from './lines.ts';
import type { MarlinSettings } from './settings.ts';
import { createTwin } from './twin.ts';

type Position = Extract<MarlinLine, { kind: 'position' }>;

/** Where the arm is, put together from what was sent, what was accepted and what M114 says. */
export interface Where {
  sent(move: Move): void;
  accepted(line: Sent): void;
  /** @returns undefined where the line was altered on its way, or has no equal yet to tell */
  read(line: Position, query: Sent): Report | undefined;
  /** all that was accepted should be executed by now */
  readonly still: boolean;
  /** that was confirmed, and nothing was sent since */
  readonly atRest: boolean;
  /** to be called before M400 is sent; the function that it returns, when it was answered */
  confirm(): () => void;
  /** the motion ended otherwise than planned, or the frame changed: what is told next is believed */
  unsettle(): void;
  /** time until all that was sent is executed, ms, and the greatest speed of it, mm/s */
  promised(): { readonly leftMs: number; readonly fastestMmS: number };
}

/** M114 gives two decimals */
const roundingMm = 0.011;
const axes = ['x', 'y', 'z'] as const;

const apart = (a: MachinePoint, b: MachinePoint): number => Math.max(...axes.map((axis) => Math.abs(a[axis] - b[axis])));

export function createWhere({ limits, stepsPerMm }: MarlinSettings, now: () => number): Where {
  const twin = createTwin(limits, stepsPerMm, now);
  const stepMm = Math.max(...axes.map((axis) => 1 / stepsPerMm[axis]));
  /** logical mm less steps: constant until the arm is homed or given other numbers */
  let shift: MachinePoint | undefined;
  let candidate: Position | undefined;
  let last: MachinePoint | undefined;
  let count = 0;
  let confirmed = -1;
  let fastestMmS = 0;
  let unaccepted: { readonly move: Move; readonly ms: number }[] = [];

  const shiftOf = ({ at, count: steps }: Position): MachinePoint | undefined =>
    steps === null ? undefined : { x: at.x - steps.x / stepsPerMm.x, y: at.y - steps.y / stepsPerMm.y, z: at.z - steps.z / stepsPerMm.z };

  /** two accounts of one place must agree; the first of all has to come twice */
  const sound = (line: Position): boolean => {
    const found = shiftOf(line);
    if (found === undefined) return true;
    if (shift !== undefined) return apart(shift, found) <= 2 * roundingMm + stepMm;
    const twice = candidate !== undefined && apart(candidate.at, line.at) === 0;
    candidate = line;
    if (twice) shift = found;
    return twice;
  };

  return {
    sent: (move) => {
      const lengthMm = last === undefined ? 0 : Math.hypot(move.to.x - last.x, move.to.y - last.y, move.to.z - last.z);
      unaccepted.push({ move, ms: (1000 * lengthMm) / Math.max(1, move.speedMmS) });
      last = move.to;
      count++;
      fastestMmS = Math.max(fastestMmS, move.speedMmS);
    },
    accepted: ({ move }) => {
      unaccepted = unaccepted.filter((entry) => entry.move !== move);
      if (move !== null) twin.plan(move.to, move.speedMmS);
    },
    read: (line, query) => {
      if (!sound(line)) return undefined;
      if (confirmed === count) {
        twin.place(line.at);
        last = line.at;
        fastestMmS = 0;
        unaccepted = [];
        return { state: 'idle', at: line.at, speedMmS: 0, drained: true };
      }
      const { at, speedMmS } = twin.seen();
      // most builds tell where the plan ends, whatever is asked
      const projected = query.move !== null && apart(query.move.to, line.at) <= roundingMm + stepMm;
      return { state: 'moving', at: projected ? at : line.at, speedMmS, drained: false };
    },
    get still() {
      return !twin.moving && unaccepted.length === 0;
    },
    get atRest() {
      return confirmed === count;
    },
    confirm: () => {
      const then = count;
      return () => {
        confirmed = then;
      };
    },
    unsettle: () => {
      shift = undefined;
      candidate = undefined;
      confirmed = -1;
      unaccepted = [];
    },
    promised: () => ({ leftMs: twin.leftMs() + unaccepted.reduce((sum, { ms }) => sum + ms, 0), fastestMmS }),
  };
}
