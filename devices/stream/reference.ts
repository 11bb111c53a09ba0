import type { Controller, Report } from '../drivers/driver.ts';
import type { Machine, MachinePoint } from '../machine.ts';
import type { Limits } from '../painter/estimate.ts';
import type { ArmSetting } from '../process/messages.ts';
import type { Reference } from './arm-options.ts';

/**
 * What must be added to a controller's coordinates to get machine mm.
 *
 * With homing switches the machine description speaks the controller's own coordinates, so it is zero. Without them the
 * controller calls the place zero where it was switched on: the operator puts the brush on the park place, and that is
 * taken for it. It is kept here and not in the controller (no G92, no G10), so that it cannot outlive its truth: after a
 * reset of either side it is gone, and asked for again.
 */
export function offsetAt(machine: Machine, controller: Controller, report: Report): MachinePoint {
  if (controller.canHome) return { x: 0, y: 0, z: 0 };
  const { park } = machine;
  return { x: park.x - report.at.x, y: park.y - report.at.y, z: park.z - report.at.z };
}

/** What a person must do before this arm may move. */
export function referenceHint(setting: ArmSetting | null, controller: Controller | null): string {
  if (setting === null || controller === null) return 'Press Home.';
  if (controller.homeHint !== undefined) return controller.homeHint;
  const { x, y, z } = setting.machine.park;
  return controller.canHome
    ? 'Its position is not known. See that the way is free, then press Home: it looks for its switches.'
    : `Its position is not known, and it has no homing switches. Put the brush on its park place (${x}, ${y}, ${z}) by hand, with the motors off if need be, then press Home: that place is taken for park.`;
}

/** A controller that stands exactly where it starts has most likely been reset, whatever was believed before. */
export const atZero = ({ at }: Report, { startsAt = { x: 0, y: 0, z: 0 } }: Pick<Controller, 'startsAt'>): boolean =>
  at.x === startsAt.x && at.y === startsAt.y && at.z === startsAt.z;

/** Where it stands, and, if it has raised its pen just now, at the height at which it was seen before, controller's mm. */
export const asBefore = ({ report, raised = false }: Controller, z: number): Report =>
  raised ? { ...report, at: { ...report.at, z } } : report;

/** Whether a controller's zero may be taken for the machine's. @param lastSeen - where an arm process that died saw the arm */
export function trusts(reference: Reference, controller: Controller, lastSeen: MachinePoint | undefined): boolean {
  if (reference !== 'switched-on') return reference === 'known';
  const { canHome, report } = controller;
  return lastSeen === undefined && !canHome && report.state !== 'locked' && atZero(report, controller);
}

/** Limits to estimate with before a controller has told its own: the description's, and Grbl's default corner. */
export function assumedLimits({ speeds }: Machine): Limits {
  const all = (value: number): MachinePoint => ({ x: value, y: value, z: value });
  return { rateMmS: all(Math.max(speeds.travelMmS, speeds.paintMmS)), accelerationMmS2: all(speeds.accelerationMmS2), junctionMm: 0.01 };
}

/** `virtual grbl in memory`, `grbl 1.1h on /dev/ttyUSB0` */
export function describe(setting: ArmSetting | null, controller: Controller | null): string {
  if (setting === null) return 'none';
  const { address } = setting;
  const firmware = controller?.firmware ?? setting.machine.driver;
  const { arm } = setting.machine;
  if (address.kind === 'memory')
    return arm?.wire === 'joints' && arm.driver === 'grbl'
      ? `virtual grblHAL with ${arm.rates.length} axes in memory`
      : `virtual ${setting.machine.driver} in memory`;
  return `${firmware} on ${address.kind === 'serial' ? address.path : `tcp://${address.host}:${address.port}`}`;
}
