/** State of a One Euro filter: plain data, so that it replays. */
export interface OneEuro {
  readonly value: number;
  readonly slope: number;
}

/** `minCutoffHz`: lower it until slow jitter goes. `beta`: raise it until fast lag goes. */
export interface OneEuroTuning {
  readonly minCutoffHz: number;
  readonly beta: number;
}

const alpha = (cutoffHz: number, dtS: number): number => {
  const r = 2 * Math.PI * cutoffHz * dtS;
  return r / (r + 1);
};

/**
 * One step of the One Euro filter.
 *
 * @param dtS - seconds since the last value, greater than 0
 * @see Casiez, Roussel, Vogel, "1 € Filter", CHI 2012; derivative cutoff 1 Hz as there
 */
export function oneEuro(last: OneEuro | null, value: number, dtS: number, tuning: OneEuroTuning): OneEuro {
  if (last === null) return { value, slope: 0 };
  const slope = last.slope + alpha(1, dtS) * ((value - last.value) / dtS - last.slope);
  const a = alpha(tuning.minCutoffHz + tuning.beta * Math.abs(slope), dtS);
  return { value: last.value + a * (value - last.value), slope };
}
