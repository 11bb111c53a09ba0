import { type Texture, Vector2 } from 'three';
import { createField, createTarget, type Size } from '../../kit/field.ts';
import type { Passes } from '../../kit/pass.ts';
import { bringsS, broughtArea } from './drops.ts';
import { type Shared, sharedGlsl } from './uniforms.ts';

/**
 * Still water that can be stirred: semi-Lagrangian advection and pressure projection on a coarse grid (Stam 1999).
 * Velocities in wall heights per second.
 */
export interface Fluid {
  /** red and green: velocity; blue: share of the ink that sinks into the paper in a second; alpha: how much it is thinned */
  readonly drift: Texture;
  step(): void;
  resize(size: Size): void;
  dispose(): void;
}

const stirFragment = /* glsl */ `
${sharedGlsl}
uniform sampler2D uVelocity;
uniform sampler2D uNoise;
in vec2 at;
out vec4 value;
void main() {
  vec2 p = at * uAspect;
  vec2 v = texture(uVelocity, at - uDt * texture(uVelocity, at).xy / uAspect).xy;
  v *= exp(-uDt * 0.42);
  // the room breathes: slow eddies whose periods never meet
  vec2 breath = texture(uNoise, p * 0.21 + vec2(0.013, -0.007) * uTime).gb + texture(uNoise, p * 0.34 - vec2(0.006, 0.011) * uTime).gb - 1.0;
  v += uDt * 0.011 * breath * (1.0 + 0.5 * sin(uTime * 0.483));
  for (int i = 0; i < uBodies; i++) {
    vec2 off = p - uPlace[i].xy;
    float span = uTouch[i].x;
    float near = exp(-dot(off, off) / (span * span * 0.55));
    v = mix(v, uPlace[i].zw * 0.9, near * uTouch[i].y * (1.0 - exp(-uDt * 6.0)));
  }
  for (int i = 0; i < uDrops; i++) {
    vec2 off = p - uFall[i].xy;
    float r = length(off), seed = uFall[i].z, age = uFall[i].w;
    if (r > 0.3) continue;
    float turn = atan(off.y, off.x);
    // uneven fingers: where the skin of the drop tears first
    float finger = sin(3.0 * turn + seed) + 0.9 * sin(5.0 * turn - seed * 1.7) + 0.7 * sin(8.0 * turn + seed * 2.3);
    float reach = 0.03 + 0.05 * age;
    float ring = exp(-pow((r - reach) / (0.026 + 0.01 * age), 2.0));
    float force = 0.3 * uForce[i] * exp(-age * 1.15) * smoothstep(0.0, 0.25, age);
    vec2 outwards = off / max(r, 1e-4);
    v += uDt * force * ring * (max(finger, -0.25) * outwards + 0.4 * sin(4.0 * turn + seed * 3.1) * vec2(-outwards.y, outwards.x));
  }
  vec2 wall = min(at, 1.0 - at) * uAspect;
  v *= smoothstep(0.0, 0.025, min(wall.x, wall.y));
  value = vec4(v, 0.0, 1.0);
}
`;

const divergenceFragment = /* glsl */ `
uniform sampler2D uVelocity;
uniform vec2 uCell;
in vec2 at;
out vec4 value;
void main() {
  vec2 dx = vec2(uCell.x, 0.0), dy = vec2(0.0, uCell.y);
  float h = uCell.y;
  float spread = (texture(uVelocity, at + dx).x - texture(uVelocity, at - dx).x + texture(uVelocity, at + dy).y - texture(uVelocity, at - dy).y) / (2.0 * h);
  value = vec4(spread, 0.0, 0.0, 1.0);
}
`;

const pressureFragment = /* glsl */ `
uniform sampler2D uPressure;
uniform sampler2D uDivergence;
uniform vec2 uCell;
uniform float uKeep;
in vec2 at;
out vec4 value;
void main() {
  vec2 dx = vec2(uCell.x, 0.0), dy = vec2(0.0, uCell.y);
  float around = texture(uPressure, at + dx).x + texture(uPressure, at - dx).x + texture(uPressure, at + dy).x + texture(uPressure, at - dy).x;
  value = vec4((around * uKeep - uCell.y * uCell.y * texture(uDivergence, at).x) * 0.25, 0.0, 0.0, 1.0);
}
`;

