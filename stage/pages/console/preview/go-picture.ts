import type { WebGLRenderer } from 'three';
import type { CrowdView } from '../../../../engine/people.ts';
import type { SceneEvent } from '../../../../engine/scene.ts';
import { findScene } from '../../../../scenes/index.ts';
import type { Size } from '../../../../scenes/kit/field.ts';
import { createPasses } from '../../../../scenes/kit/pass.ts';
import type { StageFrame } from '../../../../scenes/kit/scene.ts';
import { type Act, createAct } from '../../wall/act.ts';
import { createFade } from '../../wall/fade.ts';
import { createScreen } from '../../wall/light/screen.ts';
import { afterwards } from '../../wall/moment.ts';
import { MOST_STEPS, STEP_S } from '../../wall/stepper.ts';
import { beginTrial, type CueTrial, lightOf, stepTrial, type TrialHouse, type TriedCue, viewOfTrial } from './cue-trial.ts';

/** What GO would bring: a trial of the standby cue, drawn by the scene's own visuals. */
export interface GoPicture {
  /** number of the cue that is seen; null while none is */
  readonly shown: number | null;
  /** Another cue begins anew. @param cue - null where nothing follows */
  want(cue: TriedCue | null, house: TrialHouse): void;
  /**
   * The score keeps the show's time; a slow picture follows it as a slow wall does.
   *
   * @param room - who is there now, without the dreams of the scene that is on
   */
  step(room: StageFrame, crowd: CrowdView, steps: number): void;
  render(dtS: number): void;
  dispose(): void;
}

export interface GoSetting {
  readonly size: Size;
  readonly quality: number;
  readonly gentle: boolean;
  readonly onTrouble: (text: string) => void;
}

/** It has played so long before it is first seen, steps; and so many of them are made at once, so that no page stands still for it. */
const UNSEEN_STEPS = 60;
const AT_ONCE = 30;

export function createGoPicture(renderer: WebGLRenderer, { size, quality, gentle, onTrouble }: GoSetting): GoPicture {
  const canvas = renderer.domElement;
  const open = () => {
    const passes = createPasses(renderer);
    return { passes, screen: createScreen(renderer, passes, size, gentle) };
  };
  const light = createFade(0.12, 4);
  let wanted: { readonly key: string; readonly cue: TriedCue; readonly house: TrialHouse } | null = null;
  let begun: { readonly key: string; readonly act: Act; trial: CueTrial } | null = null;
  let loading = '';
  let lost = false;
  let stage: ReturnType<typeof open> | null = null;

  const end = (): void => {
    begun?.act.dispose();
    begun = null;
    light.level = 0;
  };
  const close = (): void => {
    end();
    loading = '';
    stage?.screen.dispose();
    stage?.passes.dispose();
    stage = null;
  };
  const begin = async ({ key, cue, house }: NonNullable<typeof wanted>): Promise<void> => {
    loading = key;
    try {
      const scene = findScene(cue.scene);
      if (scene === undefined) return onTrouble(`this page knows no scene "${cue.scene}"`);
      const { createVisuals } = await scene.visuals();
      if (loading !== key || lost) return;
      stage ??= open();
      const { seed, palette } = house;
      const act = createAct(renderer, scene.id, createVisuals({ renderer, ...size, seed, palette, quality }), size);
      begun = { key, act, trial: beginTrial(scene, cue, house) };
    } catch (error) {
      onTrouble(`what GO would bring could not be shown: ${String(error).slice(0, 200)}`);
    }
  };
  const onLost = (): void => {
    lost = true;
    close();
  };
  const onRestored = (): void => {
    lost = false;
  };
  // the wall's picture asks the browser for the context back
  canvas.addEventListener('webglcontextlost', onLost);
  canvas.addEventListener('webglcontextrestored', onRestored);

  const seen = (): boolean => begun !== null && begun.trial.steps >= UNSEEN_STEPS;
  return {
    get shown() {
      return seen() ? (begun?.trial.cue.number ?? null) : null;
    },
    want(cue, house) {
      const key = cue === null ? '' : JSON.stringify([cue.number, cue.scene, cue.params, cue.fades, house]);
      if (begun !== null && begun.key !== key) end();
      if (wanted?.key !== key) wanted = cue && { key, cue, house };
      if (wanted === null) loading = '';
      else if (begun === null && loading !== key && !lost) void begin(wanted);
    },
    step(room, crowd, steps) {
      if (begun === null) return;
      const due = seen() ? steps : AT_ONCE;
      const drawn = seen() ? Math.min(steps, MOST_STEPS) : AT_ONCE;
      const events: SceneEvent[] = [];
      for (let i = 0; i < due; i++) {
        const { people, gestures } = i === 0 ? room : afterwards(room);
        begun.trial = stepTrial(begun.trial, { people, gestures, crowd });
        events.push(...viewOfTrial(begun.trial).events);
      }
      const { people: dreamers, presence } = viewOfTrial(begun.trial);
      begun.act.step({ ...room, time: begun.trial.steps * STEP_S, people: [...room.people, ...dreamers], events, presence }, drawn);
    },
    render(dtS) {
      if (lost) return;
      renderer.setRenderTarget(null);
      if (begun === null || stage === null || !seen()) return renderer.clear();
      begun.act.draw(1);
      stage.screen.show(begun.act.texture, light.toward(lightOf(begun.trial), dtS), dtS);
    },
    dispose() {
      close();
      canvas.removeEventListener('webglcontextlost', onLost);
      canvas.removeEventListener('webglcontextrestored', onRestored);
    },
  };
}
