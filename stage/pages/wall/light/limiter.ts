import { FloatType, HalfFloatType, NearestFilter, type Texture, type WebGLRenderer, WebGLRenderTarget } from 'three';
import { createPlate, type Size } from '../../../../scenes/kit/field.ts';
import type { Pass, Passes } from '../../../../scenes/kit/pass.ts';
import { holdGlsl, memoryGlsl, type Strictness } from './limiter-glsl.ts';

/** Rows of cells. On a wall 6 m wide, seen from as far, a cell of 128 × 72 takes half a degree. */
const ROWS = 72;

/** Keeps count of the flashes in every part of the picture, and says which parts must be held, without ever asking the GPU back. */
export interface Limiter {
  /** red, green and blue: what to show, as sRGB; alpha: how much of it, 0..1 */
  readonly hold: Texture;
  /**
   * @param picture - encoded as sRGB
   * @param light - master that it will be shown with, 0..1
   * @param dtS - since the last picture
   */
  look(picture: Texture, light: number, dtS: number): void;
  resize(size: Size): void;
  dispose(): void;
}

interface Memory {
  readonly target: WebGLRenderTarget;
  readonly textures: readonly [times: Texture, marks: Texture, mean: Texture];
}

const cellsOf = ({ width, height }: Size): Size => ({ width: Math.max(8, Math.round((ROWS * width) / height)), height: ROWS });
/** Reads a side of a cell: the sampler mixes two pixels in each, and a third may go unread. */
const tapsOf = ({ height }: Size): number => Math.min(6, Math.max(1, Math.ceil(height / ROWS / 3.2)));

/** @param picture - px */
export function createLimiter(renderer: WebGLRenderer, passes: Passes, picture: Size, strictness: Strictness): Limiter {
  // half floats would stall a slow mean on a quick display; they are for machines that have nothing else
  const type = renderer.extensions.has('EXT_color_buffer_float') ? FloatType : HalfFloatType;
  const uPicture: { value: Texture | null } = { value: null };
  const [uTimes, uMarks, uMean] = [{ ...uPicture }, { ...uPicture }, { ...uPicture }];
  const uCells = { value: [0, 0] };
  const uLight = { value: 1 };
  const uDt = { value: 0 };
  const empty = passes.pass(
    /* glsl */ `layout(location = 0) out vec4 a; layout(location = 1) out vec4 b; layout(location = 2) out vec4 c;
    void main() { a = b = c = vec4(0.0); }`,
    {},
  );
  const hold = passes.pass(holdGlsl, { uMean, uCells });

  const memory = (size: Size): Memory => {
    const options = { count: 3, type, minFilter: NearestFilter, magFilter: NearestFilter, depthBuffer: false } as const;
    const target = new WebGLRenderTarget(size.width, size.height, options);
    const [times, marks, mean] = target.textures;
    if (!times || !marks || !mean) throw new Error('a target of three textures has fewer: this three is another than it was written for');
    empty.draw(target);
    return { target, textures: [times, marks, mean] };
  };
  const made = (cells: Size, taps: number) => {
    const step: Pass = passes.pass(memoryGlsl(taps, strictness), { uPicture, uTimes, uMarks, uMean, uCells, uLight, uDt });
    uCells.value = [cells.width, cells.height];
    return { cells, taps, step, now: memory(cells), next: memory(cells), plate: createPlate(cells) };
  };
  const drop = (old: ReturnType<typeof made>): void => {
    for (const part of [old.step, old.now.target, old.next.target, old.plate]) part.dispose();
  };
  let parts = made(cellsOf(picture), tapsOf(picture));

  return {
    get hold() {
      return parts.plate.texture;
    },
    look(texture, light, dtS) {
      const { now, next, step, plate } = parts;
      uPicture.value = texture;
      uLight.value = light;
      uDt.value = dtS;
      [uTimes.value, uMarks.value, uMean.value] = now.textures;
      step.draw(next.target);
      parts = { ...parts, now: next, next: now };
      uMean.value = next.textures[2];
      hold.draw(plate);
    },
    resize(wanted) {
      const cells = cellsOf(wanted);
      if (cells.width === parts.cells.width && tapsOf(wanted) === parts.taps) return;
      drop(parts);
      parts = made(cells, tapsOf(wanted));
    },
    dispose() {
      drop(parts);
      empty.dispose();
      hold.dispose();
    },
  };
}
