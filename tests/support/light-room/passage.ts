import { createPlate, type Size } from '../../../scenes/kit/field.ts';
import { createNoiseTexture } from '../../../scenes/kit/noise.ts';
import { createPasses } from '../../../scenes/kit/pass.ts';
import { createJudge } from '../../../stage/pages/wall/light/judge.ts';
import { createScreen } from '../../../stage/pages/wall/light/screen.ts';
import { findTransition } from '../../../stage/pages/wall/transitions/find.ts';
import { createMix } from '../../../stage/pages/wall/transitions/mix.ts';
import { farthest, openCanvas, played } from './open.ts';

const FPS = 30;

/** hush and dusk as they stand after a while, and a transition between them. */
async function prepare(kind: string, size: Size) {
  const { canvas, renderer, read } = openCanvas(size);
  const passes = createPasses(renderer);
  const glsl = await findTransition(kind);
  if (glsl === null) throw new Error(`no transition is called "${kind}"`);
  const picture = async (scene: string, steps: number) => {
    const visuals = await played(renderer, scene, size, steps);
    const plate = createPlate(size);
    visuals.render(plate);
    visuals.dispose();
    return plate.texture;
  };
  const [from, to] = [await picture('hush', 150), await picture('dusk', 1)];
  const mixed = createPlate(size);
  const mix = createMix(passes, createNoiseTexture(1), glsl);
  const screen = createScreen(renderer, passes, size, false);
  const show = (progress: number): void => {
    mix.draw(from, to, progress, { x: 0.44, y: 0.56 }, mixed);
    screen.show(mixed.texture, 1, 1 / FPS);
  };
  return { canvas, renderer, read, mixed, show };
}

export async function between(kind: string, progress: number, height = 180): Promise<string> {
  const { canvas, show } = await prepare(kind, { width: (height * 16) / 9, height });
  show(progress);
  return canvas.toDataURL('image/png').slice('data:image/png;base64,'.length);
}

export async function passage(kind: string, seconds: number) {
  const size = { width: 128, height: 72 };
  const { renderer, read, mixed, show } = await prepare(kind, size);
  const judge = createJudge(size.width * size.height);
  const given = new Uint8Array(size.width * size.height * 4);
  let difference = 0;
  for (let n = 0; n <= seconds * FPS; n++) {
    show(n / FPS / seconds);
    const shown = read();
    renderer.readRenderTargetPixels(mixed, 0, 0, size.width, size.height, given);
    judge.look(n / FPS, given);
    difference = Math.max(difference, farthest(given, shown));
  }
  renderer.dispose();
  return { difference, flashes: judge.verdict().general };
}
