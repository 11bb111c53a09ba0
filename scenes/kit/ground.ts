import type { Texture, WebGLRenderTarget } from 'three';
import { createPlate, type Size } from './field.ts';
import type { Passes } from './pass.ts';

/**
 * GLSL: paper of rags on a faint linen. `tooth(px)` is its height, 0 a pit to 1, at a place in thousandths of the wall's
 * height; `cloud(p)` is the noise texture's first channel.
 */
const paperGlsl = /* glsl */ `
float cloud(vec2 p) { return texture(uNoise, p).r; }
vec2 turned(vec2 p, float angle) { float c = cos(angle), s = sin(angle); return vec2(c * p.x - s * p.y, s * p.x + c * p.y); }
float tooth(vec2 px) {
  vec2 drift = 14.0 * vec2(cloud(px * 0.0011), cloud(px * 0.0011 + 0.37));
  vec2 q = px + drift;
  float grain = 0.5 * cloud(q * 0.0062) + 0.34 * cloud(turned(q, 1.1) * 0.0141) + 0.16 * cloud(turned(q, 2.3) * 0.031);
  // fibres: long ridges in three directions, each thinned out by another noise
  float fibres = 0.0;
  for (int i = 0; i < 3; i++) {
    vec2 along = turned(q, float(i) * 1.9 + 0.4) * vec2(0.0009, 0.0125) + float(i) * 0.21;
    float ridge = 1.0 - abs(2.0 * cloud(along) - 1.0);
    fibres += smoothstep(0.88, 1.0, ridge) * smoothstep(0.55, 0.8, cloud(q * 0.0017 + float(i) * 0.31));
  }
  float weave = sin(q.x * 0.80 + 3.0 * cloud(q * 0.002)) + sin(q.y * 0.80 + 3.0 * cloud(q * 0.002 + 0.5));
  return clamp(0.14 + 0.72 * grain + 0.1 * fibres + 0.022 * weave, 0.0, 1.0);
}
`;

const fragment = /* glsl */ `
uniform sampler2D uNoise;
uniform vec2 uAspect;
in vec2 at;
out vec4 value;
${paperGlsl}
void main() {
  vec2 px = at * uAspect * 1000.0;
  float h = tooth(px);
  vec2 slope = vec2(tooth(px + vec2(1.2, 0.0)) - h, tooth(px + vec2(0.0, 1.2)) - h);
  // raking light from the upper left: what rises towards it is lit
  float lit = 0.5 + dot(slope, vec2(1.0, -1.0)) * 2.1;
  float tone = 0.5 + 0.5 * (cloud(px * 0.0007 + 0.13) + 0.5 * cloud(px * 0.0023) - 0.75);
  value = vec4(lit, h, tone, 1.0);
}
`;

/** The sheet that a scene is painted on. */
export interface Ground {
  /** red: light that rakes across it, 0.5 is level; green: its height, 0 a pit to 1; blue: its tone, 0.5 is even */
  readonly texture: Texture;
  resize(size: Size): void;
  dispose(): void;
}

/** Bakes the paper once for each size: its grain is of the sheet, and never moves. */
export function createGround(passes: Passes, noise: Texture, size: Size): Ground {
  const uAspect = { value: [size.width / size.height, 1] };
  const bake = passes.pass(fragment, { uNoise: { value: noise }, uAspect });
  const baked = (wanted: Size): WebGLRenderTarget => {
    const plate = createPlate(wanted);
    uAspect.value = [wanted.width / wanted.height, 1];
    bake.draw(plate);
    return plate;
  };
  let plate = baked(size);
  return {
    get texture() {
      return plate.texture;
    },
    resize(wanted) {
      plate.dispose();
      plate = baked(wanted);
    },
    dispose() {
      plate.dispose();
      bake.dispose();
    },
  };
}
