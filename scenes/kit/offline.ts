import { Offline } from 'tone';
import type { Scene, StageFrame } from './scene.ts';

/** What was heard, measured over both channels. */
export interface Heard {
  /** root mean square, 0..1 */
  readonly rms: number;
  /** loudest sample, dB below full scale; −Infinity is silence */
  readonly peakDb: number;
  /** balance of the spectrum, Hz: a mean of frequencies weighted by their amplitudes */
  readonly centroidHz: number;
  /** share of the energy below 30 Hz, 0..1 */
  readonly belowHearing: number;
  /** largest leap from one sample to the next, 0..2: a click shows here */
  readonly leap: number;
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/**
 * Plays a scene's sound without a device, faster than it would sound, and measures it. Runs in a page.
 *
 * @param frames - one each 60th of a second; the last goes on when there are too few
 * @param fromS - measured from here on, so that a beginning or its fade can be left out, s
 */
export async function renderSound(
  scene: Pick<Scene, 'sound'>,
  frames: readonly StageFrame[],
  seconds: number,
  seed: number,
  fromS = 0,
): Promise<Heard> {
  const { createSound } = await scene.sound();
  const rendered = await Offline(
    async (context) => {
      const sound = await createSound({ seed });
      let played = 0;
      context.on('tick', () => {
        for (; played / 60 <= context.currentTime; played++) {
          const frame = frames[Math.min(played, frames.length - 1)];
          // what happened once is not told again while the last frame goes on
          if (frame) sound.step(played < frames.length ? frame : { ...frame, events: [], gestures: [] }, 1 / 60);
        }
      });
    },
    seconds,
    2,
    44_100,
  );
  const from = Math.round(fromS * 44_100);
  return measured(rendered.getChannelData(0).slice(from), rendered.getChannelData(1).slice(from), 44_100);
}

function measured(left: Float32Array, right: Float32Array, rate: number): Heard {
  let energy = 0;
  let peak = 0;
  let leap = 0;
  for (const channel of [left, right])
    for (let i = 0; i < channel.length; i++) {
      const value = channel[i] ?? 0;
      energy += value * value;
      peak = Math.max(peak, Math.abs(value));
      if (i > 0) leap = Math.max(leap, Math.abs(value - (channel[i - 1] ?? 0)));
    }
  return {
    rms: Math.sqrt(energy / Math.max(1, 2 * left.length)),
    peakDb: 20 * Math.log10(peak),
    ...balance(left, rate),
    leap,
    left,
    right,
  };
}

/** Spectrum in thirds of an octave from 20 Hz, by Goertzel's recurrence over windows of 0.37 s (Goertzel 1958). */
function balance(samples: Float32Array, rate: number): { centroidHz: number; belowHearing: number } {
  const size = 16_384;
  const bands = Array.from({ length: 60 }, (_, n) => 12 * 2 ** (n / 6)).filter((hz) => hz < rate / 2);
  const power = bands.map(() => 0);
  for (let start = 0; start + size <= samples.length; start += size * 2)
    for (const [n, hz] of bands.entries()) power[n] = (power[n] ?? 0) + powerAt(samples, start, size, hz / rate) * hz;
  const sum = (weigh: (hz: number, power: number) => number): number => bands.reduce((all, hz, n) => all + weigh(hz, power[n] ?? 0), 0);
  const all = sum((_, p) => p) || 1;
  return {
    centroidHz: sum((hz, p) => hz * Math.sqrt(p)) / (sum((_, p) => Math.sqrt(p)) || 1),
    belowHearing: sum((hz, p) => (hz < 30 ? p : 0)) / all,
  };
}

function powerAt(samples: Float32Array, start: number, size: number, cycles: number): number {
  const turn = 2 * Math.cos(2 * Math.PI * cycles);
  let [a, b] = [0, 0];
  for (let i = 0; i < size; i++) {
    const windowed = (samples[start + i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
    [a, b] = [windowed + turn * a - b, a];
  }
  return (a * a + b * b - turn * a * b) / (size * size);
}
