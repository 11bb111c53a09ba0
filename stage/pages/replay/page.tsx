import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Refusal } from '../../../engine/result.ts';
import { HZ } from '../../../engine/show.ts';
import { showTime } from '../../../engine/time-code.ts';
import type { RunSummary } from '../../protocol/recording.ts';
import { language, speak, words } from '../shared/i18n/language.ts';
import { KeyList } from '../shared/key-list.tsx';
import { NoticeLine } from '../shared/notice.tsx';
import type { ReplayDesk } from './desk.ts';
import { Readout } from './readout.tsx';
import { Timeline } from './timeline.tsx';
import { FilmPanel, Transport } from './transport.tsx';

/** What the page shows now. */
export type ReplayState =
  | { readonly kind: 'coming'; readonly what: 'reading' | 'replaying'; readonly share: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly why: Refusal }
  | { readonly kind: 'open'; readonly desk: ReplayDesk };

export interface ReplayPage {
  readonly state: ReadonlySignal<ReplayState>;
  readonly runs: ReadonlySignal<readonly RunSummary[]>;
  readonly run: ReadonlySignal<number>;
  readonly width: ReadonlySignal<number>;
  /** where the picture is put, and where the timeline's width is watched */
  readonly wallRef: (element: HTMLElement | null) => void;
  readonly lineRef: (element: HTMLElement | null) => void;
  readonly choose: (run: number) => void;
  readonly webgl: boolean;
}

function Head({ state, runs, run, choose }: ReplayPage): JSX.Element {
  const { replay: w } = words.value;
  const name = ({ run: n, began, steps }: RunSummary): string => {
    const when = new Date(began).toLocaleString(language.value, { dateStyle: 'medium', timeStyle: 'short' });
    return w.run(n, when, showTime(Math.floor(steps / HZ)));
  };
  const open = state.value.kind === 'open' ? state.value.desk.opened : null;
  const same = open !== null && open.digest === open.head.digest;
  return (
    <header>
      <h1>{open?.head.title ?? w.title}</h1>
      {runs.value.length > 0 && (
        <select aria-label={w.choose} value={String(run.value)} onChange={({ currentTarget }) => choose(Number(currentTarget.value))}>
          {runs.value.toReversed().map((one) => (
            <option key={one.run} value={String(one.run)}>
              {name(one)}
            </option>
          ))}
        </select>
      )}
      {open !== null && (
        <p class={same ? 'same' : 'differs'} title={open.digest}>
          {same ? '✓ ' : '≠ '}
          {same ? w.identical : w.differs} · <span class="figures">{w.strokes(open.head.strokes)}</span>
        </p>
      )}
      <NoticeLine />
      <button type="button" onClick={() => speak(language.value === 'en' ? 'fr' : 'en')}>
        {language.value === 'en' ? 'Français' : 'English'}
      </button>
      {state.value.kind === 'open' && (
        <button type="button" aria-expanded={state.value.desk.help.value} onClick={state.value.desk.act.help}>
          {w.keys} <kbd>?</kbd>
        </button>
      )}
    </header>
  );
}

function Waiting({ state }: { readonly state: Exclude<ReplayState, { kind: 'open' }> }): JSX.Element {
  const { replay: w } = words.value;
  if (state.kind === 'coming')
    return (
      <div class="waiting" role="status">
        <p>{w[state.what]}</p>
        <progress value={state.share} max={1} />
      </div>
    );
  return (
    <div class="waiting" role="alert">
      <p>{state.kind === 'empty' ? w.none : w.failed}</p>
      {state.kind === 'failed' && (
        <p class="soft" lang="en">
          <span class="why">{state.why.text}.</span> <span class="remedy">{state.why.remedy}.</span>
        </p>
      )}
    </div>
  );
}

/** A performance looked at again: the wall, its time, and all that happened along it. */
export function Replay(page: ReplayPage): JSX.Element {
  const { replay: w } = words.value;
  const { state, wallRef, lineRef, width, webgl } = page;
  const now = state.value;
  const desk = now.kind === 'open' ? now.desk : null;
  return (
    <div class="replay">
      <Head {...page} />
      <figure class="wall" aria-label={w.wall} ref={wallRef}>
        {!webgl && <p class="over">{w.noWebgl}</p>}
        {now.kind !== 'open' && <Waiting state={now} />}
        {desk?.player.warming.value === true && <p class="over">{w.warming}</p>}
        {desk?.help.value === true && <KeyList label={words.value.replay.keys} keys={words.value.replay.keyList} />}
      </figure>
      <div class="side">
        {desk !== null && (
          <>
            <Readout desk={desk} />
            <Transport desk={desk} />
            <FilmPanel desk={desk} chosen={desk.chosen} />
          </>
        )}
      </div>
      <div class="line" ref={lineRef}>
        {desk !== null && (
          <Timeline
            marks={desk.opened.marks}
            palette={desk.opened.head.programme.palette}
            at={desk.player.at}
            view={desk.view}
            chosen={desk.chosen}
            width={width}
            seek={desk.seek}
          />
        )}
      </div>
    </div>
  );
}
