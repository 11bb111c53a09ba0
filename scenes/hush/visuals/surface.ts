import { type Texture, Vector2, type WebGLRenderTarget } from 'three';
import { createField, createTarget, type Size } from '../../kit/field.ts';
import type { Passes } from '../../kit/pass.ts';
import { type Shared, sharedGlsl } from './uniforms.ts';

/** The skin of the water, and the light that it lets through. */
export interface Surface {
  /** red: light on the ground, 1 is the full light of the room; green and blue: how far a look is bent, wall heights; alpha: glint */
  readonly light: Texture;
  /** @param presence - 0 nobody, 1 somebody: the room opens a little */
  step(presence: number): void;
  resize(size: Size): void;
  dispose(): void;
}

const waveFragment = /* glsl */ `
${sharedGlsl}
uniform sampler2D uWave;
uniform vec2 uCell;
in vec2 at;
out vec4 value;
void main() {
  vec2 dx = vec2(uCell.x, 0.0), dy = vec2(0.0, uCell.y);
  vec2 wave = texture(uWave, at).xy;
  float bend = texture(uWave, at + dx).x + texture(uWave, at - dx).x + texture(uWave, at + dy).x + texture(uWave, at - dy).x - 4.0 * wave.x;
  // 0.3 wall heights a second; above half a cell a step the sum would not hold (Courant 1928)
  float pace = min(0.5, 0.3 * uDt / uCell.y);
  float speed = (wave.y + pace * pace * bend) * exp(-uDt * 0.9);
  vec2 p = at * uAspect;
  for (int i = 0; i < uBodies; i++) {
    vec2 off = p - uPlace[i].xy;
    float span = uTouch[i].x;
    float near = uTouch[i].z * exp(-dot(off, off) / (span * span * 0.5));
    // a hand sinks in as into something soft: within a third of a second
    speed += near * ((-1.5 - wave.x) * min(0.2, 30.0 * uDt * uDt) - speed * min(0.5, 7.0 * uDt));
  }
  for (int i = 0; i < uDrops; i++) {
    vec2 off = p - uFall[i].xy;
    speed -= uForce[i] * 5.0 * uDt * exp(-uFall[i].w * 14.0) * exp(-dot(off, off) / (0.022 * 0.022));
  }
  value = vec4((wave.x + speed) * exp(-uDt * 0.25), speed, 0.0, 1.0);
}
`;

const lightFragment = /* glsl */ `
${sharedGlsl}
uniform sampler2D uWave;
uniform sampler2D uNoise;
uniform vec2 uCell;
uniform float uPresence;
in vec2 at;
out vec4 value;
void main() {
  vec2 dx = vec2(uCell.x, 0.0), dy = vec2(0.0, uCell.y);
  float e = texture(uWave, at + dx).x, w = texture(uWave, at - dx).x, n = texture(uWave, at + dy).x, s = texture(uWave, at - dy).x;
  float here = texture(uWave, at).x;
  float cell = uCell.y * 160.0;
  vec2 slope = vec2(e - w, n - s) / cell;
  float focus = (e + w + n + s - 4.0 * here) / (cell * cell);
  vec2 p = at * uAspect;
  // the slow swell of water that nobody touches
  vec2 swell = (texture(uNoise, p * 0.17 + vec2(0.009, 0.005) * uTime).gb - 0.5).yx * vec2(-1.0, 1.0)
    + 0.6 * (texture(uNoise, p * 0.31 - vec2(0.004, 0.010) * uTime).gb - 0.5).yx * vec2(-1.0, 1.0);
  float a = texture(uNoise, p * 0.24 + vec2(0.008, -0.006) * uTime + 0.02 * swell).r;
  float b = texture(uNoise, p * 0.37 - vec2(0.007, 0.005) * uTime + 0.03 * swell).r;
  float threads = pow(1.0 - abs(a - b) * 1.6, 6.0);
  vec2 tilt = slope + 0.16 * swell;
  float shade = 0.0;
  for (int i = 0; i < uBodies; i++) {
    // the light comes from the upper left and stands low: the shadow falls to the other side
    vec2 off = p - uPlace[i].xy - vec2(0.025, -0.035);
    float span = uTouch[i].x;
    shade += uTouch[i].z * exp(-dot(off, off) / (span * span * 1.25));
  }
  float light = 1.0 + 0.045 * (threads - 0.35) + clamp(focus * 1.1, -0.2, 0.22) + clamp(dot(tilt, vec2(1.0, -1.0)) * 2.0, -0.45, 0.22);
  light *= 1.0 - 0.55 * min(shade, 1.1);
  // one lamp, left of the middle and above; the room around it is dark, and opens a little to whoever comes
  vec2 from = (at - vec2(0.45, 0.57)) * vec2(1.0, 0.84);
  light *= mix(0.07, 1.0, exp(-pow(dot(from, from) * 2.7, 1.2))) * mix(0.84, 0.97, uPresence);
  vec3 normal = normalize(vec3(-tilt * 2.2, 1.0));
  float glint = pow(max(dot(normal, normalize(vec3(-0.30, 0.34, 1.0))), 0.0), 90.0);
  value = vec4(light, tilt * 0.055, glint);
}
`;

export function createSurface(passes: Passes, shared: Shared, noise: Texture, size: Size): Surface {
  const wave = createField(passes, size);
  let light: WebGLRenderTarget = createTarget(size);
  const uWave: { value: Texture | null } = { value: null };
  const uCell = { value: new Vector2(1 / size.width, 1 / size.height) };
  const uPresence = { value: 0 };
  const roll = passes.pass(waveFragment, { ...shared.uniforms, uWave, uCell });
  const shine = passes.pass(lightFragment, { ...shared.uniforms, uWave, uCell, uPresence, uNoise: { value: noise } });
  return {
    get light() {
      return light.texture;
    },
    step(presence) {
      uPresence.value = presence;
      uWave.value = wave.texture;
      wave.advance(roll);
      uWave.value = wave.texture;
      shine.draw(light);
    },
    resize(wanted) {
      wave.resize(wanted);
      light.dispose();
      light = createTarget(wanted);
      uCell.value.set(1 / wanted.width, 1 / wanted.height);
      uWave.value = wave.texture;
      shine.draw(light);
    },
    dispose() {
      for (const part of [wave, light, roll, shine]) part.dispose();
    },
  };
}
