import { createPlate } from '../../../scenes/kit/field.ts';
import { createNoiseTexture } from '../../../scenes/kit/noise.ts';
import { createPasses } from '../../../scenes/kit/pass.ts';
import { createScreen } from '../../../stage/pages/wall/light/screen.ts';
import { bufferSize } from '../../../stage/pages/wall/renderer.ts';
import { createMix } from '../../../stage/pages/wall/transitions/mix.ts';
import { wetEdge } from '../../../stage/pages/wall/transitions/wet-edge.ts';
import { momentAt, openCanvas, played } from './open.ts';

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** The ways to the wall in turn, so that a busy machine is busy for all of them. Each frame is waited for by reading a pixel back. */
export async function measureCost(height: number, quality: number, frames: number) {
  const size = bufferSize((height * 16) / 9, height, 1, quality);
  const { renderer } = openCanvas(size);
  const passes = createPasses(renderer);
  const hush = await played(renderer, 'hush', size, 10, quality);
  const dusk = await played(renderer, 'dusk', size, 1, quality);
  const [a, b, mixed] = [createPlate(size), createPlate(size), createPlate(size)];
  const screen = createScreen(renderer, passes, size, false);
  const mix = createMix(passes, createNoiseTexture(1), wetEdge);
  const gl = renderer.getContext();
  const pixel = new Uint8Array(4);
  let steps = 0;
  const ways = {
    step: () => hush.step(momentAt(steps++), 1 / 60),
    straight: () => hush.render(null),
    composited: () => {
      hush.render(a);
      screen.show(a.texture, 1, 1 / 60);
    },
    crossing: () => {
      hush.render(a);
      dusk.render(b);
      mix.draw(a.texture, b.texture, 0.5, { x: 0.5, y: 0.5 }, mixed);
      screen.show(mixed.texture, 1, 1 / 60);
    },
  };
  const times = { step: [] as number[], straight: [] as number[], composited: [] as number[], crossing: [] as number[] };
  for (let n = 0; n < frames + 2; n++)
    for (const way of ['step', 'straight', 'composited', 'crossing'] as const) {
      const begun = performance.now();
      ways[way]();
      renderer.setRenderTarget(null);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      if (n >= 2) times[way].push(performance.now() - begun);
    }
  renderer.dispose();
  return {
    step: median(times.step),
    straight: median(times.straight),
    composited: median(times.composited),
    crossing: median(times.crossing),
  };
}
