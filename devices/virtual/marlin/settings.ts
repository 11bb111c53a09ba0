import { createSettings, type Settings } from '../settings.ts';
import type { Vec3 } from '../vector.ts';

/** What `M503` prints, and what the planner runs with: steps/mm, mm/s, mm/s², mm. */
export interface MarlinValues {
  /** M92 */
  readonly stepsPerMm: Vec3;
  /** M203 */
  readonly rateMmS: Vec3;
  /** M201 */
  readonly accelerationMmS2: Vec3;
  /** M204 P */
  readonly printMmS2: number;
  /** M204 T */
  readonly travelMmS2: number;
  /** M205 J, junction deviation */
  readonly junctionMm: number;
}

/** What our virtual easel runs with under Marlin. */
export const easelValues: MarlinValues = {
  stepsPerMm: [80, 80, 400],
  rateMmS: [300, 300, 100],
  accelerationMmS2: [800, 800, 800],
  printMmS2: 800,
  travelMmS2: 800,
  junctionMm: 0.02,
};

/** The settings, and a view of them for the planner, which knows Grbl's numbers. */
export interface MarlinSettings {
  readonly values: MarlinValues;
  /** for the planner */
  readonly planner: Settings;
  change(changed: Partial<MarlinValues>): void;
}

/**
 * M204 P acts on each axis, beside M201: Marlin itself limits the path to it, so that a diagonal here may gain speed up to
 * 1.41 times faster than there where P is below M201.
 */
export function createMarlinSettings(changed: Partial<MarlinValues> = {}): MarlinSettings {
  let values: MarlinValues = { ...easelValues, ...changed };
  const planner = createSettings();
  const apply = (): void => {
    planner.store(11, values.junctionMm);
    for (const axis of [0, 1, 2] as const) {
      planner.store(100 + axis, values.stepsPerMm[axis]);
      planner.store(110 + axis, values.rateMmS[axis] * 60);
      planner.store(120 + axis, Math.min(values.accelerationMmS2[axis], values.printMmS2));
    }
  };
  apply();
  return {
    get values() {
      return values;
    },
    planner,
    change: (next) => {
      values = { ...values, ...next };
      apply();
    },
  };
}
