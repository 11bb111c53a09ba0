import type { Timers } from '../drivers/driver.ts';
import type { Machine } from '../machine.ts';
import { withinReach } from '../painter/place.ts';
import type { Flow } from './flow.ts';

/** who jogs says so every 200 ms; after so long without a word it stops (FIELD.md §3, dead-man), ms */
export const deadManMs = 400;
/** motion promised ahead while jogging, and how often it is looked after, ms */
const aheadMs = 150;
const everyMs = 40;
/** shorter than this is no motion: it stands at the fence, mm */
const nothingMm = 0.01;

export type JogSpeed = readonly [x: number, y: number, z: number];

/** Moves an arm by hand for as long as somebody holds the button, and no farther than the fence. */
export interface Jog {
  /** @param mmS - along the easel's axes; all zero stops */
  press(flow: Flow, machine: Machine, mmS: JogSpeed): void;
  /** forgets it without a stop: something else stops the arm */
  drop(): void;
  readonly on: boolean;
}

/** @param stop - called once at the end of a jog: the arm must stop where it is */
export function createJog(timers: Timers, capMmS: () => number, stop: () => void): Jog {
  let speed: JogSpeed = [0, 0, 0];
  let untilMs = 0;
  let cancel: (() => void) | null = null;

  const drop = (): void => {
    cancel?.();
    cancel = null;
  };

  const tick = (flow: Flow, machine: Machine): void => {
    const [x, y, z] = speed;
    const asked = Math.hypot(x, y, z);
    if (asked === 0 || timers.now() >= untilMs) {
      drop();
      stop();
      return;
    }
    cancel = timers.after(everyMs, () => tick(flow, machine));
    if (flow.committedMs() > aheadMs - everyMs) return;
    const speedMmS = Math.min(asked, machine.speeds.travelMmS, capMmS());
    const step = ((speedMmS / asked) * aheadMs) / 1000;
    const { end } = flow;
    const to = withinReach(machine, { x: end.x + x * step, y: end.y + y * step, z: end.z + z * step });
    if (Math.hypot(to.x - end.x, to.y - end.y, to.z - end.z) < nothingMm) return;
    flow.add([{ kind: 'jog', to, speedMmS }]);
    flow.pump();
  };

  return {
    press: (flow, machine, mmS) => {
      speed = mmS;
      untilMs = timers.now() + deadManMs;
      if (cancel === null && mmS.some((value) => value !== 0)) tick(flow, machine);
    },
    drop,
    get on() {
      return cancel !== null;
    },
  };
}
