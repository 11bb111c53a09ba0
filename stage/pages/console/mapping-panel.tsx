import { computed, type ReadonlySignal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Hello } from '../../protocol/messages.ts';
import { words } from '../shared/i18n/language.ts';
import type { ShowNow } from '../shared/mirror.ts';
import { Beat } from './beat.tsx';
import { Choose } from './choose.tsx';
import type { Editor } from './editor/desk.ts';
import { EditSteps } from './editor/edit-steps.tsx';
import { newMapping, signalChoices, targetChoices, targetLabel } from './mapping-names.ts';
import { MappingRow } from './mapping-row.tsx';
import { MidiButton, MidiLine } from './midi-line.tsx';
import type { PlayDesk } from './play-desk.ts';

export interface MappingPanelProps {
  readonly play: PlayDesk;
  readonly hello: ReadonlySignal<Hello | null>;
  readonly now: ReadonlySignal<ShowNow>;
  readonly editor: Editor;
}

/** Chooses a signal and a parameter; or a parameter alone, and waits for what is moved. */
function Add({ play, hello }: Pick<MappingPanelProps, 'play' | 'hello'>): JSX.Element {
  const { play: w } = words.value;
  const from = useSignal('hand/0/height');
  const to = useSignal('');
  const there = useMemo(() => computed(() => Object.keys(play.meters.value.signals).sort().join(' ')), [play]);
  const targets = targetChoices(hello.value);
  const target = targets.some(({ id }) => id === to.value) ? to.value : (targets[0]?.id ?? '');
  const { mappings, learning } = play.mappings.value;
  return (
    <div class="add">
      <Choose
        label={w.signal}
        choices={signalChoices(there.value === '' ? [] : there.value.split(' '))}
        value={from.value}
        set={(id) => {
          from.value = id;
        }}
      />
      <Choose
        label={w.parameter}
        choices={targets}
        value={target}
        set={(id) => {
          to.value = id;
        }}
      />
      <button type="button" onClick={() => play.put(newMapping(from.value, target, mappings))}>
        {w.add}
      </button>
      <button
        type="button"
        class={learning ? 'armed' : ''}
        aria-pressed={learning !== null}
        onClick={() => play.learn(learning === null ? target : null)}
      >
        {learning === null ? w.learn : w.cancel}
      </button>
      <p class="learning" role="status">
        {learning === null ? '' : w.learning(targetLabel(learning.to, hello.value))}
      </p>
    </div>
  );
}

/** What moves what, and the beat. Shut it is one line under the painting; open it lies over it. */
export function MappingPanel({ play, hello, now, editor }: MappingPanelProps): JSX.Element {
  // show mode: what moves what cannot be changed
  const { locked } = editor;
  const { play: w } = words.value;
  const { mappings } = play.mappings.value;
  const moved = useMemo(() => computed(() => now.value.moved), [now]);
  const open = play.open.value;
  const midiShown = useSignal(false);
  return (
    <section class={open ? 'mapping open' : 'mapping'} aria-label={w.title}>
      {open && (
        <div class="sheet">
          <h2>{w.title}</h2>
          <EditSteps editor={editor} />
          <fieldset disabled={locked.value}>
            <Add play={play} hello={hello} />
          </fieldset>
          {mappings.length === 0 && <p class="soft">{w.none}</p>}
          <ul>
            {mappings.map((mapping, place) => (
              <MappingRow key={mapping.id} {...{ mapping, place, play, hello, moved, locked }} />
            ))}
          </ul>
        </div>
      )}
      <MidiLine play={play} shown={midiShown} />
      <div class="strip">
        <Beat play={play} now={now} />
        <span class="sources">
          {play.pad.value !== null && <span title={play.pad.value}>{w.pad}</span>}
          <MidiButton play={play} shown={midiShown} />
          <button
            type="button"
            aria-expanded={open}
            onClick={() => {
              play.open.value = !open;
            }}
          >
            {w.open(mappings.length)} <kbd>M</kbd>
          </button>
        </span>
      </div>
    </section>
  );
}
