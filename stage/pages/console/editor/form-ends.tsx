import type { JSX } from 'preact';
import { words } from '../../shared/i18n/language.ts';
import { changesOf } from './changes.ts';
import type { Editing, Editor } from './desk.ts';
import { Lock } from './show-mode.tsx';
import { TwiceButton } from './twice.tsx';

interface Props {
  readonly editor: Editor;
  readonly editing: Editing;
}

/** Which cue it is, what one does with the whole of it, and what another console did to it. */
export function FormHead({ editor, editing, on }: Props & { readonly on: number | null }): JSX.Element {
  const { editor: w } = words.value;
  const { instead } = editing;
  const locked = editor.locked.value;
  const isOn = instead !== null && instead === on;
  const meanwhile = editor.meanwhile.value;
  const changed = changesOf(editing.begun, editing.draft)
    .map((field) => w.fields[field].toLowerCase())
    .join(', ');
  return (
    <div class="form-head">
      <div class="row">
        <h2>{instead === null ? w.newTitle : w.title(String(instead))}</h2>
        {instead !== null && (
          <>
            <button type="button" disabled={locked} title={locked ? w.lockedWhy : undefined} onClick={editor.duplicate}>
              {w.duplicate}
            </button>
            <TwiceButton
              label={w.remove}
              sure={w.removeSure}
              act={editor.remove}
              disabled={locked || isOn}
              title={locked ? w.lockedWhy : isOn ? w.removeOn : undefined}
            />
          </>
        )}
      </div>
      <p class="soft changed" title={changed}>
        {instead === null ? w.fresh : changed === '' ? w.unchanged : w.changed(changed)}
      </p>
      {isOn && <p class="soft">{w.on}</p>}
      {meanwhile !== 'same' && (
        <p class="meanwhile" role="status">
          <strong>{meanwhile === 'gone' ? w.gone : w.meanwhile}</strong>
          {meanwhile === 'gone' ? (
            <button type="button" onClick={editor.addAnew}>
              {w.addAnew}
            </button>
          ) : (
            <span class="row">
              <button type="button" onClick={editor.load}>
                {w.load}
              </button>
              <button type="button" disabled={locked || editing.sending} onClick={editor.keepMine}>
                {w.keepMine}
              </button>
            </span>
          )}
        </p>
      )}
    </div>
  );
}

/** What is changed, what the show said to it, Discard and Keep. */
export function FormFoot({ editor, editing, typing }: Props & { readonly typing: boolean }): JSX.Element {
  const { editor: w } = words.value;
  const { why, first, sending } = editing;
  const locked = editor.locked.value;
  const idle = editing.instead !== null && changesOf(editing.begun, editing.draft).length === 0;
  return (
    <div class="form-foot">
      <p class={typing ? 'typing-line on' : 'typing-line'}>{typing ? w.typing : w.notTyping}</p>
      {why?.code === 'edit/stale' && (
        <p class="refused" role="alert">
          {w.stale}
        </p>
      )}
      {why !== null && why.code !== 'edit/stale' && (
        <p class="refused" role="alert" lang={why.code === 'door/unheard' ? undefined : 'en'}>
          <span class="why">{why.text}</span> <span class="remedy">{why.remedy}</span>
        </p>
      )}
      {first && (
        <p class="refused" role="alert">
          {w.first}
        </p>
      )}
      {locked && (
        <p class="refused">
          <Lock shut /> {w.lockedWhy}
        </p>
      )}
      <div class="row">
        <button type="button" class="discard" aria-keyshortcuts="F9" onClick={editor.discard}>
          {idle ? w.close : w.discard} <kbd>F9</kbd>
        </button>
        <button
          type="button"
          class="keep"
          disabled={locked || sending}
          title={locked ? w.lockedWhy : undefined}
          aria-keyshortcuts="Enter"
          onClick={editor.keep}
        >
          {sending ? w.keeping : w.keep} <kbd>↵</kbd>
        </button>
      </div>
    </div>
  );
}
