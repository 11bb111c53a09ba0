import { done, type Result, refused } from '../../../engine/result.ts';
import type { Limits } from '../../painter/estimate.ts';

/** What `$$` says, as far as an arm needs it. */
export interface GrblSettings {
  readonly limits: Limits;
  readonly homing: boolean;
  /** $130-$132, mm */
  readonly travelMm: { readonly x: number; readonly y: number; readonly z: number };
}

/**
 * @param values - `$n` to value, as reported
 * @returns `grbl/settings` where one is missing or cannot be worked with
 */
export function readSettings(values: ReadonlyMap<number, number>): Result<GrblSettings> {
  const missing: number[] = [];
  const value = (number: number): number => {
    const found = values.get(number);
    if (found === undefined || (number >= 110 && found <= 0)) missing.push(number);
    return found ?? 0;
  };
  if (values.get(13) === 1)
    return refused('grbl/inches', 'The controller reports in inches ($13=1).', 'Send $13=0 to it once, then connect again.');
  if (values.get(32) === 1)
    return refused('grbl/laser', 'The controller is in laser mode ($32=1).', 'Send $32=0 to it once, then connect again.');
  const settings: GrblSettings = {
    limits: {
      rateMmS: { x: value(110) / 60, y: value(111) / 60, z: value(112) / 60 },
      accelerationMmS2: { x: value(120), y: value(121), z: value(122) },
      junctionMm: value(11),
    },
    homing: values.get(22) === 1 || (values.get(22) ?? 0) % 2 === 1,
    travelMm: { x: value(130), y: value(131), z: value(132) },
  };
  if (missing.length > 0)
    return refused(
      'grbl/settings',
      `The controller's settings lack ${missing.map((number) => `$${number}`).join(', ')}, or they are zero.`,
      'Set them in the controller as its maker says, or check the cable: bytes may be lost.',
    );
  return done(settings);
}
