import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { words } from '../shared/i18n/language.ts';
import type { Desk } from './desk.ts';
import { Fader } from './fader.tsx';
import { useCue } from './use-cue.ts';

const percent = (value: number): string => `${Math.round(value * 100)} %`;

/** Where the show stands, what comes next, and GO. Nothing in it moves GO from its place. */
export function CuePanel({ desk }: { readonly desk: Desk }): JSX.Element {
  const { console: w } = words.value;
  const cue = useCue(desk.now);
  const panic = useMemo(() => computed(() => desk.now.value.masters.panic), [desk]).value;
  const refused = desk.goRefused.value;
  return (
    <section class="panel cue">
      <h2 class="unseen">{w.cue}</h2>
      <dl>
        <div class="present">
          <dt>{w.now}</dt>
          <dd class="now" aria-live="polite" title={cue?.name}>
            <span class="figures number">{cue?.number ?? '–'}</span> <bdi>{cue?.name ?? ''}</bdi>
          </dd>
        </div>
        <div class="coming">
          <dt class={cue?.waiting ? 'waits' : ''}>{cue?.waiting ? words.value.cues.waits(cue.waiting.s) : w.next}</dt>
          <dd class={cue?.next ? '' : 'soft'} title={cue?.next ?? undefined}>
            {cue?.nextNumber != null && <span class="figures number">{cue.nextNumber}</span>} <bdi>{cue?.next ?? w.end}</bdi>
          </dd>
        </div>
      </dl>
      <button
        type="button"
        class={refused ? 'go refused' : cue?.next === null && !panic ? 'go idle' : 'go'}
        onClick={() => {
          desk.goPress();
          desk.goRelease();
        }}
      >
        {w.go} <kbd>␣</kbd>
      </button>
      <p class="unseen" role="status">
        {refused ? w.tooSoon : ''}
      </p>
    </section>
  );
}

/** Light and sound of the whole room, and how to end them. */
export function Masters({ desk }: { readonly desk: Desk }): JSX.Element {
  const { console: w } = words.value;
  const { masters, moved } = desk.now.value;
  /** a mapping only scales what the artist's fader gives */
  const scaled = (which: 'light' | 'sound'): number | undefined => {
    const scale = moved[`master/${which}`];
    return scale === undefined ? undefined : masters[which] * scale;
  };
  return (
    <section class="panel masters">
      <div class="tall-faders">
        <Fader
          tall
          label={w.light}
          value={masters.light}
          moved={scaled('light')}
          min={0}
          max={1}
          step={0.01}
          show={percent}
          set={(level) => desk.master('light', level)}
        />
        <Fader
          tall
          label={w.sound}
          value={masters.sound}
          moved={scaled('sound')}
          min={0}
          max={1}
          step={0.01}
          show={percent}
          set={(level) => desk.master('sound', level)}
        />
      </div>
      <div class="ends">
        <button type="button" class={masters.blackout ? 'armed' : ''} aria-pressed={masters.blackout} onClick={desk.blackout}>
          {w.blackout} <kbd>B</kbd>
        </button>
        <button type="button" class={masters.panic ? 'danger on' : 'danger'} aria-pressed={masters.panic} onClick={desk.panic}>
          {masters.panic ? w.panicking : w.panic} <kbd>Esc</kbd>
        </button>
      </div>
    </section>
  );
}
