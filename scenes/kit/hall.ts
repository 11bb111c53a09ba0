import { Convolver, Gain, ToneAudioBuffer } from 'tone';
import type { Random } from '../../engine/random.ts';

/** A room of stone and cloth: length of its reverberation, s (−60 dB), and the way from the player to the first wall, s. */
const lastsS = 3;
const firstWallS = 0.024;

/** A hall that voices are sent into. */
export interface Hall {
  readonly input: Gain;
  readonly output: Convolver;
  dispose(): void;
}

/** Makes the hall from seeded noise on the context that the given node lives on, so that it needs no recording. */
export function createHall(random: Random): Hall {
  const input = new Gain(1);
  const output = new Convolver();
  const rate = input.context.sampleRate;
  const sides = [response(random.split('left'), rate), response(random.split('right'), rate)];
  output.buffer = ToneAudioBuffer.fromArray(sides);
  input.connect(output);
  return {
    input,
    output,
    dispose() {
      input.dispose();
      output.dispose();
    },
  };
}

/**
 * One ear's impulse response: noise that fades by the exponential law of Sabine, and that grows darker on its way, since
 * air and cloth take the high tones first.
 */
function response(random: Random, rate: number): Float32Array {
  const samples = new Float32Array(Math.round(lastsS * rate));
  const first = Math.round(firstWallS * rate);
  let low = 0;
  for (let i = first; i < samples.length; i++) {
    const t = (i - first) / rate;
    const dark = 0.55 * Math.exp(-t * 1.9) + 0.05;
    low += dark * (2 * random.next() - 1 - low);
    const rise = Math.min(1, t / 0.012);
    samples[i] = (low * rise * 10 ** ((-3 * t) / lastsS)) / Math.sqrt(dark);
  }
  return samples;
}
