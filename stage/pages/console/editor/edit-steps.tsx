import type { JSX } from 'preact';
import { deedOf } from '../../../../engine/mapping/deed.ts';
import { findScene } from '../../../../scenes/index.ts';
import type { Turnable } from '../../../protocol/artist.ts';
import { language, words } from '../../shared/i18n/language.ts';
import { signalLabel } from '../mapping-names.ts';
import type { Editor } from './desk.ts';

/** @returns a parameter's name for a person, whether its scene is on or not */
function goalLabel(to: string): string {
  const { play: w } = words.value;
  const deed = deedOf(to);
  if (deed !== null) return w.deeds[deed];
  if (to === 'master/light') return w.light;
  if (to === 'master/sound') return w.sound;
  const [scene = '', param = ''] = to.split('/');
  const params = findScene(scene)?.params ?? {};
  return (Object.hasOwn(params, param) ? params[param]?.label[language.value] : undefined) ?? to;
}

/** @returns what an edit did, in words */
function told({ name }: Turnable): string {
  const label = 'from' in name ? { from: signalLabel(name.from), to: goalLabel(name.to) } : { from: '', to: '' };
  return words.value.edits.did(name, label);
}

/** One line of steps for all that is edited: what was done last is taken back first, and said in words before and after. */
export function EditSteps({
  editor,
}: {
  readonly editor: Pick<Editor, 'undo' | 'redo' | 'undoable' | 'redoable' | 'locked'>;
}): JSX.Element {
  const { edits: w, editor: e } = words.value;
  const [undo, redo] = [editor.undoable.value, editor.redoable.value];
  const locked = editor.locked.value;
  const why = locked ? e.lockedWhy : w.hint;
  return (
    <div class="edit-steps">
      <button type="button" disabled={locked || undo === null} title={why} aria-keyshortcuts="Control+Z" onClick={editor.undo}>
        {w.undo}
      </button>
      <button type="button" disabled={locked || redo === null} title={why} aria-keyshortcuts="Control+Shift+Z" onClick={editor.redo}>
        {w.redo}
      </button>
      <p class="soft" role="status">
        {locked && (
          <span class="shut" title={e.lockedWhy}>
            {e.lockedWhy}
          </span>
        )}
        {!locked && undo !== null && <span>{w.next(told(undo))}</span>}
        {!locked && redo !== null && <span class="taken">{w.taken(told(redo))}</span>}
      </p>
    </div>
  );
}
