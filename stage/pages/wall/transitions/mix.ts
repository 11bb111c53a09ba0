import { type Texture, Vector2, type WebGLRenderTarget } from 'three';
import type { Pass, Passes } from '../../../../scenes/kit/pass.ts';

/** Where on the wall a transition may begin, 0..1 from the bottom left. */
export interface Origin {
  readonly x: number;
  readonly y: number;
}

/** A transition at work: mixes two pictures into a third. All are encoded as sRGB. */
export interface Mix {
  /** @param progress - 0 only from, 1 only to */
  draw(from: Texture, to: Texture, progress: number, origin: Origin, target: WebGLRenderTarget | null): void;
  dispose(): void;
}

/** What every transition may read: the contract of gl-transitions, and below it what our own ask for besides. */
const head = /* glsl */ `
uniform sampler2D uFrom;
uniform sampler2D uTo;
uniform float progress;
uniform float ratio;      // width over height
uniform vec2 uOrigin;     // the last touch or drop
uniform sampler2D uNoise; // see createNoiseTexture
in vec2 at;
out vec4 uShown;
vec4 getFromColor(vec2 uv) { return texture(uFrom, uv); }
vec4 getToColor(vec2 uv) { return texture(uTo, uv); }
`;
const foot = /* glsl */ `
void main() { uShown = vec4(clamp(transition(at).rgb, 0.0, 1.0), 1.0); }
`;

/** @param glsl - declares `vec4 transition(vec2 uv)` */
export function createMix(passes: Passes, noise: Texture, glsl: string): Mix {
  const uFrom: { value: Texture | null } = { value: null };
  const uTo: { value: Texture | null } = { value: null };
  const progress = { value: 0 };
  const ratio = { value: 1 };
  const uOrigin = { value: new Vector2(0.5, 0.5) };
  const pass: Pass = passes.pass(head + glsl + foot, { uFrom, uTo, progress, ratio, uOrigin, uNoise: { value: noise } });
  return {
    draw(from, to, share, { x, y }, target) {
      uFrom.value = from;
      uTo.value = to;
      progress.value = Math.min(1, Math.max(0, share));
      ratio.value = target === null ? ratio.value : target.width / target.height;
      uOrigin.value.set(x, y);
      pass.draw(target);
    },
    dispose: () => pass.dispose(),
  };
}
