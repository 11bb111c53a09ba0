import type { Texture } from 'three';
import { createPlate, type Size } from '../../../scenes/kit/field.ts';
import { createNoiseTexture } from '../../../scenes/kit/noise.ts';
import type { Passes } from '../../../scenes/kit/pass.ts';
import type { StageFrame } from '../../../scenes/kit/scene.ts';
import type { Act } from './act.ts';
import { type Crossing, createCrossing } from './crossing.ts';
import { createMix, type Mix, type Origin } from './transitions/mix.ts';

/** What is told of a transition: its name, and how far it is, 0..1. */
export interface Going {
  readonly kind: string;
  readonly progress: number;
}

/** The pictures on the wall: one, or two while it goes over from the one to the other. */
export interface Exchange {
  readonly act: Act | null;
  readonly going: Going | null;
  /** Without a transition: the old one is gone. */
  put(act: Act): void;
  /** With one. @param glsl - of the transition @param told - how far the show is by now; null when it is over */
  cross(act: Act, kind: string, glsl: string, told: number | null): void;
  /** @param told - how far the show is, 0..1; null when it is over or there is none */
  step(moment: StageFrame, leavingMoment: StageFrame, steps: number, told: number | null, dtS: number): void;
  /** @param quality - a slow machine draws the picture that goes less often; @returns what the wall shows; null is nothing */
  draw(origin: Origin, quality: number): Texture | null;
  resize(size: Size): void;
  /** Takes everything down. */
  clear(): void;
}

/** What the wall goes over from: a scene that still moves, or a picture that stands still. */
interface Old {
  readonly texture: () => Texture;
  readonly act: Act | null;
  dispose(): void;
}

const SLOW = 0.5;

export function createExchange(passes: Passes, initial: Size, gentle: boolean): Exchange {
  let size = initial;
  let act: Act | null = null;
  let way: { readonly old: Old; readonly crossing: Crossing; readonly mix: Mix; readonly kind: string } | null = null;
  let plate: ReturnType<typeof createPlate> | null = null;
  let noise: ReturnType<typeof createNoiseTexture> | null = null;
  let mixedAt = -1;

  const arrive = (): void => {
    way?.old.dispose();
    way?.mix.dispose();
    way = null;
    plate?.dispose();
    plate = null;
  };
  /** The wall as it is: if it was on its way already, the mixture stands still and is gone over from. */
  const leave = (from: Act): Old => {
    if (way === null || plate === null) return { texture: () => from.texture, act: from, dispose: from.dispose };
    const still = plate;
    plate = null;
    arrive();
    from.dispose();
    return { texture: () => still.texture, act: null, dispose: () => still.dispose() };
  };
  const put = (next: Act): void => {
    arrive();
    act?.dispose();
    act = next;
  };

  return {
    get act() {
      return act;
    },
    get going() {
      return way && { kind: way.kind, progress: way.crossing.progress };
    },
    put,
    cross(next, kind, glsl, told) {
      if (act === null) return put(next);
      noise ??= createNoiseTexture(1);
      const old = leave(act);
      way = { old, crossing: createCrossing(told, gentle), mix: createMix(passes, noise, glsl), kind };
      act = next;
      mixedAt = -1;
    },
    step(moment, leavingMoment, steps, told, dtS) {
      act?.step(moment, steps);
      way?.old.act?.step(leavingMoment, steps);
      way?.crossing.step(told, dtS);
    },
    draw(origin, quality) {
      if (act === null) return null;
      const drawn = act.draw(1);
      if (way === null) return act.texture;
      const { progress } = way.crossing;
      if (progress >= 1) {
        arrive();
        return act.texture;
      }
      const redrawn = way.old.act?.draw(quality <= SLOW ? 2 : 1) ?? false;
      if (plate !== null && !drawn && !redrawn && progress === mixedAt) return plate.texture;
      plate ??= createPlate(size);
      way.mix.draw(way.old.texture(), act.texture, progress, origin, plate);
      mixedAt = progress;
      return plate.texture;
    },
    resize(wanted) {
      size = wanted;
      act?.resize(wanted);
      way?.old.act?.resize(wanted);
      plate?.dispose();
      plate = null;
    },
    clear() {
      arrive();
      act?.dispose();
      act = null;
      noise?.dispose();
      noise = null;
    },
  };
}
