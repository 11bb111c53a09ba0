import type { Texture } from 'three';
import type { Random } from '../../../engine/random.ts';
import { createTarget, type Size } from '../../kit/field.ts';
import { mix } from '../../kit/numbers.ts';
import type { Passes } from '../../kit/pass.ts';
import type { Wash } from '../../kit/wash.ts';

const most = 12;

/** A dried wash or an arc of one. Lengths in wall heights from the bottom left corner. */
interface Stain {
  readonly at: readonly [number, number];
  readonly radius: number;
  readonly wash: Wash;
  readonly density: number;
  /** 0 a filled puddle; else an arc of a ring of so much width */
  readonly ring: number;
  readonly from: number;
  readonly seed: number;
}

const fragment = /* glsl */ `
uniform sampler2D uNoise;
uniform vec2 uAspect;
uniform float uPixel;  // wall heights
uniform int uCount;
uniform vec4 uShape[${most}];  // x, y, radius, ring
uniform vec4 uBody[${most}];   // density of each band, seed
uniform float uFrom[${most}];
in vec2 at;
out vec4 value;
float cloud(vec2 p) { return texture(uNoise, p).r; }
void main() {
  vec2 p = at * uAspect;
  vec3 sum = vec3(0.0);
  for (int i = 0; i < uCount; i++) {
    float radius = uShape[i].z, ring = uShape[i].w, seed = uBody[i].w;
    vec2 off = p - uShape[i].xy;
    if (length(off) > radius * 2.2 + ring * 3.0) continue;
    vec2 shift = fract(vec2(seed * 0.31, seed * 0.77));
    vec2 warp = vec2(cloud(p * 0.55 + shift), cloud(p * 0.55 + shift.yx + 0.3)) - 0.5;
    float ragged = cloud(p * 1.9 + shift) - 0.5;
    float tiny = cloud(p * 7.0 + shift) - 0.5;
    vec2 q = off + warp * radius * mix(1.7, 0.24, step(0.001, ring));
    float turn = atan(q.y, q.x);
    // below 0 is inside the mark, wall heights
    float edge = length(q * vec2(mix(1.0, 0.82, step(0.05, radius)), 1.0)) - radius;
    float width = radius * 0.5;
    float reach = 1.0;
    if (ring > 0.0) {
      // a brush set down, swung round, and running dry: wide and wet at first, then a comb of hairs
      float along = fract((turn - uFrom[i]) / 6.2831853);
      float radial = length(q * vec2(0.9, 1.06)) - radius * (1.07 - 0.24 * along);
      float hairs = cloud(vec2(along * 0.35 + seed, radial * 9.0)) * 0.65 + 0.35 * cloud(vec2(along * 1.2, radial * 23.0 + seed));
      float dryness = smoothstep(0.3, 0.8, along);
      reach = smoothstep(0.0, 0.05, along) * (1.0 - smoothstep(0.74, 0.86, along)) * mix(1.0, smoothstep(0.44, 0.58, hairs + 0.1 * (1.0 - dryness)), dryness);
      width = ring * (0.42 + 0.9 * sin(3.14159 * min(1.0, along * 1.25 + 0.12))) * (0.85 + 0.3 * cloud(p * 0.8 + shift));
      edge = abs(radial) - width;
    }
    edge += ragged * 0.016 + tiny * 0.005;
    float crisp = max(0.0014, 0.8 * uPixel);
    float inside = 1.0 - smoothstep(-crisp, crisp, edge);
    float rim = exp(-pow((edge + crisp + 0.0018) / (0.0012 + crisp), 2.0)) + 0.35 * exp(-pow((edge + 0.010) / 0.008, 2.0));
    // a second front, where water ran back into what had half dried
    float back = edge + width * (0.55 + 0.5 * (cloud(p * 1.1 + shift.yx) - 0.5)) + ragged * 0.05 + tiny * 0.02;
    float bloom = exp(-pow(back / (0.0021 + crisp), 2.0)) * smoothstep(0.35, 0.6, cloud(p * 0.7 + shift + 0.11));
    float cloudy = 0.28 + 0.55 * smoothstep(0.25, 0.8, cloud(p * 0.9 + shift.yx)) * smoothstep(0.0, -width, back);
    float grain = 0.72 + 0.56 * cloud(p * 14.0 + shift);
    sum += uBody[i].rgb * inside * reach * grain * (cloudy * 0.5 + 0.85 * rim * (0.4 + 0.8 * cloud(p * 1.3 + shift)) + 0.3 * bloom);
  }
  value = vec4(sum / 3.0, 1.0);
}
`;

