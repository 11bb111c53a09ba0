import type { WebGLRenderer, WebGLRenderTarget } from 'three';
import { createPasses } from '../../../scenes/kit/pass.ts';

/** What a test shows the limiter. `general` and `red` must be held; the others are ordinary and must pass. */
export const patterns = {
  full: 'float on = beat; colour = vec3(on);',
  red: 'colour = vec3(beat, 0.0, 0.0);',
  'red-blue': 'colour = beat > 0.5 ? vec3(0.9, 0.05, 0.05) : vec3(0.1, 0.15, 0.95);',
  'dim-red': 'colour = vec3(0.35 * beat, 0.0, 0.0);',
  checks: 'float square = mod(floor(px.x / 8.0) + floor(px.y / 8.0), 2.0); colour = vec3(abs(square - beat));',
  'fine-checks': 'float square = mod(floor(px.x / 2.0) + floor(px.y / 2.0), 2.0); colour = vec3(abs(square - beat));',
  spot: 'vec2 c = vec2(40.0 + 30.0 * time, 50.0); colour = vec3(0.2) + 0.8 * beat * step(length(px - c), 7.0);',
  'over-picture': 'colour = vec3(0.3 + 0.2 * sin(px.x * 0.11) * sin(px.y * 0.13)) * (0.35 + beat);',
  late: 'colour = vec3(step(0.5, time) * beat);',
  chance: 'colour = vec3(step(0.5, fract(sin(floor(time * 60.0 + 0.5) * 12.9898) * 43758.5453)));',
  // ordinary
  cut: 'colour = vec3(step(1.0, time)) * (0.4 + 0.3 * sin(px.x * 0.2));',
  disc: 'vec2 c = vec2(20.0 + 70.0 * time, 54.0 + 20.0 * sin(3.0 * time)); colour = vec3(0.85) - 0.8 * smoothstep(21.0, 19.0, length(px - c));',
  breath: 'colour = vec3(0.5 + 0.4 * sin(time * 6.28318 * 0.5));',
  lightning: 'float flash = step(0.5, time) - step(0.58, time) + step(1.4, time) - step(1.5, time); colour = vec3(0.1 + 0.8 * flash);',
} as const;
export type Pattern = keyof typeof patterns;

/** A picture that flashes on purpose. For tests alone: no programme can name it. */
export interface Strobe {
  draw(target: WebGLRenderTarget | null, timeS: number): void;
  dispose(): void;
}

/** @param hz - flashes a second, half of each light */
export function createStrobe(renderer: WebGLRenderer, pattern: Pattern, hz: number): Strobe {
  const passes = createPasses(renderer);
  const uTime = { value: 0 };
  const uBeat = { value: 0 };
  const pass = passes.pass(
    `uniform float uTime; uniform float uBeat; in vec2 at; out vec4 seen;
    void main() { vec2 px = gl_FragCoord.xy; float time = uTime, beat = uBeat; vec3 colour; ${patterns[pattern]} seen = vec4(colour, 1.0); }`,
    { uTime, uBeat },
  );
  return {
    draw(target, timeS) {
      uTime.value = timeS;
      // half a frame in, so that no rounding makes a beat a frame longer
      uBeat.value = ((timeS + 1 / 120) * hz) % 1 < 0.5 ? 1 : 0;
      pass.draw(target);
    },
    dispose: () => passes.dispose(),
  };
}
