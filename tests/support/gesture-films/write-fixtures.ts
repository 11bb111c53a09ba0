import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { recordHands } from '../hand-record.ts';
import { root } from '../serve.ts';
import { conductFilm, crossingFilm, type GestureFilm, idleFilm, motionFilm, poseFilm, spreadFilm, swipeFilm } from './films.ts';
import { writeFixture } from './fixture.ts';
import { sloppyFilm, talkFilm, turnedFilm } from './other-hands.ts';

/** Pieces of films, s from the film's start: short, since they are kept in the repository. */
const pieces: readonly { readonly name: string; readonly film: GestureFilm; readonly from: number; readonly to: number }[] = [
  { name: 'poses', film: poseFilm(0), from: 0, to: 10.8 },
  { name: 'poses-left', film: poseFilm(4), from: 0, to: 10.8 },
  { name: 'swipes', film: swipeFilm(0), from: 0.8, to: 14.6 },
  { name: 'wave', film: motionFilm(0), from: 0, to: 3.2 },
  { name: 'push', film: motionFilm(0), from: 5.4, to: 8.4 },
  { name: 'raise', film: motionFilm(0), from: 12, to: 15 },
  { name: 'conduct-60', film: conductFilm(0, 60), from: 0, to: 8 },
  { name: 'conduct-96', film: conductFilm(0, 96), from: 0, to: 6.5 },
  { name: 'conduct-132', film: conductFilm(0, 132), from: 0, to: 5.5 },
  { name: 'spread', film: spreadFilm(0), from: 0, to: 6 },
  { name: 'idle', film: idleFilm(0), from: 0, to: 12 },
  { name: 'crossing', film: crossingFilm(0), from: 0, to: 4.4 },
  { name: 'short-fingers', film: sloppyFilm(0), from: 0, to: 1.6 },
  { name: 'careless', film: sloppyFilm(1), from: 2.2, to: 10.2 },
  { name: 'tilted', film: turnedFilm(2), from: 2.4, to: 10.4 },
  { name: 'talking', film: talkFilm(1), from: 8.3, to: 12 },
  { name: 'turning', film: talkFilm(1), from: 0, to: 2.6 },
];

mkdirSync(join(root, 'tests', 'fixtures', 'gestures'), { recursive: true });
for (const { name, film, from, to } of pieces) {
  const [recording] = await recordHands([film.order]);
  const frames = (recording?.frames ?? [])
    .filter(({ t }) => t >= from * 1000 && t <= to * 1000)
    .map((frame) => ({ ...frame, t: Math.round(frame.t - from * 1000) }));
  const acts = film.acts
    .filter((act) => act.from >= from && act.reached <= to)
    .map((act) => ({ ...act, from: round(act.from - from), reached: round(act.reached - from), until: round(act.until - from) }));
  writeFixture(name, { about: film.about, acts, frames });
  process.stdout.write(`${name}: ${frames.length} frames of ${film.name}, ${film.about}\n`);
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
