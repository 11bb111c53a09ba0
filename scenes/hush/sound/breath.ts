import { Filter, Gain, LFO, type Player } from 'tone';
import type { Random } from '../../../engine/random.ts';
import type { Voice } from './bows.ts';

/** What is left when a hand rests: air, in and out, about ten times a minute. */
export function createBreath(random: Random, hiss: Player): Voice {
  const output = new Gain(0);
  const lungs = new Gain(0);
  const chest = new Filter({ type: 'bandpass', frequency: 310, Q: 0.9 });
  const lips = new Filter({ type: 'bandpass', frequency: 3300, Q: 0.7 });
  const [chestLevel, lipsLevel] = [new Gain(1), new Gain(0.16)];
  const rhythm = new LFO({ frequency: 1 / random.between(5.6, 6.8), min: 0.12, max: 1, phase: random.between(0, 360) });
  hiss.connect(chest);
  hiss.connect(lips);
  chest.connect(chestLevel);
  lips.connect(lipsLevel);
  chestLevel.connect(lungs);
  lipsLevel.connect(lungs);
  rhythm.connect(lungs.gain);
  rhythm.start(0);
  lungs.connect(output);
  return {
    output,
    follow({ presence, stillness }, time) {
      output.gain.setTargetAtTime(0.004 + 0.05 * presence * stillness, time, 0.6);
    },
    dispose() {
      for (const part of [rhythm, chest, lips, chestLevel, lipsLevel, lungs, output]) part.dispose();
    },
  };
}
