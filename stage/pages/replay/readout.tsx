import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { HZ } from '../../../engine/show.ts';
import { showTime } from '../../../engine/time-code.ts';
import { words } from '../shared/i18n/language.ts';
import type { ReplayDesk } from './desk.ts';

function Clock({ desk }: { readonly desk: ReplayDesk }): JSX.Element {
  const { steps } = desk.opened.marks;
  const text = useMemo(() => computed(() => showTime(Math.floor((desk.player.at.value / HZ) * 10) / 10)), [desk]);
  const tenth = useMemo(() => computed(() => (text.value.includes('.') ? text.value : `${text.value}.0`)), [text]);
  return (
    <p class="clock figures">
      <time>{tenth}</time> <span>{words.value.replay.of(showTime(Math.floor(steps / HZ)))}</span>
    </p>
  );
}

function Level({ name, share }: { readonly name: string; readonly share: number }): JSX.Element {
  return (
    <div class="level">
      <dt>{name}</dt>
      <dd>
        <i style={{ '--share': share }} />
        <span class="figures">{Math.round(share * 100)}</span>
      </dd>
    </div>
  );
}

/** Time, cue, and who is there. */
export function Readout({ desk }: { readonly desk: ReplayDesk }): JSX.Element {
  const { replay: w } = words.value;
  const { cues } = desk.opened.marks;
  const cue = cues.findLast(({ step }) => step <= desk.player.at.value);
  const now = desk.player.now.value;
  return (
    <section class="readout">
      <Clock desk={desk} />
      <dl>
        <div class="cue">
          <dt>{w.cue}</dt>
          <dd class="name">
            <b>{cue?.number}</b> {cue?.name}
          </dd>
        </div>
        <div>
          <dt>{w.here}</dt>
          <dd>{w.people(now?.people.length ?? 0)}</dd>
        </div>
        <Level name={w.stirring} share={now?.crowd.energy ?? 0} />
        <Level name={w.light} share={now?.light ?? 0} />
        <Level name={w.soundLevel} share={now?.sound ?? 0} />
      </dl>
    </section>
  );
}
