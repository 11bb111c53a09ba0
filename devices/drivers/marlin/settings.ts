import { done, type Result, refused } from '../../../engine/result.ts';
import type { MachinePoint } from '../../machine.ts';
import type { Limits } from '../../painter/estimate.ts';

/** What `M503` says, as far as an arm needs it. */
export interface MarlinSettings {
  readonly limits: Limits;
  readonly stepsPerMm: MachinePoint;
}

/** junction deviation that is like a classic jerk: δ = (√2 − 1)·jerk²/a, of a corner of 90 degrees */
const likeJerk = Math.SQRT2 - 1;

/**
 * Speeds are mm/s, as Marlin 2 prints them. M204 P limits the path and M201 each axis: here the smaller counts for each axis.
 *
 * @param settings - letters and values by code, as reported
 * @returns `marlin/settings` where one is missing or cannot be worked with
 */
export function readSettings(settings: ReadonlyMap<string, ReadonlyMap<string, number>>): Result<MarlinSettings> {
  const missing: string[] = [];
  const value = (code: string, letter: string): number => {
    const found = settings.get(code)?.get(letter) ?? 0;
    if (found <= 0) missing.push(`${code} ${letter}`);
    return found;
  };
  const axes = (code: string): MachinePoint => ({ x: value(code, 'X'), y: value(code, 'Y'), z: value(code, 'Z') });
  const stepsPerMm = axes('M92');
  const rateMmS = axes('M203');
  const most = axes('M201');
  const path = settings.get('M204')?.get('P') ?? settings.get('M204')?.get('S') ?? Number.POSITIVE_INFINITY;
  const accelerationMmS2 = { x: Math.min(most.x, path), y: Math.min(most.y, path), z: Math.min(most.z, path) };
  const advanced = settings.get('M205');
  const jerk = advanced?.get('X');
  const junctionMm = advanced?.get('J') ?? (jerk === undefined ? value('M205', 'J') : (likeJerk * jerk * jerk) / accelerationMmS2.x);
  if (missing.length > 0)
    return refused(
      'marlin/settings',
      `The controller's settings (M503) lack ${missing.join(', ')}, or they are zero.`,
      'Use a firmware without DISABLE_M503, or check the cable: bytes may be lost.',
    );
  return done({ limits: { rateMmS, accelerationMmS2, junctionMm }, stepsPerMm });
}
