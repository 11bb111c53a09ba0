import type { PreviewWords } from './en-preview.ts';

/** Words of the console's two pictures, in French. */
export const frPreview: PreviewWords = {
  title: 'Aperçu',
  wall: 'Mur',
  go: 'GO',
  wallNow: (cue) => `Le mur en ce moment : ${cue}`,
  goWould: (cue) => `Ce que GO amènera : ${cue}`,
  loading: 'Les images se chargent.',
  coming: 'L’image arrive.',
  'no-webgl': 'Ce navigateur n’a pas WebGL 2 : pas d’images ici. Tout le reste marche.',
  failed: 'Les images n’ont pas pu être chargées. Deux fois P pour réessayer ; tout le reste marche.',
  end: 'Fin de la liste : GO n’amène rien.',
  noShow: 'Le spectacle n’a encore rien dit.',
  blackout: 'éteint : noir',
  panic: 'éteint : panique',
  frozen: 'figé',
  light: (percent) => (percent === 0 ? 'éteint : lumière à 0 %' : `lumière à ${percent} %`),
  going: (kind, percent) => `${kind}, ${percent} %`,
  transition: (kind, s) => (kind === 'cut' || s === 0 ? 'cut' : `${kind}, ${s} s`),
  sameScene: (s) => (s === 0 ? 'même scène, d’un coup' : `même scène, ${s} s`),
  lightTo: (percent) => `lumière à ${percent} %`,
};
