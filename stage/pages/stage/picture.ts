import type { WebGLRenderer } from 'three';
import type { Paint } from '../../../engine/palette.ts';
import { findScene } from '../../../scenes/index.ts';
import type { StageFrame, Visuals } from '../../../scenes/kit/scene.ts';
import { createFade } from './fade.ts';
import { afterwards } from './moment.ts';
import { bufferSize } from './renderer.ts';
import { STEP_S } from './stepper.ts';

/** What the wall must show; a change in any of it is a new picture, brought on in the dark. */
export interface PictureWish {
  readonly scene: string;
  readonly seed: number;
  readonly palette: readonly Paint[];
  readonly quality: number;
}

export interface Picture {
  want(wish: PictureWish): void;
  /** @param steps - fixed steps due in this animation frame */
  step(moment: StageFrame, steps: number): void;
  render(): void;
  resize(widthCss: number, heightCss: number, ratio: number): void;
  /** How much of the picture may be seen, 0 to 1: it is dark while one picture gives way to another. */
  veil(dtS: number): number;
  dispose(): void;
}

/** A change of scene takes about this long to go dark and as long to come back. */
const VEIL_HALF_S = 0.22;

/** The current scene's visuals on the wall: loaded, exchanged, and made anew when the graphics context was lost. */
export function createPicture(renderer: WebGLRenderer, onTrouble: (text: string) => void): Picture {
  const canvas = renderer.domElement;
  const veil = createFade(VEIL_HALF_S, 2);
  let wish: PictureWish | null = null;
  let shown: { readonly key: string; readonly visuals: Visuals } | null = null;
  let loading = '';
  let lost = false;
  let window = { width: 1280, height: 720, ratio: 1 };
  let buffer = { width: 0, height: 0 };

  const adjust = (): void => {
    const next = bufferSize(window.width, window.height, window.ratio, wish?.quality ?? 1);
    if (next.width === buffer.width && next.height === buffer.height) return;
    buffer = next;
    renderer.setSize(next.width, next.height, false);
    shown?.visuals.resize(next.width, next.height);
  };
  const clear = (): void => {
    shown?.visuals.dispose();
    shown = null;
  };

  /** Only in the dark, or when there is nothing to see yet. */
  const exchange = async (next: PictureWish, key: string): Promise<void> => {
    const scene = findScene(next.scene);
    loading = key;
    if (scene === undefined) return onTrouble(`this page knows no scene "${next.scene}"`);
    try {
      const { createVisuals } = await scene.visuals();
      if (loading !== key || lost) return;
      clear();
      adjust();
      shown = { key, visuals: createVisuals({ renderer, ...buffer, seed: next.seed, palette: next.palette, quality: next.quality }) };
    } catch (error) {
      onTrouble(`the scene "${next.scene}" could not be shown: ${String(error).slice(0, 200)}`);
    } finally {
      if (loading === key && shown?.key === key) loading = '';
    }
  };

  const onLost = (event: Event): void => {
    // without this the browser never gives the context back
    event.preventDefault();
    lost = true;
    loading = '';
    clear();
    veil.level = 0;
  };
  const onRestored = (): void => {
    lost = false;
    buffer = { width: 0, height: 0 };
  };
  canvas.addEventListener('webglcontextlost', onLost);
  canvas.addEventListener('webglcontextrestored', onRestored);

  return {
    want(next) {
      wish = next;
    },
    step(moment, steps) {
      if (shown === null || lost) return;
      for (let i = 0; i < steps; i++) shown.visuals.step(i === 0 ? moment : afterwards(moment), STEP_S);
    },
    render() {
      if (shown === null || lost) return;
      renderer.setRenderTarget(null);
      shown.visuals.render(null);
    },
    resize(width, height, ratio) {
      window = { width, height, ratio };
      if (!lost) adjust();
    },
    veil(dtS) {
      if (wish === null || lost) return veil.toward(0, dtS);
      const key = JSON.stringify(wish);
      if (shown?.key === key) return veil.toward(1, dtS);
      if (loading !== key && (shown === null || veil.level === 0)) void exchange(wish, key);
      return veil.toward(0, dtS);
    },
    dispose() {
      loading = '';
      clear();
      canvas.removeEventListener('webglcontextlost', onLost);
      canvas.removeEventListener('webglcontextrestored', onRestored);
      renderer.dispose();
    },
  };
}
