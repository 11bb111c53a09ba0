import type { Timers } from '../drivers/driver.ts';
import type { EaselMachine } from '../kinematics/easel-machine.ts';
import type { Flow } from './flow.ts';
import { heldSpeed, type JogSpeed } from './jog-room.ts';

/** who jogs says so every 200 ms; after so long without a word it stops (FIELD.md §3, dead-man), ms */
export const deadManMs = 400;
/** motion promised ahead while jogging, and how often it is looked after, ms */
const aheadMs = 150;
const everyMs = 40;
/** shorter than this is no motion: it stands at the fence, or at a kept-out box, mm */
const nothingMm = 0.01;

/** Moves an arm by hand for as long as somebody holds the button, and no farther than the fence or a kept-out box. */
export interface Jog {
  /** @param mmS - along the easel's axes; all zero stops */
  press(flow: Flow, machine: EaselMachine, mmS: JogSpeed): void;
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

  const tick = (flow: Flow, machine: EaselMachine): void => {
    const [x, y, z] = speed;
    const asked = Math.hypot(x, y, z);
    if (asked === 0 || timers.now() >= untilMs) {
      drop();
      stop();
      return;
    }
    cancel = timers.after(everyMs, () => tick(flow, machine));
    // what waits to be sent ends elsewhere than what was sent
    if (flow.waiting || flow.committedMs() > aheadMs - everyMs) return;
    const { end, brakeMmS2 } = flow;
    const share = Math.min(asked, machine.speeds.travelMmS, capMmS()) / asked;
    const aheadS = aheadMs / 1000;
    const [vx, vy, vz] = heldSpeed(machine, end, [x * share, y * share, z * share], aheadS, brakeMmS2);
    const speedMmS = Math.hypot(vx, vy, vz);
    if (speedMmS * aheadS < nothingMm) return;
    const to = { x: end.x + vx * aheadS, y: end.y + vy * aheadS, z: end.z + vz * aheadS };
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
