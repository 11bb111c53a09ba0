import { createPlate, type Size } from '../../../scenes/kit/field.ts';
import { createPasses } from '../../../scenes/kit/pass.ts';
import { createJudge, type Verdict } from '../../../stage/pages/stage/light/judge.ts';
import { createScreen } from '../../../stage/pages/stage/light/screen.ts';
import { createRenderer } from '../../../stage/pages/stage/renderer.ts';
import { createStrobe, type Pattern } from './strobe.ts';

export interface Judged {
  readonly before: Verdict;
  readonly after: Verdict;
  /** the largest difference of a pixel that the limiter made, grey levels of 255 */
  readonly difference: number;
  /** of the middle pixel after the limiter, one each frame, grey levels */
  readonly middle: readonly number[];
}

export interface StrobeOptions {
  /** the variant for less motion */
  readonly gentle?: boolean;
  readonly fps?: number;
  readonly height?: number;
}

declare global {
  interface Window {
    /** Shows a pattern through the limiter, frame by frame, and judges every pixel before and after. */
    strobe(pattern: Pattern, hz: number, seconds: number, options?: StrobeOptions): Judged;
  }
}

function openStage(size: Size) {
  const canvas = document.createElement('canvas');
  document.body.replaceChildren(canvas);
  const renderer = createRenderer(canvas);
  if (renderer === null) throw new Error('this browser gives no WebGL 2');
  renderer.setSize(size.width, size.height, false);
  const bytes = size.width * size.height * 4;
  const read = (): Uint8Array => {
    const pixels = new Uint8Array(bytes);
    const gl = renderer.getContext();
    renderer.setRenderTarget(null);
    gl.readPixels(0, 0, size.width, size.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    return pixels;
  };
  return { canvas, renderer, read };
}

window.strobe = (pattern, hz, seconds, { gentle = false, fps = 60, height = 108 } = {}) => {
  const size = { width: (height * 16) / 9, height };
  const { renderer, read } = openStage(size);
  const passes = createPasses(renderer);
  const strobe = createStrobe(renderer, pattern, hz);
  const screen = createScreen(renderer, passes, size, gentle);
  const target = createPlate(size);
  const [before, after] = [createJudge(size.width * size.height), createJudge(size.width * size.height)];
  const given = new Uint8Array(size.width * size.height * 4);
  const middle: number[] = [];
  let difference = 0;
  for (let n = 0; n < seconds * fps; n++) {
    const timeS = n / fps;
    strobe.draw(target, timeS);
    renderer.readRenderTargetPixels(target, 0, 0, size.width, size.height, given);
    screen.show(target.texture, 1, 1 / fps);
    const shown = read();
    before.look(timeS, given);
    after.look(timeS, shown);
    for (let i = 0; i < given.length; i++) difference = Math.max(difference, Math.abs((given[i] ?? 0) - (shown[i] ?? 0)));
    middle.push(shown[((size.height / 2) * size.width + size.width / 2) * 4] ?? 0);
  }
  for (const part of [strobe, screen, passes, target, renderer]) part.dispose();
  return { before: before.verdict(), after: after.verdict(), difference, middle };
};
