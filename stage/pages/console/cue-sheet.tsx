import { computed, type ReadonlySignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { CueNow } from '../../protocol/messages.ts';
import { words } from '../shared/i18n/language.ts';
import type { ShowNow } from '../shared/mirror.ts';
import type { CueDesk } from './cue-desk.ts';
import { CueList, NewCue } from './cue-list.tsx';
import { EditSteps } from './editor/edit-steps.tsx';
import { CueForm } from './editor/form.tsx';
import { ShowModeSwitch } from './editor/show-mode.tsx';
import { inSight, toSight } from './in-sight.ts';
import { Snapshots } from './snapshots.tsx';
import { useCue } from './use-cue.ts';

export interface CueSheetProps {
  readonly desk: CueDesk;
  readonly now: ReadonlySignal<ShowNow>;
}

/** What one does to the cues as they run. */
function Transport({ desk, now, cue }: CueSheetProps & { readonly cue: CueNow | null }): JSX.Element {
  const { cues: w } = words.value;
  const frozen = useMemo(() => computed(() => now.value.frozen), [now]).value;
  const undoable = useMemo(() => computed(() => now.value.undoable), [now]).value;
  return (
    <div class="transport">
      <button
        type="button"
        disabled={cue === null || desk.list.value[0]?.number === cue.number}
        onClick={() => desk.wish({ kind: 'cue/back' })}
      >
        {w.back}
      </button>
      <button
        type="button"
        class={cue?.held ? 'armed' : ''}
        aria-pressed={cue?.held ?? false}
        title={w.holdHint}
        onClick={() => desk.wish({ kind: 'cue/hold', on: !cue?.held })}
      >
        {w.hold}
      </button>
      <button type="button" class={cue?.stopped ? 'armed' : ''} title={w.stopHint} onClick={() => desk.wish({ kind: 'cue/stop' })}>
        {w.stop}
      </button>
      <button
        type="button"
        class={frozen ? 'armed' : ''}
        aria-pressed={frozen}
        title={w.freezeHint}
        onClick={() => desk.wish({ kind: 'freeze', on: !frozen })}
      >
        {w.freeze}
      </button>
      <button type="button" disabled={!undoable} onClick={() => desk.wish({ kind: 'undo' })}>
        {w.undo} <kbd>Z</kbd>
      </button>
    </div>
  );
}

/**
 * The cue that is on, and the next, are in sight when the list opens, and stay so while GO goes on; a list that somebody has
 * scrolled elsewhere is left where it is, since what moves under a finger is taken by mistake.
 *
 * @returns what is to be called when the list was scrolled
 */
function useFollowing(listing: RefObject<HTMLElement | null>, whenever: string): () => void {
  const left = useRef(false);
  const rows = (): readonly HTMLElement[] =>
    ['.cues .next', '.cues .on'].flatMap((row) => listing.current?.querySelector<HTMLElement>(row) ?? []);
  useLayoutEffect(() => {
    const box = listing.current;
    if (box === null || left.current) return;
    for (const row of rows()) toSight(box, row);
  }, [whenever]);
  return () => {
    const box = listing.current;
    if (box !== null) left.current = !rows().some((row) => inSight(box, row));
  };
}

/** It takes the focus when it opens, so that Tab goes on inside it. */
function Sheet({ desk, now }: CueSheetProps): JSX.Element {
  const { cues: w } = words.value;
  const cue = useCue(now);
  const scene = useMemo(() => computed(() => now.value.scene), [now]).value;
  const editing = desk.editor.editing.value;
  const sheet = useRef<HTMLElement>(null);
  const listing = useRef<HTMLDivElement>(null);
  useEffect(() => sheet.current?.focus(), []);
  const look = useFollowing(listing, `${cue?.number} ${cue?.nextNumber}`);
  return (
    <section ref={sheet} tabIndex={-1} class={editing === null ? 'panel cue-sheet' : 'panel cue-sheet editing'} aria-label={w.title}>
      <header>
        <h2 class="unseen">{w.title}</h2>
        <NewCue desk={desk} cue={cue} />
        <ShowModeSwitch desk={desk} />
      </header>
      <EditSteps editor={desk.editor} />
      <Transport desk={desk} now={now} cue={cue} />
      <div ref={listing} class="listing" onScroll={look}>
        <CueList desk={desk} cue={cue} />
        <Snapshots desk={desk} now={now} />
      </div>
      {editing !== null && (
        <CueForm
          key={editing.id}
          editor={desk.editor}
          editing={editing}
          list={desk.list.value}
          now={now}
          on={cue?.number ?? null}
          scene={scene}
        />
      )}
    </section>
  );
}

/** The list of cues, the form of the one that is edited, and what is kept of the faders; over the painting while it is open. */
export const CueSheet = (props: CueSheetProps): JSX.Element | null => (props.desk.open.value ? <Sheet {...props} /> : null);
