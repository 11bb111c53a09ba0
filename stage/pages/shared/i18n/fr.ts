import { armFr } from './arm-fr.ts';
import { bodiesFr } from './bodies.ts';
import { consoleFr } from './console-fr.ts';
import type { Words } from './en.ts';
import { frCues } from './fr-cues.ts';
import { frEditor } from './fr-editor.ts';
import { frEdits } from './fr-edits.ts';
import { frPlay } from './fr-play.ts';
import { frPreview } from './fr-preview.ts';
import { frVotes } from './fr-votes.ts';
import { replayFr } from './replay-fr.ts';

/** Zero takes the singular in French. */
const plural = (n: number, one: string, many: string): string => `${n} ${n < 2 ? one : many}`;

/** Every word the pages say, in French: no-break spaces before double punctuation. */
export const fr: Words = {
  name: 'Français',
  arm: armFr,
  link: {
    lost: 'Reconnexion au spectacle…',
    refused: 'Le spectacle n’ouvre pas à cette page.',
    pair: 'Ouvrez une fois dans ce navigateur le lien de régie du terminal, puis cette page à nouveau.',
  },
  minutes: (s) => (s < 60 ? `${Math.ceil(s)} s` : `${Math.floor(s / 60)} min ${String(Math.round(s % 60)).padStart(2, '0')} s`),
  mm: (n) => `${Math.round(n)} mm`,
  dismiss: 'Fermer',
  camera: {
    starting: 'La caméra démarre.',
    running: 'La caméra guette les mains.',
    off: 'La caméra est éteinte.',
    refused: 'La caméra a été refusée.',
    absent: 'Il n’y a pas de caméra.',
    'no-webgl': 'Sans WebGL, les mains restent invisibles.',
    'no-model': 'Le modèle des mains manque.',
    'wrong-model': 'Le modèle des mains n’est pas celui attendu.',
    failed: 'Les mains restent invisibles.',
  },
  cameraRemedy: {
    off: 'La touche C l’allume ; la souris et le doigt marchent aussi.',
    refused: 'Autorisez-la dans la barre d’adresse, puis touche C ; la souris et le doigt marchent déjà.',
    absent: 'Branchez-en une, elle sera trouvée ; la souris et le doigt marchent déjà.',
    insecure: 'Les navigateurs ne la donnent qu’à localhost et à https : ouvrez la page ainsi.',
    webgl: 'Activez l’accélération matérielle du navigateur ; la souris et le doigt marchent déjà.',
    model: 'Lancez `npm run models`, puis deux fois la touche C ; la souris et le doigt marchent déjà.',
    busy: 'Un autre programme la tient peut-être : fermez-le, puis touche C.',
    retry: 'Un nouvel essai suit de lui-même ; la souris et le doigt marchent déjà.',
  },
  bodies: bodiesFr,
  ears: frPlay.ears,
  play: frPlay.play,
  stage: {
    title: 'Scène',
    sound: 'Touchez pour le son',
    join: 'Dessinez avec votre téléphone',
    painting: 'Le tableau en l’état',
    noWebgl: 'Ce navigateur ne dessine pas en WebGL : voici le tableau lui-même.',
    noWebglRemedy: 'Activez l’accélération matérielle, ou ouvrez la page dans un autre navigateur.',
    keys: 'Touches',
    fullscreen: 'Plein écran',
    easel: 'Tableau : petit, grand, caché',
    qr: 'Code pour téléphones',
    cameraKey: 'Caméra',
    mute: 'Son',
    stop: 'Arrêter le bras (Pause aussi)',
    help: 'Ces touches',
    fps: (fps) => `${fps} images par seconde`,
    hands: (n) => (n === 0 ? 'aucune main en vue' : `${plural(n, 'main', 'mains')} en vue`),
  },
  visit: {
    title: 'Dessinez',
    sentence: ['Dessinez.', 'La salle vous voit.'],
    again: 'Dessinez encore, quand vous voulez.',
    yours: (paint) => `${paint}, votre couleur`,
    waiting: (ahead) => (ahead === 0 ? 'Votre ligne est la prochaine.' : `${plural(ahead, 'ligne', 'lignes')} avant la vôtre.`),
    within: (s) => (s <= 60 ? 'Dans une minute.' : `Dans ${Math.ceil(s / 60)} minutes environ.`),
    painting: 'Le pinceau peint votre ligne.',
    painted: 'Votre ligne est sur la toile.',
    resting: 'Le bras se repose. Votre ligne l’attend.',
    offline: 'La salle est hors de portée. Continuez : votre ligne est gardée.',
    joining: 'On rejoint la salle…',
    sheet: 'Feuille à dessin. Les flèches déplacent le pinceau ; la barre d’espace le pose et le lève.',
    canvas: 'Voir la toile',
    stop: 'Arrêt',
  },
  twin: {
    title: 'Le tableau',
    strokes: (n) => plural(n, 'trait', 'traits'),
    nothing: 'Une toile vide, pour l’instant',
    by: {
      hand: 'de mains devant la caméra',
      phone: 'venus de téléphones',
      generator: 'rêvés par la scène',
      pointer: 'd’un doigt sur le mur',
      other: 'd’autres',
    },
    waiting: (n) => `${n} en attente`,
    image: 'Le tableau en l’état, sur un chevalet',
    png: 'Image (PNG)',
    svg: 'Traits (SVG)',
    machine:
      'La machine, et sur elle le tableau en l’état. Faites glisser, ou usez des flèches, pour la tourner ; + et − rapprochent et éloignent ; 0 ramène la vue.',
    showMachine: 'Voir la machine',
    showPainting: 'Voir le tableau seul',
    turn: 'Glisser ou flèches pour tourner · + − plus près · 0 retour · V tableau',
    onCanvas: (width, height) => `Peinture sur toile, ${width} × ${height} mm`,
  },
  lobby: {
    now: 'En ce moment',
    people: (n) => (n === 0 ? 'Personne encore' : `${plural(n, 'personne', 'personnes')} ici`),
    stage: { name: 'Scène', says: 'ce que voit la salle, pour le mur' },
    visit: { name: 'Visite', says: 'dessiner du doigt, sur un téléphone' },
    twin: { name: 'Tableau', says: 'la toile en l’état' },
    console: { name: 'Régie', says: 'repères, lumière, son et bras' },
    replay: { name: 'Reprise', says: 'ce qui a été joué, à revoir' },
    operator: 'La régie s’ouvre par le lien à usage unique imprimé dans le terminal qui a lancé le spectacle.',
    join: 'Dessinez avec votre téléphone',
    local: 'Les téléphones ne peuvent pas venir : ce spectacle n’écoute que sur cet ordinateur.',
    quiet: 'Aucun spectacle ne répond. Lancez-le par npm start ; cette page le trouvera d’elle-même.',
  },
  console: consoleFr,
  replay: replayFr,
  cues: frCues,
  editor: frEditor,
  edits: frEdits,
  preview: frPreview,
  ...frVotes,
};
