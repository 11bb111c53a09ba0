/** How loud the room is, each 0..1: everything, and three bands. */
export interface Levels {
  readonly level: number;
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** Band edges, Hz: drums and bass; voices and strings; hiss and metal. */
const EDGES = [40, 250, 2000, 8000] as const;
/** A quiet room and a loud one, dB below full scale: 0 and 1. */
const QUIET_DB = -60;
const LOUD_DB = -12;
/**
 * Of a sine in an analyser's spectrum: mean square over the sum of its bins. Bins hold amplitude / 2 under a Blackman window,
 * whose mean square is 0.3046 (Web Audio API, "getFloatFrequencyData"; Harris 1978, table 1).
 */
const TRUE_POWER = 2 / 0.3046;

const share = (meanSquare: number): number => {
  const db = 10 * Math.log10(Math.max(meanSquare, 1e-12));
  return Math.min(1, Math.max(0, (db - QUIET_DB) / (LOUD_DB - QUIET_DB)));
};

/**
 * @param wave - samples −1..1
 * @param spectrumDb - of an AnalyserNode: bins from 0 to half the sample rate, dB
 */
export function levelsOf(wave: ArrayLike<number>, spectrumDb: ArrayLike<number>, sampleRate: number): Levels {
  let sum = 0;
  for (let i = 0; i < wave.length; i++) sum += (wave[i] ?? 0) ** 2;
  const power = [0, 0, 0];
  const binHz = sampleRate / 2 / spectrumDb.length;
  for (let i = 1; i < spectrumDb.length; i++) {
    const band = EDGES.findIndex((edge) => i * binHz < edge) - 1;
    const db = spectrumDb[i] ?? Number.NEGATIVE_INFINITY;
    if (band >= 0 && Number.isFinite(db)) power[band] = (power[band] ?? 0) + 10 ** (db / 10);
  }
  const [low = 0, mid = 0, high = 0] = power.map((one) => share(one * TRUE_POWER));
  return { level: share(sum / Math.max(1, wave.length)), low, mid, high };
}
