import type { JSX } from 'preact';
import type { PersonKind } from '../../../engine/people.ts';
import { words } from '../shared/i18n/language.ts';
import type { Desk } from './desk.ts';

/** Who is in the room, and what the cameras see of it. */
export function RoomPanel({ desk }: { readonly desk: Desk }): JSX.Element {
  const { console: w, camera } = words.value;
  const { people } = desk.now.value;
  const count = (kind: PersonKind): number => people.filter((person) => person.kind === kind).length;
  const cameras = Object.entries(desk.cameras.value);
  const facts: readonly (readonly [string, number])[] = [
    [w.hands, count('hand')],
    [w.pointers, count('pointer')],
    [w.phones, desk.phones.value],
  ];
  return (
    <section class="panel room">
      <h2 class="unseen">{w.people}</h2>
      <dl class="figures row-facts">
        {facts.map(([name, value]) => (
          <div key={name} class={value === 0 ? 'soft' : ''}>
            <dd>{value}</dd>
            <dt>{name}</dt>
          </div>
        ))}
      </dl>
      <h2 class="unseen">{w.cameras}</h2>
      {cameras.length === 0 && <p class="soft">{w.noCameras}</p>}
      <ul>
        {cameras.map(([page, state]) => (
          <li key={page} title={state.text}>
            <span class={state.kind === 'running' ? 'lamp on' : 'lamp'} aria-hidden="true" /> {camera[state.kind]}
          </li>
        ))}
      </ul>
    </section>
  );
}
