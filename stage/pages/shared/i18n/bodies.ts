import type { CameraState } from '../../../protocol/messages.ts';
import type { RemedyKey } from '../../stage/hands/source.ts';

/** Words about the tracker of whole bodies, which comes beside that of hands. */
export interface BodyWords {
  readonly state: Readonly<Record<CameraState['kind'], string>>;
  readonly remedy: (key: RemedyKey) => string;
  readonly seen: (n: number) => string;
}

export const bodiesEn: BodyWords = {
  state: {
    starting: 'The eye for whole bodies is opening.',
    running: 'The camera is watching for whole bodies too.',
    off: 'Bodies are not looked for.',
    refused: 'Bodies cannot be seen: the camera was refused.',
    absent: 'Bodies cannot be seen: there is no camera.',
    'no-webgl': 'Bodies cannot be seen without WebGL.',
    'no-model': 'The model that sees bodies is missing.',
    'wrong-model': 'The model that sees bodies is not the expected one.',
    failed: 'Bodies cannot be seen.',
  },
  remedy: (key) =>
    key === 'model'
      ? 'Run `npm run models -- --bodies` and start the show again; hands are seen meanwhile.'
      : key === 'webgl'
        ? 'Switch on hardware acceleration in the browser.'
        : 'It is tried again by itself; hands are seen meanwhile.',
  seen: (n) => (n === 0 ? 'nobody seen' : n === 1 ? '1 body seen' : `${n} bodies seen`),
};

export const bodiesFr: BodyWords = {
  state: {
    starting: 'L’œil pour les corps entiers s’ouvre.',
    running: 'La caméra guette aussi les corps entiers.',
    off: 'Les corps ne sont pas cherchés.',
    refused: 'Les corps restent invisibles : la caméra a été refusée.',
    absent: 'Les corps restent invisibles : il n’y a pas de caméra.',
    'no-webgl': 'Sans WebGL, les corps restent invisibles.',
    'no-model': 'Le modèle des corps manque.',
    'wrong-model': 'Le modèle des corps n’est pas celui attendu.',
    failed: 'Les corps restent invisibles.',
  },
  remedy: (key) =>
    key === 'model'
      ? 'Lancez `npm run models -- --bodies`, puis relancez le spectacle ; les mains sont vues en attendant.'
      : key === 'webgl'
        ? 'Activez l’accélération matérielle du navigateur.'
        : 'Un nouvel essai suit de lui-même ; les mains sont vues en attendant.',
  seen: (n) => (n === 0 ? 'personne en vue' : n === 1 ? '1 corps en vue' : `${n} corps en vue`),
};
