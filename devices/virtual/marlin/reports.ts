import type { Vec3 } from '../vector.ts';
import { type Core, logical } from './core.ts';

export const version = '2.1.2.5';
const two = (value: number): string => value.toFixed(2);
const axes = (at: Vec3): string => `X${two(at[0])} Y${two(at[1])} Z${two(at[2])}`;

/** What it says when it starts: on every board `start` comes first. */
export const banner = (core: Core): string =>
  [
    'start',
    'echo: External Reset',
    `Marlin ${version}`,
    '',
    'echo: Last Updated: 2024-12-02 | Author: (alla prima, virtual)',
    'echo: Compiled: Dec  2 2024',
    'echo: Free Memory: 4302  PlannerBufferBytes: 1152',
    'echo:Hardcoded Default Settings Loaded',
    settingsReport(core),
  ].join('\n');

/** M503 */
export function settingsReport({ settings: { values }, softEndstops }: Core): string {
  return [
    'echo:; Linear Units:',
    'echo:  G21 ; (mm)',
    'echo:; Steps per unit:',
    `echo:  M92 ${axes(values.stepsPerMm)} E93.00`,
    'echo:; Max feedrates (units/s):',
    `echo:  M203 ${axes(values.rateMmS)} E25.00`,
    'echo:; Max Acceleration (units/s2):',
    `echo:  M201 ${axes(values.accelerationMmS2)} E10000.00`,
    'echo:; Acceleration (units/s2) (P<print-accel> R<retract-accel> T<travel-accel>):',
    `echo:  M204 P${two(values.printMmS2)} R3000.00 T${two(values.travelMmS2)}`,
    'echo:; Advanced (B<min_segment_time_us> S<min_feedrate> T<min_travel_feedrate> J<junc_dev>):',
    `echo:  M205 B20000.00 S0.00 T0.00 J${two(values.junctionMm)}`,
    'echo:; Home offset:',
    'echo:  M206 X0.00 Y0.00 Z0.00',
    'echo:; Endstops:',
    `echo:  M211 S${softEndstops ? 1 : 0}`,
    '',
  ].join('\n');
}

/** M115 */
export function capabilities({ build }: Core): string {
  const caps: readonly (readonly [string, boolean])[] = [
    ['SERIAL_XON_XOFF', false],
    ['BINARY_FILE_TRANSFER', false],
    ['EEPROM', false],
    ['VOLUMETRIC', false],
    ['AUTOREPORT_POS', true],
    ['AUTOREPORT_TEMP', true],
    ['PROGRESS', false],
    ['PRINT_JOB', true],
    ['AUTOLEVEL', false],
    ['RUNOUT', false],
    ['Z_PROBE', false],
    ['LEVELING_DATA', false],
    ['SOFTWARE_POWER', false],
    ['TOGGLE_LIGHTS', false],
    ['EMERGENCY_PARSER', build.emergencyParser],
    ['HOST_ACTION_COMMANDS', false],
    ['PROMPT_SUPPORT', false],
    ['SDCARD', false],
    ['THERMAL_PROTECTION', true],
    ['MOTION_MODES', false],
    ['ARCS', false],
    ['BABYSTEPPING', false],
    ['MEATPACK', false],
  ];
  return [
    `FIRMWARE_NAME:Marlin ${version} (Dec  2 2024 12:00:00) SOURCE_CODE_URL:github.com/MarlinFirmware/Marlin PROTOCOL_VERSION:1.0 MACHINE_TYPE:Virtual Easel EXTRUDER_COUNT:1 UUID:cede2a2f-41a2-4748-9b12-c55c62f367ff`,
    ...caps.map(([name, on]) => `Cap:${name}:${on ? 1 : 0}`),
    '',
  ].join('\n');
}

/** The end of what is planned, or, `real`, where the steppers are; and both in steps. */
export function positionReport(core: Core, real: boolean): string {
  const at = real ? core.motion.position(core.nowMs) : core.target;
  const [x, y, z] = logical(core, at);
  const steps = core.settings.values.stepsPerMm;
  const axes = core.motors === undefined ? ['X', 'Y', 'Z'] : ['A', 'B', 'Z'];
  const count = core.motors?.(at) ?? ([0, 1, 2] as const).map((axis) => at[axis] * steps[axis]);
  const counts = axes.map((name, axis) => `${name}:${Math.round(count[axis] ?? 0)}`).join(' ');
  return `X:${two(x)} Y:${two(y)} Z:${two(z)} E:${two(core.extruded)} Count ${counts}\n`;
}

/** M211 */
export function endstopReport(core: Core): string {
  const { x, y, z } = core.travel;
  return `echo:Soft endstops: ${core.softEndstops ? 'On' : 'Off'}  Min:  ${axes([x.min, y.min, z.min])}   Max:  ${axes([x.max, y.max, z.max])}\n`;
}

export const temperatures = 'T:21.00 /0.00 @:0';
