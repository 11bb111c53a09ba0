import type { WebGLRenderer } from 'three';
import type { Paint } from '../../../engine/palette.ts';
import type { Person } from '../../../engine/people.ts';
import { findScene } from '../../../scenes/index.ts';
import type { Size } from '../../../scenes/kit/field.ts';
import type { StageFrame, Visuals } from '../../../scenes/kit/scene.ts';
import { createRenderer } from '../../../stage/pages/wall/renderer.ts';
import { stageFrame } from '../stage-frame.ts';
import { createVisuals as createDusk } from './dusk.ts';

export const palette: readonly Paint[] = [
  { id: 'lamp-black', name: 'Lamp black', rgb: [24, 23, 24], undertone: [92, 88, 84], opacity: 0.8 },
  { id: 'paynes-grey', name: 'Payne’s grey', rgb: [38, 48, 62], undertone: [112, 130, 148], opacity: 0.55 },
  { id: 'raw-umber', name: 'Raw umber', rgb: [84, 62, 42], undertone: [168, 138, 100], opacity: 0.5 },
  { id: 'vermilion', name: 'Vermilion', rgb: [204, 58, 34], undertone: [236, 120, 88], opacity: 0.9 },
];

/** The house's scenes, and one that is for tests alone. */
export const find = (id: string) => (id === 'dusk' ? { visuals: () => Promise.resolve({ createVisuals: createDusk }) } : findScene(id));

/** A canvas alone on the page, of exactly that many pixels. */
export function openCanvas(size: Size): { canvas: HTMLCanvasElement; renderer: WebGLRenderer; read(): Uint8Array } {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, { display: 'block', width: `${size.width}px`, height: `${size.height}px` });
  document.body.replaceChildren(canvas);
  const renderer = createRenderer(canvas);
  if (renderer === null) throw new Error('this browser gives no WebGL 2');
  renderer.setSize(size.width, size.height, false);
  const read = (): Uint8Array => {
    const { width, height } = canvas;
    const pixels = new Uint8Array(width * height * 4);
    const gl = renderer.getContext();
    renderer.setRenderTarget(null);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    return pixels;
  };
  return { canvas, renderer, read };
}

/** Two hands that stir, and a drop now and then. */
export function momentAt(n: number): StageFrame {
  const time = n / 60;
  const hand = (id: string, phase: number): Person => {
    const at = { x: 0.5 + 0.3 * Math.sin(0.9 * time + phase), y: 0.5 + 0.25 * Math.cos(0.7 * time + phase) };
    const velocity = { x: 0.27 * Math.cos(0.9 * time + phase), y: -0.18 * Math.sin(0.7 * time + phase) };
    return { id, kind: 'hand', at, tip: at, velocity, span: 0.15, openness: 1, grip: false, pressure: 0, stillS: 0, paint: 'paynes-grey' };
  };
  const events = n % 50 === 10 ? [{ kind: 'drop', x: 0.4 + 0.004 * (n % 37), y: 0.55, strength: 0.9, paint: 'paynes-grey' }] : [];
  return stageFrame({ time, people: [hand('a', 0), hand('b', 2.5)], events, presence: 1 });
}

/** @returns the scene's picture after so many steps */
export async function played(renderer: WebGLRenderer, scene: string, size: Size, steps: number, quality = 0.35): Promise<Visuals> {
  const found = find(scene);
  if (found === undefined) throw new Error(`there is no scene "${scene}"`);
  const { createVisuals } = await found.visuals();
  const visuals = createVisuals({ renderer, ...size, seed: 11, palette, quality });
  for (let n = 0; n < steps; n++) visuals.step(momentAt(n), 1 / 60);
  return visuals;
}

export const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs((a[i] ?? 0) - (b[i] ?? 0)));
  return most;
};
