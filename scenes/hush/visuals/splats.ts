import {
  AddEquation,
  BufferAttribute,
  BufferGeometry,
  CustomBlending,
  DynamicDrawUsage,
  GLSL3,
  Mesh,
  OneFactor,
  OrthographicCamera,
  RawShaderMaterial,
  Scene,
  Sphere,
  type Texture,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import { drawInto } from '../../kit/pass.ts';
import type { Wash } from '../../kit/wash.ts';

/** Marks that one step may add; the oldest beyond it are let go. */
const most = 512;

/** A touch of ink: a short stretch of a line with round ends. Lengths in wall heights from the bottom left corner. */
export interface Splat {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly radius: number;
  readonly wash: Wash;
  /** washes laid down in its middle */
  readonly amount: number;
  /** 0 a clean edge, 1 a torn one */
  readonly rough: number;
  /** where the edge begins to fall off, share of the radius; 0 is the softest */
  readonly core: number;
  /** 0 an even body, 1 torn into wisps */
  readonly wisps: number;
  /** any number; marks that belong together share it, and so share their edge */
  readonly seed: number;
  /** one of a chain: where two meet nothing is laid twice */
  readonly joined: boolean;
  /** 0 old ink, 1 ink that has just come and still spreads */
  readonly fresh: number;
}

export interface Splats {
  /** Adds the marks to what the target holds. */
  draw(splats: readonly Splat[], target: WebGLRenderTarget, aspect: number): void;
  dispose(): void;
}

const vertexShader = /* glsl */ `
precision highp float;
in vec2 position;
in vec4 path;
in vec4 ink;
in vec4 form;
in vec2 manner;
uniform float uAspect;
uniform float uFinest;
out vec2 place;
flat out vec4 vPath;
flat out vec4 vInk;
flat out vec4 vForm;
flat out vec2 vManner;
void main() {
  place = position;
  vPath = path;
  vInk = ink * min(1.0, form.x / uFinest);
  // a line finer than a pixel is a paler line of one pixel
  float radius = max(form.x, uFinest);
  vForm = vec4(radius, form.yzw);
  vManner = manner;
  gl_Position = vec4(position / vec2(uAspect, 1.0) * 2.0 - 1.0, 0.0, 1.0);
}
`;

const fragmentShader = /* glsl */ `
precision highp float;
precision highp sampler2D;
uniform sampler2D uNoise;
in vec2 place;
flat in vec4 vPath;
flat in vec4 vInk;
flat in vec4 vForm;
flat in vec2 vManner;
out vec4 value;
void main() {
  float radius = vForm.x, rough = vForm.y, core = vForm.z, seed = vForm.w;
  vec2 along = vPath.zw - vPath.xy;
  vec2 off = place - vPath.xy;
  float ahead = dot(off, along) / max(dot(along, along), 1e-9);
  float t = clamp(ahead, 0.0, 1.0);
  float d = length(off - along * t) / radius;
  vec2 shift = fract(vec2(seed * 0.731, seed * 0.417));
  float broad = texture(uNoise, place * min(6.0, 0.10 / radius) + shift).r;
  float fine = texture(uNoise, place * 5.3 + shift.yx).r;
  d += rough * (broad * 1.3 + fine * 0.7 - 1.0);
  float body = 1.0 - smoothstep(core, 1.0, d);
  body *= mix(1.0, smoothstep(0.42, 0.78, fine * 0.6 + broad * 0.4), vManner.x);
  if (vManner.y > 0.5) {
    // the ends of a chain's links fade into each other, and add up to one
    float whole = length(along), soft = radius * 0.8, s = ahead * whole;
    body *= smoothstep(-soft, soft, s) * (1.0 - smoothstep(whole - soft, whole + soft, s));
  }
  value = vec4(vInk.rgb, vInk.a) * body;
}
`;

/** Draws many marks as one mesh of plain quads: instances are what software renderers are slowest at. */
export function createSplats(renderer: WebGLRenderer, noise: Texture): Splats {
  const geometry = new BufferGeometry();
  const attribute = (name: string, size: number): BufferAttribute => {
    const made = new BufferAttribute(new Float32Array(most * 4 * size), size).setUsage(DynamicDrawUsage);
    geometry.setAttribute(name, made);
    return made;
  };
  const position = attribute('position', 2);
  const path = attribute('path', 4);
  const ink = attribute('ink', 4);
  const form = attribute('form', 4);
  const manner = attribute('manner', 2);
  // three asks for it once, and a plane has none
  geometry.boundingSphere = new Sphere();
  geometry.setIndex(Array.from({ length: most }, (_, n) => [0, 1, 2, 2, 1, 3].map((corner) => n * 4 + corner)).flat());
  const uAspect = { value: 1 };
  const uFinest = { value: 0.001 };
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    uniforms: { uNoise: { value: noise }, uAspect, uFinest },
    transparent: true,
    blending: CustomBlending,
    blendEquation: AddEquation,
    blendSrc: OneFactor,
    blendDst: OneFactor,
    depthTest: false,
    depthWrite: false,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.add(mesh);
  const camera = new OrthographicCamera();

  const lay = (splat: Splat, n: number, finest: number): void => {
    const { from, to, radius, wash, amount } = splat;
    // a rough edge reaches beyond the radius
    const reach = Math.max(radius, finest) * (1 + splat.rough);
    const xs = [Math.min(from[0], to[0]) - reach, Math.max(from[0], to[0]) + reach] as const;
    const ys = [Math.min(from[1], to[1]) - reach, Math.max(from[1], to[1]) + reach] as const;
    for (let corner = 0; corner < 4; corner++) {
      const i = n * 4 + corner;
      position.setXY(i, xs[corner % 2 === 0 ? 0 : 1], ys[corner < 2 ? 0 : 1]);
      path.setXYZW(i, from[0], from[1], to[0], to[1]);
      ink.setXYZW(i, wash[0] * amount, wash[1] * amount, wash[2] * amount, splat.fresh);
      form.setXYZW(i, radius, splat.rough, splat.core, splat.seed);
      manner.setXY(i, splat.wisps, splat.joined ? 1 : 0);
    }
  };

  return {
    draw(splats, target, aspect) {
      const kept = splats.slice(-most);
      if (kept.length === 0) return;
      const finest = 1.1 / target.height;
      for (const [n, splat] of kept.entries()) lay(splat, n, finest);
      for (const changed of [position, path, ink, form, manner]) changed.needsUpdate = true;
      geometry.setDrawRange(0, kept.length * 6);
      uAspect.value = aspect;
      uFinest.value = finest;
      drawInto(renderer, target, () => renderer.render(scene, camera));
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
}
