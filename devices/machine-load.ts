import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { done, type Result, refused } from '../engine/result.ts';
import { type EaselMachine, easelMachine } from './kinematics/easel-machine.ts';
import { armMachineSchema } from './kinematics/machine-arm.ts';
import { machineSchema } from './machine.ts';
import axidrawA3 from './machines/axidraw-a3.json' with { type: 'json' };
import easel12ft from './machines/easel-12ft.json' with { type: 'json' };
import fiveBar from './machines/fivebar.json' with { type: 'json' };
import meArm from './machines/mearm.json' with { type: 'json' };
import scara500 from './machines/scara-500.json' with { type: 'json' };
import sixAxis from './machines/six-axis.json' with { type: 'json' };
import uArmSwift from './machines/uarm-swift.json' with { type: 'json' };
import virtualEasel from './machines/virtual-easel.json' with { type: 'json' };

/** Machine descriptions that come with the house, by id. */
const bundled: Readonly<Record<string, unknown>> = {
  'virtual-easel': virtualEasel,
  'six-axis': sixAxis,
  'easel-12ft': easel12ft,
  'axidraw-a3': axidrawA3,
  'scara-500': scara500,
  fivebar: fiveBar,
  'uarm-swift': uArmSwift,
  mearm: meArm,
};
/** Their ids. */
export const machineIds: readonly string[] = Object.keys(bundled);

/**
 * Loads the description of a machine, of either version, as the painter sees it.
 *
 * @param name - id of a bundled one, or the path of a JSON file
 * @param folder - what a relative path starts from; the working folder unless given
 * @returns `machine/absent`, `machine/not-json` or `machine/invalid`, naming the field, its value and the remedy; or what the
 *   machine cannot reach
 */
export function loadMachine(name: string, folder: string = process.cwd()): Result<EaselMachine> {
  if (Object.hasOwn(bundled, name)) return readMachine(bundled[name], `machine ${name}`);
  const path = resolve(folder, name);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return refused(
      'machine/absent',
      `There is no machine “${name}”: it is none of ${machineIds.join(', ')}, and no file at ${path}.`,
      'Give one of these ids, or the path of a machine description.',
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(
      'machine/not-json',
      `${path} is not JSON: ${error instanceof Error ? error.message : error}`,
      'Correct that place in the file.',
    );
  }
  return readMachine(value, path);
}

/**
 * @param value - a parsed description of either version
 * @param name - of the machine or its file, for the refusal
 */
export function readMachine(value: unknown, name: string): Result<EaselMachine> {
  const second = typeof value === 'object' && value !== null && 'version' in value && value.version === 2;
  if (second) {
    const parsed = armMachineSchema.safeParse(value);
    return parsed.success ? easelMachine(parsed.data) : invalid(value, name, parsed.error);
  }
  const parsed = machineSchema.safeParse(value);
  return parsed.success ? done(parsed.data) : invalid(value, name, parsed.error);
}

function invalid(value: unknown, name: string, error: z.ZodError): Result<never> {
  const issue = error.issues[0];
  const path = issue?.path ?? [];
  const received = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Object.entries(at).find(([name]) => name === String(key))?.[1] : undefined),
    value,
  );
  return refused(
    'machine/invalid',
    `${name}: ${path.length === 0 ? 'the whole' : path.map(String).join('.')} is ${JSON.stringify(received) ?? 'missing'}: ${issue?.message ?? 'it does not fit'}.`,
    'Correct that field of the machine description.',
  );
}
