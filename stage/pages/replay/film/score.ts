import { findScene } from '../../../../scenes/index.ts';
import type { Sound } from '../../../../scenes/kit/scene.ts';
import { SOUND_HZ } from '../../../protocol/film.ts';
import { createVoices } from '../../wall/voices.ts';
import type { Lit } from '../projector.ts';

/** What the sound goes by in one step of the show. */
export interface Heard extends Lit {
  readonly scene: string;
  /** master, 0..1 */
  readonly level: number;
}

/** Between looks at how far it is, ms. */
const LOOK_MS = 1000;

/** Each scene that comes on, in order: place of its first step, and its name. */
const appearances = (steps: readonly Heard[]): { readonly at: number; readonly scene: string }[] =>
  steps.flatMap(({ scene }, at) => (scene === steps[at - 1]?.scene ? [] : [{ at, scene }]));

/**
 * The sound of a stretch of a replay, with the voices, crossfades and masters of the wall, rendered without a device.
 *
 * @param steps - one each 60th of a second, those that warm it up among them
 * @param skip - samples at the beginning that are left out
 * @param samples - length of the result, a channel
 * @param onPart - told how far it is, 0..1, as long as it gets on
 */
export async function renderScore(
  steps: readonly Heard[],
  seed: number,
  skip: number,
  samples: number,
  onPart: (share: number) => void,
): Promise<readonly [Float32Array, Float32Array]> {
  // heavy, and wanted only where there is something to hear
  const { Offline } = await import('tone');
  const entering = appearances(steps);
  // half a block more: a length that is no whole number of blocks is cut afterwards
  const seconds = (skip + samples + 64) / SOUND_HZ;
  const voices = createVoices(true);
  let looking: ReturnType<typeof setInterval> | undefined;
  const rendered = await Offline(
    async (context) => {
      const sounds = new Map<number, Sound>();
      for (const { at, scene } of entering) {
        const sound = await (await findScene(scene)?.sound())?.createSound({ seed });
        if (sound) sounds.set(at, sound);
      }
      let played = 0;
      const native = context.rawContext;
      // its scores are played first, then what they play is rendered, by a clock that goes as fast as it can
      const part = (): number => Math.min(1, (context.currentTime + native.currentTime) / seconds / 2);
      let heard = 0;
      looking = setInterval(() => {
        const now = part();
        if (now > heard) onPart(now);
        heard = now;
      }, LOOK_MS);
      context.on('tick', () => {
        for (; played < steps.length && played / 60 <= context.currentTime; played++) {
          const now = steps[played];
          if (now === undefined) return;
          const sound = sounds.get(played);
          const key = `${entering.findLastIndex(({ at }) => at <= played)}`;
          voices.lead(key);
          if (sound) voices.add(key, sound);
          voices.step(now.moment, now.leaving, now.share, now.level, 1 / 60, true);
        }
      });
    },
    seconds,
    2,
    SOUND_HZ,
  ).finally(() => clearInterval(looking));
  voices.dispose();
  const cut = (channel: number): Float32Array => {
    const whole = new Float32Array(samples);
    whole.set(rendered.getChannelData(channel).subarray(skip, skip + samples));
    return whole;
  };
  return [cut(0), cut(1)];
}
