import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Cue } from '../../../../engine/cues/cue.ts';
import { scenes } from '../../../../scenes/index.ts';
import { words } from '../../shared/i18n/language.ts';
import type { ShowNow } from '../../shared/mirror.ts';
import { isTyping } from '../typing.ts';
import type { Editing, Editor } from './desk.ts';
import { FadesPart } from './fades-part.tsx';
import { faultsToSay } from './faults.ts';
import { ChoiceField, NotesField, type Part, TextField } from './field.tsx';
import { FollowPart, WhenPart } from './follow-part.tsx';
import { FormFoot, FormHead } from './form-ends.tsx';
import { ParamsPart } from './params-part.tsx';
import { TransitionPart } from './transition-part.tsx';

export interface FormProps {
  readonly editor: Editor;
  readonly editing: Editing;
  readonly list: readonly Cue[];
  readonly now: ReadonlySignal<ShowNow>;
  /** number of the cue that is on, and the scene */
  readonly on: number | null;
  readonly scene: string;
}

/** Enter keeps wherever it has nothing else to do: not on a button, which it presses, nor in notes, where it is a new line. */
const keeps = ({ key, ctrlKey, metaKey, target, isComposing }: KeyboardEvent): boolean => {
  if (key !== 'Enter' || isComposing) return false;
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement || ctrlKey || metaKey;
};

function Common({ draft, change, fault }: Part): JSX.Element {
  const { editor: w } = words.value;
  const { fields } = w;
  const set = (field: 'number' | 'name' | 'scene' | 'notes' | 'group') => (value: string) => change((was) => ({ ...was, [field]: value }));
  return (
    <div class="common">
      <TextField figure class="large number" label={fields.number} value={draft.number} set={set('number')} fault={fault('number')} />
      <TextField
        class="large name"
        label={fields.name}
        placeholder={w.namePlaceholder}
        value={draft.name}
        set={set('name')}
        fault={fault('name')}
      />
      <ChoiceField
        class="scene"
        label={fields.scene}
        value={draft.scene}
        options={scenes.map(({ id, title }) => ({ id, label: title }))}
        set={set('scene')}
        fault={fault('scene')}
      />
      <TransitionPart {...{ draft, change, fault }} />
      <NotesField class="all" label={fields.notes} hint={w.notesHint} value={draft.notes} set={set('notes')} fault={fault('notes')} />
    </div>
  );
}

/**
 * A cue as a form, beside the list. It takes the focus, but no field of it does: whoever opens it in a hurry and presses Space
 * still says GO.
 */
export function CueForm({ editor, editing, list, now, on, scene }: FormProps): JSX.Element {
  const { editor: w } = words.value;
  const form = useRef<HTMLFormElement>(null);
  const typing = useSignal(false);
  const faults = faultsToSay(editor.faults.value, editing.tries);
  const part: Part = { draft: editing.draft, change: editor.change, fault: (field) => faults[field] };
  // before the page is drawn with it: whoever had the focus may have lost it by then
  useLayoutEffect(() => {
    const opener = document.activeElement;
    form.current?.focus();
    // back to where it came from, so that whoever has no mouse goes on from there
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected && !isTyping(opener)) opener.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    if (editing.tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [editing.tries]);
  const other = Object.values(faults).find(({ kind }) => kind === 'other');
  return (
    <form
      ref={form}
      class="cue-form"
      tabIndex={-1}
      noValidate
      aria-label={editing.instead === null ? w.newTitle : w.title(String(editing.instead))}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!keeps(event)) return;
        event.preventDefault();
        if (!event.repeat) editor.keep();
      }}
      onFocusIn={({ target }) => {
        typing.value = isTyping(target);
      }}
      onFocusOut={() => {
        typing.value = false;
      }}
    >
      <FormHead {...{ editor, editing, on }} />
      <div class="fields">
        <Common {...part} />
        <ParamsPart {...part} now={now} on={scene} />
        <h3>{w.more}</h3>
        <TextField
          label={w.fields.group}
          hint={w.groupHint}
          value={editing.draft.group}
          set={(group) => editor.change((was) => ({ ...was, group }))}
          fault={faults.group}
        />
        <FadesPart {...part} />
        <WhenPart {...part} />
        <FollowPart {...part} list={list} instead={editing.instead} />
        {other && <p class="fault">{w.fault(other)}</p>}
      </div>
      <FormFoot {...{ editor, editing }} typing={typing.value} />
    </form>
  );
}
