import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { usualTransition } from '../../../../engine/cues/cue.ts';
import { words } from '../../shared/i18n/language.ts';
import { ChoiceField, type Part, TextField } from './field.tsx';

const OURS = ['wet-edge', 'ink-bloom', 'eyelid', 'dissolve', 'cut'] as const;

/** How the wall goes over to this cue, and how long it takes. The names of the library come when the form opens. */
export function TransitionPart({ draft, change, fault }: Part): JSX.Element {
  const { editor: w } = words.value;
  const library = useSignal<readonly string[]>([]);
  useEffect(() => {
    let there = true;
    void import('../../wall/transitions/library.ts').then(({ libraryNames }) => {
      if (there) library.value = libraryNames;
    });
    return () => {
      there = false;
    };
  }, [library]);
  const timed = draft.transition !== '' && draft.transition !== 'cut';
  return (
    <>
      <ChoiceField
        class="transition"
        label={w.fields.transition}
        value={draft.transition}
        options={[{ id: '', label: w.usual }]}
        groups={[
          { label: w.ours, options: OURS.map((id) => ({ id, label: w.transitions[id] })) },
          { label: w.library, options: library.value.map((id) => ({ id, label: id })) },
        ]}
        set={(transition) =>
          change((was) => ({ ...was, transition, transitionS: was.transitionS === '' ? String(usualTransition.seconds) : was.transitionS }))
        }
        fault={fault('transition')}
      />
      <TextField
        figure
        class="takes"
        label={w.fields.transitionS}
        hint="s"
        disabled={!timed}
        value={timed ? draft.transitionS : ''}
        placeholder={draft.transition === 'cut' ? '0' : String(usualTransition.seconds)}
        set={(transitionS) => change((was) => ({ ...was, transitionS }))}
        fault={timed ? fault('transitionS') : undefined}
      />
    </>
  );
}
