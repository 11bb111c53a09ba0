import type { Sound, StageFrame } from '../../../scenes/kit/scene.ts';
import { createFade } from './fade.ts';

/** The sounds of the scenes: one, or while one gives way to another both, at equal power. */
export interface Voices {
  /** key of the sound that was added last */
  readonly leader: string;
  /** Another sound is wanted; until it is added, those that play give way already. */
  lead(key: string): void;
  add(key: string, sound: Sound): void;
  /**
   * @param share - how far the wall is from the scene before to this one, 0..1
   * @param level - master, 0..1
   * @param heard - false while nothing can sound: levels move, scores do not
   */
  step(moment: StageFrame, leaving: StageFrame, share: number, level: number, dtS: number, heard: boolean): void;
  dispose(): void;
}

interface Voice {
  readonly key: string;
  readonly sound: Sound;
  readonly fade: ReturnType<typeof createFade>;
  /** 0..1, before the master; and what it was when it began to give way */
  gain: number;
  from: number;
}

/** What leaves rings out this long before it is taken down, ms. */
const RING_OUT_MS = 2500;

/** @param keep - what leaves is kept until the end: for sound that is rendered faster, or slower, than it is heard */
export function createVoices(keep = false): Voices {
  let wanted = '';
  let voices: Voice[] = [];
  const ringing = new Map<ReturnType<typeof setTimeout>, Sound>();
  const kept: Sound[] = [];
  const retire = ({ sound }: Voice): void => {
    sound.setMaster(0);
    if (keep) {
      kept.push(sound);
      return;
    }
    const timer = setTimeout(() => {
      ringing.delete(timer);
      sound.dispose();
    }, RING_OUT_MS);
    ringing.set(timer, sound);
  };
  return {
    get leader() {
      return voices.at(-1)?.key ?? '';
    },
    lead(key) {
      if (key === wanted) return;
      wanted = key;
      for (const voice of voices) voice.from = voice.gain;
    },
    add(key, sound) {
      sound.setMaster(0);
      voices.push({ key, sound, fade: createFade(0.06, 6), gain: 0, from: 0 });
    },
    step(moment, leaving, share, level, dtS, heard) {
      // powers, not levels, add up to one: two scenes have nothing in common that would add in phase
      const turn = (Math.min(1, Math.max(0, share)) * Math.PI) / 2;
      for (const voice of voices) {
        const leads = voice.key === wanted;
        // the cosine of a right angle is not quite 0
        voice.gain = leads ? Math.sin(turn) : share >= 1 ? 0 : voice.from * Math.cos(turn);
        const before = voice.fade.level;
        const now = voice.fade.toward(voice.gain * level, dtS);
        if (now !== before) voice.sound.setMaster(now);
        if (heard) voice.sound.step(leads ? moment : leaving, dtS);
      }
      const gone = voices.filter(({ key, fade }) => share >= 1 && key !== wanted && fade.level === 0);
      for (const voice of gone) retire(voice);
      voices = voices.filter((voice) => !gone.includes(voice));
    },
    dispose() {
      for (const sound of [...voices.map((voice) => voice.sound), ...kept]) sound.dispose();
      kept.length = 0;
      for (const [timer, sound] of ringing) {
        clearTimeout(timer);
        sound.dispose();
      }
      voices = [];
      ringing.clear();
    },
  };
}
