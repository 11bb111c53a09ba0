import type { JSX } from 'preact';
import { shortName } from '../shared/authors.ts';
import { words } from '../shared/i18n/language.ts';
import { pigment, pigmentName } from '../shared/pigment.ts';
import type { Desk } from './desk.ts';

/** More rows than anybody reads; the count says the rest. */
const ROWS = 200;

/** What waits for the brush, in order; any of it can be taken back until the arm has it. */
export function QueuePanel({ desk }: { readonly desk: Desk }): JSX.Element {
  const { console: w, mm } = words.value;
  const palette = desk.hello.value?.palette ?? [];
  const queue = desk.queue.value;
  const chosen = desk.chosen.value;
  const choose = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    desk.chosen.value = next;
  };
  return (
    <section class="panel queue">
      <h2>
        {w.queue} <span class="figures">{queue.length > 0 ? queue.length : ''}</span>
        {chosen.size > 0 && (
          <button type="button" class="small" onClick={() => desk.withdraw([...chosen])}>
            {w.withdraw} {chosen.size}
          </button>
        )}
      </h2>
      {queue.length === 0 && <p class="soft">{w.emptyQueue}</p>}
      <ul class="figures">
        {queue.slice(0, ROWS).map((stroke) => (
          <li key={stroke.id} class={chosen.has(stroke.id) ? 'chosen' : ''}>
            <button
              type="button"
              class="row"
              aria-pressed={chosen.has(stroke.id)}
              disabled={stroke.life === 'sent'}
              onClick={() => choose(stroke.id)}
            >
              <i style={{ background: pigment(palette, stroke.paint) }} title={pigmentName(palette, stroke.paint)} />
              <span class="author" title={stroke.author}>
                {shortName(stroke.author)}
              </span>
              <span class="cause">{stroke.life === 'sent' ? w.sent : stroke.cause}</span>
              <span class="length">{mm(stroke.lengthMm)}</span>
            </button>
            <button
              type="button"
              class="withdraw"
              disabled={stroke.life === 'sent'}
              aria-label={w.withdrawStroke(stroke.id)}
              title={w.withdraw}
              onClick={() => desk.withdraw([stroke.id])}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
