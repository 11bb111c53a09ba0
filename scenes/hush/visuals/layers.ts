import type { WebGLRenderer } from 'three';
import { type Texture, Vector2 } from 'three';
import { createField, type Size } from '../../kit/field.ts';
import type { Ground } from '../../kit/ground.ts';
import type { Passes } from '../../kit/pass.ts';
import type { Marks } from './ink.ts';
import { createSplats } from './splats.ts';
import { type Shared, sharedGlsl } from './uniforms.ts';

/** Ink in the water, and ink that has sunk into the paper. Both hold optical densities, in red, green and blue. */
export interface Layers {
  /** alpha: how fresh the ink is, 0..1 */
  readonly water: Texture;
  /** alpha: how wet the paper is, 0..1 */
  readonly paper: Texture;
  /**
   * @param flow - velocity of the water and how it sinks, as the fluid gives them
   * @param dtS - since the last step
   * @param arriving - share of the first stains that soaks in during this step
   * @param rinse - share of the dried ink that goes in a second
   */
  step(marks: Marks, flow: Texture, dtS: number, arriving: number, rinse: number): void;
  resize(size: Size): void;
  dispose(): void;
}

const waterFragment = /* glsl */ `
${sharedGlsl}
uniform sampler2D uVelocity;
uniform sampler2D uInk;
uniform sampler2D uNoise;
uniform vec2 uSize;
in vec2 at;
out vec4 value;

/** Catmull–Rom through five bilinear reads: keeps threads thin where linear reads would blur them (Sigg & Hadwiger 2005). */
vec4 sharp(vec2 uv) {
  vec2 p = uv * uSize - 0.5, f = fract(p), c = floor(p) + 0.5;
  vec2 w0 = f * (-0.5 + f * (1.0 - 0.5 * f));
  vec2 w1 = 1.0 + f * f * (-2.5 + 1.5 * f);
  vec2 w2 = f * (0.5 + f * (2.0 - 1.5 * f));
  vec2 w3 = f * f * (-0.5 + 0.5 * f);
  vec2 w12 = w1 + w2;
  vec2 m = (c + w2 / w12) / uSize, a = (c - 1.0) / uSize, b = (c + 2.0) / uSize;
  vec4 o = texture(uInk, m);
  vec4 l = texture(uInk, vec2(a.x, m.y)), r = texture(uInk, vec2(b.x, m.y)), d = texture(uInk, vec2(m.x, a.y)), u = texture(uInk, vec2(m.x, b.y));
  float weight = w12.x * w12.y + (w0.x + w3.x) * w12.y + w12.x * (w0.y + w3.y);
  vec4 sum = (o * w12.x * w12.y + (l * w0.x + r * w3.x) * w12.y + (d * w0.y + u * w3.y) * w12.x) / weight;
  // never beyond what is there: overshoots would ring around every thread
  return clamp(sum, min(o, min(min(l, r), min(d, u))), max(o, max(max(l, r), max(d, u))));
}

void main() {
  vec2 p = at * uAspect;
  vec4 flow = texture(uVelocity, at);
  vec2 v = flow.xy;
  float fresh = texture(uInk, at).a;
  float speed = length(v);
  // eddies too small for the grid: they draw the ink out into threads while it is fresh or the water moves
  vec2 small = texture(uNoise, p * 0.9 + vec2(0.021, 0.013) * uTime).gb + 0.55 * texture(uNoise, p * 2.6 - vec2(0.017, 0.029) * uTime).gb - 0.775;
  v += small * (0.003 + 0.05 * fresh + 0.18 * min(speed, 0.25));
  vec4 ink = sharp(at - uDt * v / uAspect);
  float thin = dot(ink.rgb, vec3(0.333));
  ink.rgb *= exp(-uDt * (flow.z + flow.w + 0.006 + 0.02 * (1.0 - smoothstep(0.0, 0.05, thin))));
  ink.a = min(ink.a * exp(-uDt * 0.42), 1.0);
  value = ink;
}
`;

