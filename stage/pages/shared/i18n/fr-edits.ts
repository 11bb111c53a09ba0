import type { EditName, MappingField } from '../../../../engine/editing/name.ts';
import type { EditsWords } from './en-edits.ts';

const fields: Readonly<Record<MappingField, string>> = {
  in: 'étendue du signal',
  out: 'étendue du paramètre',
  curve: 'courbe',
  bend: 'courbure',
  steps: 'marches',
  invert: 'inversion',
  attackS: 'montée',
  releaseS: 'descente',
  threshold: 'seuil',
  depth: 'profondeur',
  mute: 'muet',
  solo: 'solo',
};

function did(edit: EditName, label: { readonly from: string; readonly to: string }): string {
  switch (edit.what) {
    case 'cue/add':
      return `effet ${edit.number} « ${edit.name} » ajouté`;
    case 'cue/change':
      return `effet ${edit.number} « ${edit.name} » changé`;
    case 'cue/remove':
      return `effet ${edit.number} « ${edit.name} » supprimé`;
    case 'mapping/add':
      return `liaison ${label.from} → ${label.to} ajoutée`;
    case 'mapping/learn':
      return `liaison ${label.from} → ${label.to} apprise`;
    case 'mapping/remove':
      return `liaison ${label.from} → ${label.to} supprimée`;
    case 'mapping/change':
      return `liaison ${label.from} → ${label.to} : ${edit.field === null ? 'changée' : fields[edit.field]}`;
    case 'snapshot/store':
      return `mémoire « ${edit.name} » ajoutée`;
    case 'snapshot/replace':
      return `mémoire « ${edit.name} » remplacée`;
    case 'snapshot/forget':
      return `mémoire « ${edit.name} » oubliée`;
    case 'file':
      return 'ce qui fut écrit dans le fichier';
  }
}

/** Words of taking edits back, in French. */
export const frEdits: EditsWords = {
  did,
  undo: 'Annuler l’édition',
  redo: 'Rétablir l’édition',
  next: (what) => `Sera annulé : ${what}`,
  taken: (what) => `Annulé : ${what}`,
  hint: 'Effets, liaisons et mémoires ; la dernière édition d’abord',
};
