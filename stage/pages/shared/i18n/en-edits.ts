import type { EditName, MappingField } from '../../../../engine/editing/name.ts';

const fields: Readonly<Record<MappingField, string>> = {
  in: 'range of the signal',
  out: 'range of the parameter',
  curve: 'curve',
  bend: 'bend',
  steps: 'steps',
  invert: 'invert',
  attackS: 'how it rises',
  releaseS: 'how it falls',
  threshold: 'threshold',
  depth: 'depth',
  mute: 'mute',
  solo: 'solo',
};

/** @param label - of a signal and a parameter, for a person */
function did(edit: EditName, label: { readonly from: string; readonly to: string }): string {
  switch (edit.what) {
    case 'cue/add':
      return `cue ${edit.number} “${edit.name}” added`;
    case 'cue/change':
      return `cue ${edit.number} “${edit.name}” changed`;
    case 'cue/remove':
      return `cue ${edit.number} “${edit.name}” deleted`;
    case 'mapping/add':
      return `mapping ${label.from} → ${label.to} added`;
    case 'mapping/learn':
      return `mapping ${label.from} → ${label.to} learnt`;
    case 'mapping/remove':
      return `mapping ${label.from} → ${label.to} deleted`;
    case 'mapping/change':
      return `mapping ${label.from} → ${label.to}: ${edit.field === null ? 'changed' : fields[edit.field]}`;
    case 'snapshot/store':
      return `snapshot “${edit.name}” stored`;
    case 'snapshot/replace':
      return `snapshot “${edit.name}” replaced`;
    case 'snapshot/forget':
      return `snapshot “${edit.name}” forgotten`;
    case 'file':
      return 'what was written in the file';
  }
}

/** Words of taking edits back, in English. */
export const enEdits = {
  did,
  undo: 'Undo edit',
  redo: 'Redo edit',
  next: (what: string): string => `Undo takes back: ${what}`,
  taken: (what: string): string => `Taken back: ${what}`,
  hint: 'Cues, mappings and snapshots; the last edit goes first',
};
export type EditsWords = typeof enEdits;
