import type { Input } from '../../engine/input.ts';
import { hearMapping, type MappingState } from '../../engine/mapping/book.ts';
import { type Mapping, type MappingDraft, mappingSchema } from '../../engine/mapping/schema.ts';
import { type Movable, stepMappings } from '../../engine/mapping.ts';
import type { Slider } from '../../engine/scene.ts';

export const DT = 1 / 60;
export const slider = (min: number, max: number, initial: number): Slider => ({
  kind: 'slider',
  min,
  max,
  initial,
  unit: 'mm',
  label: { en: 'x', fr: 'x' },
});
export const params = { swell: slider(0, 40, 12), flow: slider(40, 140, 100) };
export const movable: Movable = { scene: 'hush', params, set: { swell: 12, flow: 100 } };
export const quick = { attackS: 0, releaseS: 0 };
export const make = (draft: Partial<MappingDraft> = {}): Mapping =>
  mappingSchema.parse({ id: 'm', from: 'midi/cc/1', to: 'hush/swell', ...quick, ...draft });

/** Holds the signals for some seconds, and tells where everything is then. */
export function hold(
  state: MappingState,
  values: Record<string, number>,
  { seconds = 3, dt = DT, inputs = [] as readonly Input[], of = movable } = {},
): MappingState {
  let now = state;
  for (let i = 0; i < Math.round(seconds / dt); i++)
    now = stepMappings(i === 0 ? inputs.reduce(hearMapping, now) : now, new Map(Object.entries(values)), of, dt);
  return now;
}
