import type { JSX } from 'preact';
import type { Paint } from '../../../engine/palette.ts';
import { shortName } from '../shared/authors.ts';
import { words } from '../shared/i18n/language.ts';
import { pigment, pigmentName } from '../shared/pigment.ts';
import type { ArmDesk } from './arm-desk.ts';
import type { Desk } from './desk.ts';
import type { QueueLine } from './queue-order.ts';

/** More rows than anybody reads; the count says the rest. */
const ROWS = 200;

/** One stroke: whose, why, when it will be painted, and how to have it sooner or not at all. */
function Row({
  stroke,
  desk,
  palette,
}: {
  readonly stroke: QueueLine;
  readonly desk: ArmDesk;
  readonly palette: readonly Paint[];
}): JSX.Element {
  const { console: w, mm, minutes } = words.value;
  const sent = stroke.life === 'sent';
  const chosen = desk.chosen.value.has(stroke.id);
  const choose = (): void => {
    const next = new Set(desk.chosen.peek());
    if (!next.delete(stroke.id)) next.add(stroke.id);
    desk.chosen.value = next;
  };
  const off = sent ? w.breakOff(stroke.id) : w.withdrawStroke(stroke.id);
  return (
    <li class={chosen ? 'chosen' : ''}>
      <button
        type="button"
        class="row"
        aria-pressed={chosen}
        title={`${stroke.author} · ${stroke.cause} · ${mm(stroke.lengthMm)}`}
        onClick={choose}
      >
        <i style={{ background: pigment(palette, stroke.paint) }} title={pigmentName(palette, stroke.paint)} />
        <span class="author">{shortName(stroke.author)}</span>
        <span class="cause">{stroke.cause}</span>
        <span class="eta">{stroke.etaS === null ? '' : minutes(stroke.etaS)}</span>
      </button>
      {sent ? (
        <span class="now">{w.sent}</span>
      ) : (
        <button
          type="button"
          class="urge"
          aria-label={w.urgeStroke(stroke.id)}
          title={w.urgeStroke(stroke.id)}
          onClick={() => desk.urge([stroke.id])}
        >
          {w.urge}
        </button>
      )}
      <button type="button" class="withdraw" aria-label={off} title={off} onClick={() => desk.withdraw([stroke.id])}>
        ×
      </button>
    </li>
  );
}

/** What waits for the brush, in the order in which it will be painted; any of it can be taken back, and what is being painted broken off. */
export function QueuePanel({ desk }: { readonly desk: Desk }): JSX.Element {
  const { console: w } = words.value;
  const palette = desk.hello.value?.palette ?? [];
  const queue = desk.arm.queue.value;
  const chosen = desk.arm.chosen.value;
  return (
    <section class="panel queue">
      <h2>
        {w.queue} <span class="figures">{queue.length > 0 ? queue.length : ''}</span>
        {chosen.size > 0 && (
          <button type="button" class="small" onClick={() => desk.arm.withdraw([...chosen])}>
            {w.withdraw} {chosen.size}
          </button>
        )}
      </h2>
      {queue.length === 0 && <p class="soft">{w.emptyQueue}</p>}
      <ul class={`figures ${desk.arm.mayAct.value ? '' : 'theirs'}`}>
        {queue.slice(0, ROWS).map((stroke) => (
          <Row key={stroke.id} stroke={stroke} desk={desk.arm} palette={palette} />
        ))}
      </ul>
    </section>
  );
}
