import type { Programme } from '../programme.ts';
import type { Score } from '../scene.ts';
import { type Mapping, mappingSchema } from './schema.ts';

/**
 * The mappings that a show begins with: what the scenes of its cues bring, then the programme's own. Ids and goals of a
 * scene's own carry its name, `hush/energy` → `hush/flow`.
 *
 * @throws ZodError when a scene brings one that does not fit; the contract tests see to it
 */
export function mappingsOf(programme: Programme, scenes: readonly Score<unknown>[]): readonly Mapping[] {
  const own = scenes.flatMap(({ id, mappings = [] }) =>
    mappings.map((draft) => mappingSchema.parse({ ...draft, id: `${id}/${draft.id}`, to: `${id}/${draft.to}` })),
  );
  return [...own, ...programme.mappings];
}
