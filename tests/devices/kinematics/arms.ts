import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Plane, planeOf } from '../../../devices/kinematics/frame.ts';
import type { Joints, Kinematics } from '../../../devices/kinematics/kinematics.ts';
import type { ArmMachine } from '../../../devices/kinematics/machine-arm.ts';
import { makeKinematics } from '../../../devices/kinematics/make.ts';
import type { BrushPose } from '../../../devices/kinematics/pose.ts';
import { readArmMachine } from '../../../devices/kinematics/upgrade.ts';
import type { Result } from '../../../engine/result.ts';

export interface Arm {
  readonly id: string;
  readonly machine: ArmMachine;
  readonly plane: Plane;
  readonly kinematics: Kinematics;
}

const folder = join(import.meta.dirname, '../../../devices/machines');

export const rawMachine = (id: string): unknown => JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8'));

/** @returns the value; throws the refusal where there is none */
export function must<T>(result: Result<T, { readonly text: string }>): T {
  if (!result.ok) throw new Error(result.why.text);
  return result.value;
}

export function armOf(id: string): Arm {
  const machine = must(readArmMachine(rawMachine(id), id));
  const plane = planeOf(machine.canvas);
  return { id, machine, plane, kinematics: makeKinematics(machine.kinematics, plane) };
}

/** every machine that has a file */
export const arms: readonly Arm[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => armOf(file.replace(/\.json$/, '')));

/** Evenly from `min` to `max`: doubles of fast-check's own crowd at the ends and at zero. */
export const evenly = (min: number, max: number): fc.Arbitrary<number> =>
  fc.noBias(fc.integer({ min: 0, max: 2 ** 30 })).map((n) => min + ((max - min) * n) / 2 ** 30);

/** Joints within their limits. */
export const anyJoints = ({ limits }: Kinematics): fc.Arbitrary<Joints> => fc.tuple(...limits.map(({ min, max }) => evenly(min, max)));

export const straightAt = (x: number, y: number, z: number): BrushPose => ({ x, y, z, tiltDeg: 0, tiltTowardsDeg: 0 });

export const apartMm = (a: { x: number; y: number; z: number }, b: { x: number; y: number; z: number }): number =>
  Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
