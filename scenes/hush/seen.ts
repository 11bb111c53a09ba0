import type { Person } from '../../engine/people.ts';
import type { SceneContext } from '../../engine/scene.ts';
import { paintNamed } from '../kit/easel.ts';
import { within } from '../kit/numbers.ts';
import type { HushParams } from './params.ts';

/** People whom the score follows at once; the rest are seen by the picture only. */
const followed = 64;

export type HushContext = SceneContext<HushParams>;

/** Everybody's numbers in their ranges, whatever arrived; first of each id, in order of arrival. */
export function seen(context: HushContext): readonly Person[] {
  const met = new Map<string, Person>();
  for (const person of context.people) {
    if (met.size === followed) break;
    if (person.kind === 'generator' || met.has(person.id)) continue;
    met.set(person.id, {
      id: person.id,
      kind: person.kind,
      at: { x: within(person.at.x, 0, 1, 0.5), y: within(person.at.y, 0, 1, 0.5) },
      tip: { x: within(person.tip.x, 0, 1, 0.5), y: within(person.tip.y, 0, 1, 0.5) },
      velocity: { x: within(person.velocity.x, -4, 4, 0), y: within(person.velocity.y, -4, 4, 0) },
      span: within(person.span, 0.05, 0.35, 0.12),
      openness: within(person.openness, 0, 1, 1),
      grip: person.grip === true,
      pressure: within(person.pressure, 0, 1, 0.5),
      stillS: within(person.stillS, 0, 1e6, 0),
      paint: paintNamed(context, person.paint),
    });
  }
  return [...met.values()];
}
