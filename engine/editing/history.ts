import type { Cue } from '../cues/cue.ts';
import type { Mapping } from '../mapping/schema.ts';
import { type Refusal, refused } from '../result.ts';
import { type EditName, goesOn, type Renamed } from './name.ts';
import type { Parts } from './parts.ts';
import { inverse, type Patch, patched, patchOf } from './patch.ts';

/** One edit, and what turns it round: backwards while it is done, forwards while it is taken back. */
export interface Edit {
  /** counts up from 1: nobody takes back another edit than the one they have seen */
  readonly id: number;
  readonly name: EditName;
  /** of its last word */
  readonly step: number;
  /** a cue was given another number, on this way */
  readonly renamed: Renamed | null;
  readonly cues: Patch<Cue> | null;
  readonly mappings: Patch<Mapping> | null;
  readonly kept: Patch<Parts['kept'][number]> | null;
}

/** Every edit of the programme in one line: the last one is taken back first. Plain data, and what differs only. */
export interface History {
  readonly done: readonly Edit[];
  /** what was taken back, the latest last; another edit forgets it */
  readonly undone: readonly Edit[];
  readonly made: number;
}

/** Edits that can be gone back to. */
export const MOST_EDITS = 64;
export const noEdits: History = { done: [], undone: [], made: 0 };

const turned = (renamed: Renamed | null): Renamed | null => renamed && { was: renamed.is, is: renamed.was };

/** An edit was made. @param renamed - forwards; @returns the history with it; as it was where nothing differs */
export function noted(history: History, before: Parts, after: Parts, by: Pick<Edit, 'name' | 'step' | 'renamed'>): History {
  const [cues, mappings] = [patchOf(after.cues, before.cues), patchOf(after.mappings, before.mappings)];
  const kept = patchOf(after.kept, before.kept);
  if (cues === null && mappings === null && kept === null) return history;
  const last = history.done.at(-1);
  if (last && goesOn(last.name, by.name, by.step - last.step))
    return { ...history, done: [...history.done.slice(0, -1), { ...last, step: by.step }], undone: [] };
  const made = history.made + 1;
  const edit: Edit = { id: made, name: by.name, step: by.step, renamed: turned(by.renamed), cues, mappings, kept };
  return { done: [...history.done, edit].slice(-MOST_EDITS), undone: [], made };
}

/** Why the latest edit cannot be taken back, or done again. @param id - of the one that is meant; absent is whichever comes */
export function whyNotTurn({ done, undone }: History, way: 'undo' | 'redo', id: number | undefined): Refusal | null {
  const next = (way === 'undo' ? done : undone).at(-1);
  if (next === undefined)
    return way === 'undo'
      ? refused('edit/nothing', 'there is no edit to take back', 'edit something first').why
      : refused('edit/nothing', 'there is no edit to do again', 'take one back first').why;
  if (id === undefined || id === next.id) return null;
  return refused(
    'edit/stale',
    'somebody else edited meanwhile',
    'look at what would be turned back now, and press once more if you mean it',
  ).why;
}

const turnPart = <T>(list: readonly T[], patch: Patch<T> | null): readonly T[] => (patch === null ? list : patched(list, patch));
const inversePart = <T>(list: readonly T[], patch: Patch<T> | null): Patch<T> | null => patch && inverse(list, patch);

/** An edit turned round. @returns the parts after it, and the edit that turns it round again */
export const turn = (parts: Parts, edit: Edit): { readonly parts: Parts; readonly edit: Edit } => ({
  parts: {
    cues: turnPart(parts.cues, edit.cues),
    mappings: turnPart(parts.mappings, edit.mappings),
    kept: turnPart(parts.kept, edit.kept),
  },
  edit: {
    ...edit,
    renamed: turned(edit.renamed),
    cues: inversePart(parts.cues, edit.cues),
    mappings: inversePart(parts.mappings, edit.mappings),
    kept: inversePart(parts.kept, edit.kept),
  },
});
