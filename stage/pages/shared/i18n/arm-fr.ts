import type { armEn } from './arm-en.ts';

/** What the pages say of the arm, in French. */
export const armFr: typeof armEn = {
  state: {
    offline: 'Le bras n’est pas relié',
    connecting: 'On cherche le bras',
    unreferenced: 'Le bras ne sait pas où il est',
    ready: 'Le bras est prêt',
    painting: 'Le bras peint',
    drying: 'Le bras attend que la peinture sèche',
    jogging: 'Le bras est déplacé à la main',
    held: 'Le bras est suspendu',
    faulted: 'Le bras a un défaut',
  },
  starting: 'Le bras démarre',
  stopped: 'Le bras est arrêté',
  offline: 'On le cherche sans relâche.',
  unreferenced: 'Il ne bougera pas avant qu’on le lui dise.',
  stroke: (id) => `Trait ${id}`,
  drying: (s) => `Tout ce qui reste couvre de la peinture fraîche. Il reprend de lui-même dans ${s} s.`,
  slowed: 'Ralenti : quelqu’un est tout près.',
  why: {
    operator: 'La régie le tient suspendu, pinceau levé.',
    presence: 'Quelqu’un est trop près : pinceau levé. Il reprend de lui-même après son départ.',
    landing: 'La peinture n’arrive pas sur la toile.',
    show: 'Le spectacle ne s’est pas fait entendre. Il reprend de lui-même.',
    closing: 'Il se range, et le spectacle finit.',
  },
  remedy: {
    resume: 'Reprenez quand la toile est libre.',
    landing: 'Voyez pinceau et peinture, puis reprenez.',
  },
  stoppedFrom: {
    console: (who) => `Arrêté depuis la régie ${who}.`,
    stage: () => 'Arrêté depuis la page de scène.',
    twin: () => 'Arrêté depuis la page du tableau.',
    lobby: () => 'Arrêté depuis l’accueil.',
    phone: (who) => `Arrêté depuis un téléphone (${who}).`,
    program: (who) => `Arrêté par un autre programme${who === '' ? '' : ` (${who})`}.`,
    button: () => 'Arrêté par le bouton près du bras.',
    signal: () => 'Arrêté de l’extérieur.',
  },
  stop: 'Arrêter le bras',
  stopKey: 'S ou Pause',
  unheard: {
    text: 'L’arrêt n’a pas été entendu : le spectacle est hors de portée.',
    remedy: 'Prenez le bouton du bras, ou coupez son courant.',
  },
};
