import { Gain, Oscillator, Panner } from 'tone';
import type { Random } from '../../../engine/random.ts';
import type { SceneEvent } from '../../../engine/scene.ts';
import { mix, within } from '../../kit/numbers.ts';

/** D dorian without its sixth and third's quarrel: any two of these may ring together. D4 to C6, Hz. */
const tones = [293.66, 349.23, 392.0, 440.0, 523.25, 587.33, 698.46, 783.99, 880.0] as const;

/** Modes of a glass bowl: ratio to its tone, level, and how long it rings, s (time constant). Few lie between 500 and 2000 Hz. */
const modes = [
  { ratio: 1, level: 1, ringsS: 1.15 },
  { ratio: 1.003, level: 0.55, ringsS: 1.4 },
  { ratio: 5.43, level: 0.12, ringsS: 0.32 },
  { ratio: 8.93, level: 0.05, ringsS: 0.14 },
] as const;

/** So many glasses ring at once; one more, and the oldest is damped by a hand. */
const mostGlasses = 14;
const dampedS = 0.05;
/** A mode is let ring for so many of its time constants: by then it is 65 dB down. */
const constants = 7.5;

/** Glasses that drops fall into. */
export interface Glass {
  readonly output: Gain;
  /** A drop falls: its height and colour choose the tone, among those that belong. */
  strike(event: SceneEvent, time: number): void;
  /** A stillness settles: one low tone swells as if rubbed, and goes. */
  swell(event: SceneEvent, time: number): void;
  /** Frees what has rung out. */
  tidy(time: number): void;
  dispose(): void;
}

interface Ringing {
  readonly fromS: number;
  readonly untilS: number;
  readonly hand: Gain;
  readonly parts: readonly { dispose(): unknown }[];
}

export function createGlass(random: Random): Glass {
  const output = new Gain(1);
  let ringing: Ringing[] = [];
  let last = -1;

  const damp = (time: number): void => {
    const sounding = ringing.filter((one) => one.untilS > time + 6 * dampedS);
    const [oldest] = sounding;
    if (!oldest || sounding.length < mostGlasses) return;
    oldest.hand.gain.setTargetAtTime(0, time, dampedS);
    ringing = ringing.map((one) => (one === oldest ? { ...one, untilS: time + 6 * dampedS } : one));
  };

  const ring = (hz: number, level: number, pan: number, time: number, attackS: number, slow: number, only: number): void => {
    damp(time);
    // many drops are rain, not a bell tower
    const share = level / (1 + 0.4 * ringing.filter((one) => one.fromS > time - 1.5).length);
    const place = new Panner(pan);
    const hand = new Gain(1);
    place.chain(hand, output);
    const parts: { dispose(): unknown }[] = [place, hand];
    let lastsS = 0;
    for (const mode of modes.slice(0, only)) {
      const ringsS = mode.ringsS * slow * Math.min(1.3, (440 / hz) ** 0.35);
      const tone = new Oscillator({ frequency: hz * mode.ratio, type: 'sine' });
      const fade = new Gain(0);
      fade.gain.setValueAtTime(0, time);
      fade.gain.linearRampToValueAtTime(share * mode.level, time + attackS);
      fade.gain.setTargetAtTime(0, time + attackS, ringsS);
      tone.chain(fade, place);
      const stopsS = attackS + constants * ringsS;
      tone.start(time).stop(time + stopsS);
      lastsS = Math.max(lastsS, stopsS);
      parts.push(tone, fade);
    }
    ringing.push({ fromS: time, untilS: time + lastsS + 0.1, hand, parts });
  };

  return {
    output,
    strike(event, time) {
      const height = within(event.y, 0, 1, 0.5);
      const wanted = Math.round(height * (tones.length - 3)) + (hueOf(event.paint) % 3);
      // the same glass twice in a row would be a bell
      const index = wanted === last ? Math.max(0, wanted + (random.next() < 0.5 ? -1 : 1)) : wanted;
      last = Math.min(tones.length - 1, index);
      const strength = within(event.strength, 0.1, 1, 0.6);
      ring(tones[last] ?? tones[0], 0.1 * mix(0.45, 1, strength), (within(event.x, 0, 1, 0.5) - 0.5) * 1.2, time, 0.004, 1, modes.length);
    },
    swell(event, time) {
      ring(event.y > 0.5 ? 220 : 146.83, 0.05, (within(event.x, 0, 1, 0.5) - 0.5) * 0.8, time, 1.6, 1.5, 2);
    },
    tidy(time) {
      // offline the clock runs through before anything is rendered: what is freed then is never heard
      if (output.context.isOffline) return;
      for (const one of ringing) if (one.untilS < time) for (const part of one.parts) part.dispose();
      ringing = ringing.filter((one) => one.untilS >= time);
    },
    dispose() {
      for (const one of ringing) for (const part of one.parts) part.dispose();
      ringing = [];
      output.dispose();
    },
  };
}

/** A small number that stays with a pigment. */
const hueOf = (paint: string): number => [...paint].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
