import type { ArmDriver } from '../drivers/driver.ts';
import type { Machine, MachinePoint } from '../machine.ts';
import { travelZ } from './ways.ts';

/**
 * Lifts the brush of an arm whose position is lost, so that it does not rest on the canvas until somebody comes. It goes
 * straight up, by as much as it was seen below the travel height: steps may be lost, but not so many that up is down.
 *
 * @param lastSeen - machine mm, before the position was lost
 */
export async function liftBlind(driver: ArmDriver, machine: Machine, lastSeen: MachinePoint): Promise<void> {
  const rise = travelZ(machine) - lastSeen.z;
  if (lastSeen.z > machine.canvasOrigin.z + machine.heights.hoverMm / 2) return;
  const unlocked = await driver.unlock();
  if (!unlocked.ok) return;
  const { at } = unlocked.value;
  driver.send({ to: { ...at, z: at.z + rise }, speedMmS: machine.speeds.plungeMmS });
}
