import type { ArmDriver, Timers } from '../drivers/driver.ts';
import type { Machine, MachinePoint } from '../machine.ts';
import { travelZ } from './ways.ts';

/** what speeding up and braking add to the time of the lift, ms */
const brakingMs = 300;
/** a controller that restarts once more is not unlocked by the first asking */
const unlocks = 3;

/**
 * Lifts the brush of an arm whose position is lost, so that it does not rest on the canvas until somebody comes. It goes
 * straight up, by as much as it was seen below the travel height: steps may be lost, but not so many that up is down.
 */
export interface BlindLift {
  /** resolves when the last lift is up */
  readonly over: Promise<void>;
  readonly underWay: boolean;
  /** @param lastSeen - machine mm, before the position was lost */
  begin(driver: ArmDriver, machine: Machine, lastSeen: MachinePoint): void;
  /** its controller has restarted: a lift that is under way begins again, from as high as it has come */
  again(driver: ArmDriver): void;
}

interface Lift {
  readonly machine: Machine;
  readonly from: MachinePoint;
  /** when it set off, once it has */
  sinceMs?: number;
}

export function createBlindLift(timers: Timers): BlindLift {
  let over: Promise<void> = Promise.resolve();
  let current: Lift | undefined;

  const rise = async (driver: ArmDriver, lift: Lift): Promise<void> => {
    const { machine, from } = lift;
    const riseMm = travelZ(machine) - from.z;
    if (from.z > machine.canvasOrigin.z + machine.heights.hoverMm / 2) return;
    let unlocked = await driver.unlock();
    for (let i = 1; i < unlocks && !unlocked.ok && lift === current; i++) unlocked = await driver.unlock();
    if (!unlocked.ok || lift !== current) return;
    const { at } = unlocked.value;
    const speedMmS = machine.speeds.plungeMmS;
    lift.sinceMs = timers.now();
    driver.send({ to: { ...at, z: at.z + riseMm }, speedMmS });
    await new Promise<void>((resolve) => timers.after((1000 * riseMm) / speedMmS + brakingMs, resolve));
  };

  const begin = (driver: ArmDriver, machine: Machine, from: MachinePoint): void => {
    const lift: Lift = { machine, from };
    current = lift;
    over = rise(driver, lift).finally(() => {
      if (current === lift) current = undefined;
    });
  };
  return {
    get over() {
      return over;
    },
    get underWay() {
      return current !== undefined;
    },
    begin,
    again: (driver) => {
      if (current === undefined) return;
      const { machine, from, sinceMs } = current;
      const risenMm = sinceMs === undefined ? 0 : (machine.speeds.plungeMmS * (timers.now() - sinceMs)) / 1000;
      begin(driver, machine, { ...from, z: from.z + risenMm });
    },
  };
}