const paperFragment = /* glsl */ `
uniform vec2 uAspect;
uniform float uPaperDt;
uniform sampler2D uVelocity;
uniform sampler2D uInk;
uniform sampler2D uDry;
uniform sampler2D uGround;
uniform sampler2D uStains;
uniform vec2 uSize;
uniform float uArriving;
uniform float uRinse;
in vec2 at;
out vec4 value;
void main() {
  vec2 dx = vec2(2.5 / uSize.y, 0.0) / uAspect.x, dy = vec2(0.0, 2.5 / uSize.y);
  vec3 ink = texture(uInk, at).rgb;
  vec3 around = texture(uInk, at + dx).rgb + texture(uInk, at - dx).rgb + texture(uInk, at + dy).rgb + texture(uInk, at - dy).rgb;
  float here = dot(ink, vec3(0.333)), beside = dot(around, vec3(0.0833));
  // water evaporates first at the rim and draws ink there (Deegan 1997); the tooth of the paper keeps the rest unevenly
  float rim = clamp((here - beside) / (here + 0.03) * 5.0, -0.7, 2.2);
  float tooth = mix(1.35, 0.55, texture(uGround, at).g);
  float rate = texture(uVelocity, at).z;
  vec4 dry = texture(uDry, at);
  vec3 sunk = ink * rate * uPaperDt * 1.1 * tooth * (1.0 + rim);
  dry.rgb = dry.rgb * exp(-uPaperDt * uRinse) + sunk;
  if (uArriving > 0.0) dry.rgb += texture(uStains, at).rgb * 3.0 * uArriving;
  dry.a = min(1.0, dry.a * exp(-uPaperDt * 0.09) + dot(sunk, vec3(4.0)));
  value = dry;
}
`;

export interface LayersSetting {
  readonly renderer: WebGLRenderer;
  readonly passes: Passes;
  readonly shared: Shared;
  readonly noise: Texture;
  readonly size: Size;
  readonly ground: Ground;
  /** a third of the density of what was there before anybody came */
  readonly stains: Texture;
  /** the paper dries once in so many steps of the water */
  readonly every: number;
}

export function createLayers({ renderer, passes, shared, noise, size, ground, stains, every }: LayersSetting): Layers {
  let steps = 0;
  let heldS = 0;
  let held = 0;
  const water = createField(passes, size);
  const paper = createField(passes, size);
  const splats = createSplats(renderer, noise);
  const uInk: { value: Texture | null } = { value: null };
  const uDry: { value: Texture | null } = { value: null };
  const uVelocity: { value: Texture | null } = { value: null };
  const uSize = { value: new Vector2(size.width, size.height) };
  const uPaperDt = { value: 0 };
  const uArriving = { value: 0 };
  const uRinse = { value: 0 };
  const uGround = { value: ground.texture };
  const drift = passes.pass(waterFragment, { ...shared.uniforms, uVelocity, uInk, uNoise: { value: noise }, uSize });
  const dry = passes.pass(paperFragment, {
    uAspect: shared.uniforms.uAspect,
    uPaperDt,
    uVelocity,
    uInk,
    uDry,
    uGround,
    uStains: { value: stains },
    uSize,
    uArriving,
    uRinse,
  });
  return {
    get water() {
      return water.texture;
    },
    get paper() {
      return paper.texture;
    },
    step(marks, flow, dtS, arriving, rinse) {
      const aspect = shared.uniforms.uAspect.value.x;
      uVelocity.value = flow;
      uInk.value = water.texture;
      water.advance(drift);
      splats.draw(marks.water, water.target, aspect);
      heldS += dtS;
      held += arriving;
      steps++;
      if (steps % every === 0) {
        uInk.value = water.texture;
        uDry.value = paper.texture;
        uPaperDt.value = heldS;
        uArriving.value = held;
        uRinse.value = rinse;
        uGround.value = ground.texture;
        paper.advance(dry);
        heldS = 0;
        held = 0;
      }
      splats.draw(marks.paper, paper.target, aspect);
    },
    resize(wanted) {
      water.resize(wanted);
      paper.resize(wanted);
      uSize.value.set(wanted.width, wanted.height);
    },
    dispose() {
      for (const part of [water, paper, splats, drift, dry]) part.dispose();
    },
  };
}
