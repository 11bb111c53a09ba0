import type { Fault } from '../../console/editor/faults.ts';
import type { EditorWords } from './en-editor.ts';

const fault = (one: Fault): string => {
  switch (one.kind) {
    case 'empty':
      return 'Écrivez quelque chose ici.';
    case 'figure':
      return 'Écrivez un nombre, tel que 4 ou 4,5.';
    case 'whole':
      return 'Écrivez un nombre entier.';
    case 'range':
      return `Écrivez un nombre de ${one.min} à ${one.max}.`;
    case 'long':
      return `${one.most} lettres au plus.`;
    case 'taken':
      return 'Un autre effet porte ce numéro. Choisissez-en un libre.';
    case 'absent':
      return 'Il n’est pas dans la liste. Choisissez-en un autre.';
    case 'short':
      return 'Lettres, chiffres, - et _ seulement, une lettre d’abord.';
    case 'param':
      return 'Cette scène n’a pas ce paramètre. Choisissez-en un autre.';
    case 'other':
      return `Le spectacle n’en voudrait pas : ${one.text}`;
  }
};

/** Words of the editor of cues, in French. */
export const frEditor: EditorWords = {
  gestures: {
    enter: 'quelqu’un entre',
    leave: 'quelqu’un sort',
    raise: 'une main levée',
    wave: 'un salut de la main',
    open: 'une main ouverte',
    fist: 'un poing',
    pinch: 'un pincement',
    release: 'un pincement relâché',
    point: 'un doigt pointé',
    victory: 'un V de deux doigts',
    push: 'une poussée vers le mur',
    swipe: 'un balayage',
    spread: 'deux mains qui s’écartent',
    conduct: 'une battue de la main',
    still: 'l’immobilité',
    lean: 'un corps qui penche',
    approach: 'un corps qui approche',
  },
  fields: {
    number: 'Numéro',
    name: 'Nom',
    scene: 'Scène',
    group: 'Groupe',
    notes: 'Notes',
    params: 'Paramètres de la scène',
    transition: 'Transition',
    transitionS: 'Durée',
    fades: 'Fondus',
    preWaitS: 'Attendre d’abord',
    quantise: 'Entre sur',
    followS: 'Effet suivant après',
    untils: 'Effet suivant dès que',
    loopTo: 'Revient à',
    loopTimes: 'Fois',
  },
  kinds: {
    time: 'un temps est passé',
    gesture: 'des gestes sont faits',
    vote: 'les téléphones ont voté',
    energy: 'la salle est vive ou calme',
    painting: 'le tableau est fini',
  },
  fault,
  title: (number) => `Effet ${number}`,
  newTitle: 'Nouvel effet',
  edit: 'Modifier',
  editCue: (name) => `Modifier l’effet « ${name} »`,
  create: (after) => `Nouvel effet après ${after}`,
  duplicate: 'Dupliquer',
  remove: 'Supprimer',
  removeSure: 'Vraiment supprimer ?',
  removeOn: 'Cet effet est en cours : prenez-en d’abord un autre.',
  keep: 'Garder',
  keepMine: 'Garder le mien',
  keeping: 'Un instant…',
  discard: 'Abandonner',
  close: 'Fermer',
  unchanged: 'Rien n’est changé.',
  fresh: 'Il n’est pas encore dans la liste.',
  changed: (what) => `Changé : ${what}`,
  typing: 'Vous écrivez : Espace et lettres s’écrivent. GO est son bouton ; Échap reste panique, Pause arrête le bras.',
  notTyping: 'Dans les champs, les touches écrivent : GO y est son bouton. Échap est panique partout.',
  on: 'Cet effet est en cours. Ce qu’il attend compte aussitôt ; le reste quand il sera repris.',
  first: 'Gardez ou abandonnez d’abord celui-ci.',
  meanwhile: 'Une autre régie a changé cet effet.',
  load: 'Charger le leur',
  stale: 'Quelqu’un d’autre a changé cet effet : chargez le leur, ou gardez le vôtre à sa place.',
  gone: 'Une autre régie a supprimé cet effet.',
  addAnew: 'L’ajouter à nouveau',
  unheard: 'Le spectacle n’a pas répondu : rien n’est gardé.',
  unheardRemedy: 'Attendez que la page soit reconnectée, puis appuyez encore sur Garder.',
  seconds: 'secondes',
  percent: '%',
  numberHint: 'décimales permises',
  namePlaceholder: 'Comment il s’appelle',
  notesHint: 'Ctrl + Entrée garde',
  groupHint: 'un titre dans la liste',
  usual: 'habituelle',
  ours: 'De la maison',
  library: 'gl-transitions',
  transitions: { 'wet-edge': 'bord mouillé', 'ink-bloom': 'fleur d’encre', eyelid: 'paupière', dissolve: 'fondu', cut: 'coupe' },
  asNow: 'Comme à présent',
  asNowHint: 'Prend chaque paramètre du spectacle tel qu’il est',
  asNowOther: 'Une autre scène est en cours.',
  allOwn: 'Tout à la scène',
  ownParam: (label) => `${label} : laisser à la scène`,
  setHint: 'Bougez un curseur pour le fixer ; ↺ le laisse à la scène.',
  setCount: (n) => (n === 0 ? 'tout à la scène' : `${n} fixé${n > 1 ? 's' : ''}`),
  more: 'Plus',
  when: 'Quand il vient',
  after: 'Ce qui suit de soi-même',
  nothing: 'rien',
  atOnce: 'aussitôt',
  light: 'Lumière',
  sound: 'Son',
  target: 'Quoi',
  fadeTo: 'Vers',
  curve: 'Courbe',
  curves: { soft: 'douce', even: 'égale' },
  addFade: 'Ajouter un fondu',
  removeFade: (n) => `Supprimer le fondu ${n}`,
  quantise: { now: 'aussitôt', beat: 'le prochain temps', bar: 'la prochaine mesure' },
  condition: (n) => `Condition ${n}`,
  addUntil: 'Ajouter une condition',
  removeUntil: (n) => `Supprimer la condition ${n}`,
  firstDecides: 'La première remplie décide.',
  gesture: 'Geste',
  count: 'Combien',
  votes: 'Voix requises',
  choice: 'Choix, un nom court',
  label: 'Ce que lisent les téléphones',
  above: 'Énergie au moins, %',
  below: 'Énergie au plus, %',
  lasting: 'Pendant, secondes',
  left: 'Traits restants, au plus',
  leadsTo: 'Puis l’effet',
  thenNext: 'le suivant de la liste',
  thisCue: 'celui-ci',
  noLoop: 'nulle part : le suivant vient',
  forever: '0 : sans fin',
  showMode: 'Mode spectacle',
  showModeOn: 'Mode spectacle : verrouillé',
  showModeOff: 'Répétition : édition ouverte',
  showModeHint: 'Verrouille effets, liaisons et mémoires tant qu’on regarde. GO et curseurs marchent comme toujours.',
  lockedWhy: 'Le mode spectacle est actif : effets, liaisons et mémoires sont verrouillés. Quittez-le pour modifier.',
  saved: 'enregistré',
  saving: 'enregistrement…',
  unsaved: 'non enregistré',
  snapshotName: 'Nom de la mémoire',
  replace: 'Remplacer',
  forget: (name) => `Oublier la mémoire ${name}`,
  forgetSure: 'Oublier ?',
};
