import { eyelid } from './eyelid.ts';
import { inkBloom } from './ink-bloom.ts';
import { wetEdge } from './wet-edge.ts';

/** For emergencies, and for those who asked for less motion. */
export const dissolve = /* glsl */ `
vec4 transition(vec2 uv) { return mix(getFromColor(uv), getToColor(uv), progress); }
`;

/** Ours, by the name that a cue gives. A `cut` needs no transition. */
export const own: Readonly<Record<string, string>> = { dissolve, 'wet-edge': wetEdge, 'ink-bloom': inkBloom, eyelid };

/** @returns GLSL with `vec4 transition(vec2 uv)`; null where nobody knows the name. Our own come first. */
export async function findTransition(name: string): Promise<string | null> {
  if (Object.hasOwn(own, name)) return own[name] ?? null;
  const { fromLibrary } = await import('./library.ts');
  return fromLibrary(name);
}
