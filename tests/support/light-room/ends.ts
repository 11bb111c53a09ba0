import { DataTexture, type WebGLRenderTarget } from 'three';
import { createPlate } from '../../../scenes/kit/field.ts';
import { createNoiseTexture } from '../../../scenes/kit/noise.ts';
import { createPasses } from '../../../scenes/kit/pass.ts';
import { findTransition, own } from '../../../stage/pages/wall/transitions/find.ts';
import { everyName, libraryNames, sourceOf } from '../../../stage/pages/wall/transitions/library.ts';
import { createMix } from '../../../stage/pages/wall/transitions/mix.ts';
import { farthest, openCanvas } from './open.ts';
import type { Ends } from './says.ts';

const size = { width: 96, height: 54 };

/** A picture without two pixels alike, so that what is moved, mirrored or blended shows. */
function pattern(turn: number): DataTexture {
  const data = new Uint8Array(size.width * size.height * 4);
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++)
      data.set([(x * 2 + turn) & 255, (y * 4 + 3 * turn) & 255, (x * 7 + y * 13 + turn) & 255, 255], 4 * (y * size.width + x));
  const texture = new DataTexture(data, size.width, size.height);
  texture.needsUpdate = true;
  return texture;
}

/** Draws every transition at 0 and at 1, and compares with the pictures themselves. */
export async function checkEnds(all = false): Promise<Ends[]> {
  const { renderer } = openCanvas(size);
  const passes = createPasses(renderer);
  const noise = createNoiseTexture(1);
  const [from, to] = [pattern(10), pattern(131)];
  const target = createPlate(size);
  const read = (plate: WebGLRenderTarget): Uint8Array => {
    const pixels = new Uint8Array(size.width * size.height * 4);
    renderer.readRenderTargetPixels(plate, 0, 0, size.width, size.height, pixels);
    return pixels;
  };
  let error: string | null = null;
  renderer.debug.onShaderError = (gl, _program, _vertex, fragment) => {
    error = gl.getShaderInfoLog(fragment)?.slice(0, 300) ?? 'it does not link';
  };
  const report: Ends[] = [];
  for (const name of [...Object.keys(own), ...(all ? everyName : libraryNames)]) {
    error = null;
    const glsl = all && !Object.hasOwn(own, name) ? await sourceOf(name) : await findTransition(name);
    const mix = createMix(passes, noise, glsl ?? '');
    const end = (progress: number, picture: DataTexture): number => {
      mix.draw(from, to, progress, { x: 0.3, y: 0.7 }, target);
      return farthest(read(target), picture.image.data ?? []);
    };
    const [first, last] = [end(0, from), end(1, to)];
    mix.dispose();
    report.push({ name, from: first, to: last, error });
  }
  renderer.dispose();
  return report;
}
