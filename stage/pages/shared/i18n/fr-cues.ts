import type { CueWords } from './en-cues.ts';

/** Words of the cue list and of what is kept of the faders, in French. */
export const frCues: CueWords = {
  title: 'Conduite',
  on: 'en cours',
  next: 'suivant',
  take: 'Prendre',
  takeCue: (name) => `Prendre l’effet « ${name} » maintenant`,
  standBy: (name) => `GO prendra « ${name} »`,
  back: 'Retour',
  hold: 'Suspendre',
  holdHint: 'Le temps s’arrête pour tout ce qui s’enchaîne de soi-même',
  stop: 'Arrêter',
  stopHint: 'Rien n’attend ni ne s’enchaîne avant le prochain GO',
  freeze: 'Figer',
  freezeHint: 'L’image ne bouge plus, et rien de nouveau n’est tracé',
  undo: 'Annuler',
  snapshots: 'Mémoires de tous les curseurs',
  store: 'Mémoriser',
  recall: (name) => `Rappeler la mémoire ${name}, en trois secondes`,
  from: 'De',
  to: 'à',
  morph: 'Passage',
  waits: (s) => (s > 0 ? `Dans ${s} s, ou à GO` : 'Au temps, ou à GO'),
};
