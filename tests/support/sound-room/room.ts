import { findScene } from '../../../scenes/index.ts';
import { renderSound } from '../../../scenes/kit/offline.ts';
import type { StageFrame } from '../../../scenes/kit/scene.ts';

export interface Loudness {
  readonly rms: number;
  readonly peakDb: number;
  readonly belowHearing: number;
  readonly leap: number;
}

declare global {
  interface Window {
    /** Plays a scene without a device and measures it from `fromS` on. */
    hear(scene: string, frames: readonly StageFrame[], seconds: number, fromS: number): Promise<Loudness>;
  }
}

window.hear = async (id, frames, seconds, fromS) => {
  const scene = findScene(id);
  if (!scene) throw new Error(`there is no scene "${id}"`);
  const { rms, peakDb, belowHearing, leap } = await renderSound(scene, frames, seconds, 7, fromS);
  return { rms, peakDb, belowHearing, leap };
};