/** What is there before anybody comes: the trace of an earlier day, baked once. */
export interface Stains {
  /** red, green, blue: a third of their density */
  readonly texture: Texture;
  dispose(): void;
}

/**
 * @param inks - of the palette, in its order
 * @param aspect - of the wall when the picture began
 */
export function createStains(passes: Passes, noise: Texture, random: Random, inks: readonly Wash[], aspect: number, size: Size): Stains {
  const stains = composed(random, inks, aspect);
  const pass = passes.pass(fragment, {
    uNoise: { value: noise },
    uAspect: { value: [aspect, 1] },
    uPixel: { value: 1 / size.height },
    uCount: { value: stains.length },
    uShape: { value: filled(stains.map(({ at, radius, ring }) => [at[0], at[1], radius, ring])) },
    uBody: { value: filled(stains.map(({ wash, density, seed }) => [...wash.map((band) => band * density), seed])) },
    uFrom: { value: [...stains.map(({ from }) => from), ...Array(most).fill(0)].slice(0, most) },
  });
  const target = createTarget(size);
  pass.draw(target);
  pass.dispose();
  return { texture: target.texture, dispose: () => target.dispose() };
}

/** As many vectors as the shader holds. */
const filled = (rows: readonly (readonly number[])[]): number[] => [...rows.flat(), ...Array(most * 4).fill(0)].slice(0, most * 4);

/** A focal arc off the middle, a puddle that leans on it, a few spatters on the way out, one small seal; the rest is bare. */
function composed(random: Random, inks: readonly Wash[], aspect: number): Stain[] {
  const ink = (i: number): Wash => inks[i % Math.max(1, inks.length)] ?? [2, 2, 2];
  const side = random.next() < 0.5 ? 1 : -1;
  const focus = [aspect * (0.5 + side * random.between(0.1, 0.15)), random.between(0.5, 0.58)] as const;
  const seed = (): number => random.between(1, 99);
  const radius = random.between(0.25, 0.29);
  const from = side > 0 ? random.between(2.2, 2.9) : random.between(-0.4, 0.4);
  const arc: Stain = { at: focus, radius, wash: ink(1), density: 1.15, ring: 0.036, from, seed: seed() };
  // washes that lean on it, one in another's half-dry border
  const washesAt: Stain[] = [0, 1].map((n) => {
    const lean = from + 2.4 + n * random.between(0.7, 1.1);
    const far = radius * mix(0.95, 1.35, n);
    return {
      at: [focus[0] + Math.cos(lean) * far, focus[1] + Math.sin(lean) * far * 0.8],
      radius: random.between(0.1, 0.13) * (n === 0 ? 1 : 0.6),
      wash: ink(n === 0 ? 1 : 2),
      density: n === 0 ? 0.5 : 0.75,
      ring: 0,
      from: 0,
      seed: seed(),
    };
  });
  const exit = Math.atan2(random.between(-0.4, 0.1), -side);
  const spatters = Array.from({ length: 8 }, (_, n): Stain => {
    const far = radius * (1.15 + 0.2 * n * random.between(0.7, 1.3));
    const turn = exit + random.normal(0, 0.24);
    return {
      at: [focus[0] + Math.cos(turn) * far, focus[1] + Math.sin(turn) * far * 0.8],
      radius: 0.003 + 0.016 * random.next() ** 2.5,
      wash: ink(n % 4 === 3 ? 2 : 0),
      density: random.between(0.6, 1.3),
      ring: 0,
      from: 0,
      seed: seed(),
    };
  });
  const seal = {
    at: [aspect * (0.5 - side * 0.33), 0.2] as const,
    radius: 0.011,
    wash: ink(3),
    density: 0.8,
    ring: 0,
    from: 0,
    seed: seed(),
  };
  return [arc, ...washesAt, ...spatters, seal];
}
