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
  /**
   * Lifts the brush of an arm whose position is lost, so that it does not rest on the canvas until somebody comes. It goes
   * straight up, by as much as it was seen below the travel height: steps may be lost, but not so many that up is down.
   *
   * @param lastSeen - machine mm, before the position was lost
   */
  begin(driver: ArmDriver, machine: Machine, lastSeen: MachinePoint): void;
  /** the controller started anew in the middle of a lift, or before it could begin: what is left of it is done now */
  again(driver: ArmDriver): void;
}

interface Lift {
  readonly riseMm: number;
  readonly speedMmS: number;
  /** when it was sent, ms; null while it was not */
  sentMs: number | null;
}

/** less than this is not worth a motion, mm */
const leastRiseMm = 1;

export function createBlindLift(timers: Timers): BlindLift {
  let over: Promise<void> = Promise.resolve();
  let count = 0;
  /** begun, and not known to have come to its end */
  let open: Lift | null = null;

  const run = async (driver: ArmDriver, lift: Lift): Promise<void> => {
    const unlocked = await driver.unlock();
    if (!unlocked.ok || open !== lift) return;
    const { at } = unlocked.value;
    driver.send({ to: { ...at, z: at.z + lift.riseMm }, speedMmS: lift.speedMmS });
    lift.sentMs = timers.now();
    await new Promise<void>((resolve) => timers.after((1000 * lift.riseMm) / lift.speedMmS + brakingMs, resolve));
    if (open === lift) open = null;
  };
  const start = (driver: ArmDriver, riseMm: number, speedMmS: number): void => {
    open = riseMm < leastRiseMm ? null : { riseMm, speedMmS, sentMs: null };
    if (open === null) return;
    count++;
    over = run(driver, open).finally(() => {
      count--;
    });
  };
  return {
    get over() {
      return over;
    },
    get underWay() {
      return count > 0;
    },
    begin: (driver, machine, lastSeen) => {
      const low = lastSeen.z <= machine.canvasOrigin.z + machine.heights.hoverMm / 2;
      start(driver, low ? travelZ(machine) - lastSeen.z : 0, machine.speeds.plungeMmS);
    },
    again: (driver) => {
      if (open === null) return;
      const { riseMm, speedMmS, sentMs } = open;
      const doneMm = sentMs === null ? 0 : (speedMmS * (timers.now() - sentMs)) / 1000;
      start(driver, riseMm - doneMm, speedMmS);
    },
  };
}
