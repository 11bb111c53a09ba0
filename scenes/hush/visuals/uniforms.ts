import { type IUniform, Vector2, Vector4 } from 'three';
import { type Body, mostBodies } from './bodies.ts';
import type { Drop } from './drops.ts';
import { mostDrops } from './ink.ts';

/** What several passes read: time, the wall's shape, who is in the water, which drops are spreading. */
export interface Shared {
  readonly uniforms: {
    readonly uAspect: IUniform<Vector2>;
    readonly uTime: IUniform<number>;
    readonly uDt: IUniform<number>;
    readonly uBodies: IUniform<number>;
    readonly uPlace: IUniform<Vector4[]>;
    readonly uTouch: IUniform<Vector4[]>;
    readonly uDrops: IUniform<number>;
    readonly uFall: IUniform<Vector4[]>;
    readonly uForce: IUniform<number[]>;
  };
  set(time: number, dtS: number, aspect: number, bodies: readonly Body[], drops: readonly Drop[]): void;
}

/** GLSL for the same. */
export const sharedGlsl = /* glsl */ `
uniform vec2 uAspect;   // width over height, 1
uniform float uTime;    // s
uniform float uDt;      // s
uniform int uBodies;
uniform vec4 uPlace[${mostBodies}];   // x, y, and velocity, wall heights
uniform vec4 uTouch[${mostBodies}];   // span, stirring, presence, stillness
uniform int uDrops;
uniform vec4 uFall[${mostDrops}];     // x, y, seed, age in s
uniform float uForce[${mostDrops}];   // 0..1
`;

export function createShared(): Shared {
  const vectors = (count: number): Vector4[] => Array.from({ length: count }, () => new Vector4());
  const uniforms: Shared['uniforms'] = {
    uAspect: { value: new Vector2(1, 1) },
    uTime: { value: 0 },
    uDt: { value: 1 / 60 },
    uBodies: { value: 0 },
    uPlace: { value: vectors(mostBodies) },
    uTouch: { value: vectors(mostBodies) },
    uDrops: { value: 0 },
    uFall: { value: vectors(mostDrops) },
    uForce: { value: Array.from({ length: mostDrops }, () => 0) },
  };
  return {
    uniforms,
    set(time, dtS, aspect, bodies, drops) {
      uniforms.uAspect.value.set(aspect, 1);
      uniforms.uTime.value = time;
      uniforms.uDt.value = dtS;
      uniforms.uBodies.value = Math.min(bodies.length, mostBodies);
      uniforms.uDrops.value = Math.min(drops.length, mostDrops);
      for (const [i, body] of bodies.slice(0, mostBodies).entries()) {
        const stirring = body.presence * body.weight * Math.max(0.25, body.openness);
        uniforms.uPlace.value[i]?.set(body.x, body.y, body.vx, body.vy);
        uniforms.uTouch.value[i]?.set(body.span, stirring, body.presence * body.weight * (body.grip ? 0.6 : 1), body.stillness);
      }
      for (const [i, drop] of drops.slice(0, mostDrops).entries()) {
        uniforms.uFall.value[i]?.set(drop.x, drop.y, drop.seed, drop.age);
        uniforms.uForce.value[i] = drop.strength;
      }
    },
  };
}
