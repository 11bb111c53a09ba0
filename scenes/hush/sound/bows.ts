import { FatOscillator, Filter, Gain, LFO, Panner, type Player } from 'tone';
import type { Random } from '../../../engine/random.ts';
import { mix } from '../../kit/numbers.ts';
import type { Feel } from './feel.ts';

/** D, its fifth, their octaves, and the fifth's own fifth: tones that are in tune with each other whatever is added. */
const strings = [
  { hz: 73.42, layer: 0, level: 1, pan: -0.15 },
  { hz: 110.0, layer: 0, level: 0.8, pan: 0.2 },
  { hz: 146.83, layer: 1, level: 0.62, pan: -0.4 },
  { hz: 220.0, layer: 1, level: 0.4, pan: 0.42 },
  { hz: 164.81, layer: 2, level: 0.4, pan: 0.1 },
] as const;

/** Where the body of the instrument resonates: Hz, sharpness, gain. Between 500 and 2000 Hz it leaves room for the arm. */
const resonances = [
  { hz: 150, q: 0.9, gain: 0.8 },
  { hz: 290, q: 2.2, gain: 1 },
  { hz: 430, q: 3.5, gain: 0.75 },
  { hz: 2700, q: 3, gain: 0.7 },
] as const;

/** Every control glides by this much, s (time constant). */
const glideS = 0.15;

/** Something that sounds, and follows the room. */
export interface Voice {
  readonly output: Gain;
  /** @param time - seconds of the audio clock */
  follow(feel: Feel, time: number): void;
  dispose(): void;
}

/** Low bowed strings: they thicken as ink comes into the water, and lean in where hands move. */
export function createBows(random: Random, hiss: Player): Voice {
  const output = new Gain(1);
  const rosin = new Filter({ type: 'lowpass', frequency: 320, rolloff: -12 });
  const drawn = new Gain(0);
  rosin.connect(drawn);
  const body = resonances.map(({ hz, q, gain }) => {
    const formant = new Filter({ type: 'bandpass', frequency: hz, Q: q });
    const level = new Gain(gain);
    drawn.chain(formant, level, output);
    return [formant, level];
  });

  const played = strings.map(({ hz, layer, level, pan }, n) => {
    const luck = random.split(`string ${n}`);
    const saws = new FatOscillator({
      frequency: hz * 2 ** (luck.normal(0, 1.5) / 1200),
      type: 'sawtooth',
      count: 3,
      spread: 9 + 2 * layer,
    });
    const bow = new Gain(0);
    // the arm that holds the bow breathes: each string in its own time, 9 to 20 s
    const arm = new LFO({ frequency: 1 / luck.between(9, 20), min: 0.45 * level, max: level, phase: luck.between(0, 360) });
    const place = new Panner(pan);
    const added = new Gain(layer === 0 ? 1 : 0);
    arm.connect(bow.gain);
    saws.chain(bow, added, place, rosin);
    saws.start(0);
    arm.start(0);
    return { added, layer, parts: [saws, bow, arm, place, added] };
  });

  // hair on string
  const hair = new Filter({ type: 'bandpass', frequency: 240, Q: 0.8 });
  const air = new Filter({ type: 'highpass', frequency: 2600 });
  const [hairLevel, airLevel] = [new Gain(0.5), new Gain(0.02)];
  const grain = new Gain(0);
  hiss.connect(hair);
  hiss.connect(air);
  hair.connect(hairLevel);
  air.connect(airLevel);
  hairLevel.connect(grain);
  airLevel.connect(grain);
  grain.connect(output);

  return {
    output,
    follow({ presence, motion, stillness, density }, time) {
      const alone = 0.11;
      const here = (0.16 * (1 - 0.75 * stillness) + 0.84 * motion) * mix(0.72, 1, density);
      const level = mix(alone, Math.max(0.06, here), presence);
      drawn.gain.setTargetAtTime(level, time, glideS);
      grain.gain.setTargetAtTime(0.05 * presence * motion * mix(0.6, 1, density), time, glideS);
      rosin.frequency.setTargetAtTime(mix(280, 900, presence * motion) + 220 * density, time, glideS * 2);
      for (const { added, layer } of played)
        if (layer > 0)
          added.gain.setTargetAtTime(Math.max(0.12, Math.min(1, density * 2.4 - (layer - 1) * 0.8 + 0.4 * motion)), time, glideS * 4);
    },
    dispose() {
      for (const part of [...played.flatMap(({ parts }) => parts), ...body.flat()]) part.dispose();
      for (const part of [hair, air, hairLevel, airLevel, grain, rosin, drawn, output]) part.dispose();
    },
  };
}