const projectFragment = /* glsl */ `
uniform sampler2D uVelocity;
uniform sampler2D uPressure;
uniform vec2 uCell;
in vec2 at;
out vec4 value;
void main() {
  vec2 dx = vec2(uCell.x, 0.0), dy = vec2(0.0, uCell.y);
  vec2 slope = vec2(texture(uPressure, at + dx).x - texture(uPressure, at - dx).x, texture(uPressure, at + dy).x - texture(uPressure, at - dy).x);
  value = vec4(texture(uVelocity, at).xy - slope / (2.0 * uCell.y), 0.0, 1.0);
}
`;

const driftFragment = /* glsl */ `
${sharedGlsl}
uniform sampler2D uVelocity;
in vec2 at;
out vec4 value;
void main() {
  vec2 p = at * uAspect;
  vec2 v = texture(uVelocity, at).xy;
  float sinking = 0.016, thinning = 0.0;
  for (int i = 0; i < uBodies; i++) {
    vec2 off = p - uPlace[i].xy;
    float reach = uTouch[i].x * 1.5;
    sinking += 0.5 * uTouch[i].w * uTouch[i].z * exp(-dot(off, off) / (reach * reach));
  }
  for (int i = 0; i < uDrops; i++) {
    // a drop brings water of its own, which spreads evenly from its middle and carries what floats with it
    vec2 off = p - uFall[i].xy;
    float r2 = dot(off, off), seed = uFall[i].z, age = uFall[i].w;
    float turn = atan(off.y, off.x);
    float torn = 1.0 + 0.26 * sin(3.0 * turn + seed) + 0.24 * sin(5.0 * turn - seed * 1.7) + 0.24 * sin(9.0 * turn + seed * 2.3) + 0.16 * sin(14.0 * turn - seed);
    float given = ${broughtArea.toFixed(4)} * uForce[i] * exp(-age / ${bringsS.toFixed(2)});
    float heart = exp(-r2 / 0.0009);
    v += off * (given * mix(torn, 1.0, heart) * (1.0 - heart) / (6.2832 * max(r2, 1e-5))) * exp(-r2 / 0.09);
    thinning += given / (3.1416 * 0.0009) * heart;
  }
  value = vec4(v, sinking, thinning);
}
`;

/** @param rounds - Jacobi iterations of the pressure; more lets eddies reach further */
export function createFluid(passes: Passes, shared: Shared, noise: Texture, size: Size, rounds: number): Fluid {
  const velocity = createField(passes, size);
  const pressure = createField(passes, size);
  let divergence = createTarget(size);
  let drift = createTarget(size);
  const uVelocity: { value: Texture | null } = { value: null };
  const uPressure: { value: Texture | null } = { value: null };
  const uDivergence: { value: Texture | null } = { value: null };
  const uKeep = { value: 1 };
  const uCell = { value: new Vector2(1 / size.width, 1 / size.height) };
  const stir = passes.pass(stirFragment, { ...shared.uniforms, uVelocity, uNoise: { value: noise } });
  const diverge = passes.pass(divergenceFragment, { uVelocity, uCell });
  const solve = passes.pass(pressureFragment, { uPressure, uDivergence, uCell, uKeep });
  const project = passes.pass(projectFragment, { uVelocity, uPressure, uCell });
  const carry = passes.pass(driftFragment, { ...shared.uniforms, uVelocity });
  return {
    get drift() {
      return drift.texture;
    },
    step() {
      uVelocity.value = velocity.texture;
      velocity.advance(stir);
      uVelocity.value = velocity.texture;
      diverge.draw(divergence);
      uDivergence.value = divergence.texture;
      for (let round = 0; round < rounds; round++) {
        // the last pressure is a good first guess, but for what has changed since
        uKeep.value = round === 0 ? 0.85 : 1;
        uPressure.value = pressure.texture;
        pressure.advance(solve);
      }
      uPressure.value = pressure.texture;
      velocity.advance(project);
      uVelocity.value = velocity.texture;
      carry.draw(drift);
    },
    resize(wanted) {
      velocity.resize(wanted);
      pressure.resize(wanted);
      divergence.dispose();
      divergence = createTarget(wanted);
      drift.dispose();
      drift = createTarget(wanted);
      uCell.value.set(1 / wanted.width, 1 / wanted.height);
    },
    dispose() {
      for (const part of [velocity, pressure, divergence, drift, stir, diverge, solve, project, carry]) part.dispose();
    },
  };
}
