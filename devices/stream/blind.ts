import type { ArmDriver, Timers } from '../drivers/driver.ts';
import type { Machine, MachinePoint } from '../machine.ts';
import { travelZ } from './ways.ts';

/** what speeding up and braking add to the time of the lift, ms */
const brakingMs = 300;

/** Lifts of a brush whose place is not known, one after the other. */
export interface BlindLift {
  /** resolves when the last of them is up */
  readonly over: Promise<void>;
  readonly underWay: boolean;
  begin(driver: ArmDriver, machine: Machine, lastSeen: MachinePoint): void;
}

export function createBlindLift(timers: Timers): BlindLift {
  let over: Promise<void> = Promise.resolve();
  let count = 0;
  return {
    get over() {
      return over;
    },
    get underWay() {
      return count > 0;
    },
    begin: (driver, machine, lastSeen) => {
      count++;
      over = liftBlind(driver, machine, lastSeen, timers).finally(() => {
        count--;
      });
    },
  };
}

/**
 * Lifts the brush of an arm whose position is lost, so that it does not rest on the canvas until somebody comes. It goes
 * straight up, by as much as it was seen below the travel height: steps may be lost, but not so many that up is down.
 *
 * @returns when it is up
 * @param lastSeen - machine mm, before the position was lost
 */
async function liftBlind(driver: ArmDriver, machine: Machine, lastSeen: MachinePoint, timers: Timers): Promise<void> {
  const rise = travelZ(machine) - lastSeen.z;
  if (lastSeen.z > machine.canvasOrigin.z + machine.heights.hoverMm / 2) return;
  const unlocked = await driver.unlock();
  if (!unlocked.ok) return;
  const { at } = unlocked.value;
  const speedMmS = machine.speeds.plungeMmS;
  driver.send({ to: { ...at, z: at.z + rise }, speedMmS });
  await new Promise<void>((resolve) => timers.after((1000 * rise) / speedMmS + brakingMs, resolve));
}
