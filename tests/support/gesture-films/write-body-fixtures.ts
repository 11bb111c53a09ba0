import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BodiesSeen, HandsSeen } from '../../../stage/pages/stage/hands/worker-messages.ts';
import { type BodyFilmOrder, DRAWN_A_SECOND } from '../body-film.ts';
import { crossingFilm, visitFilm } from '../body-films.ts';
import { recordBodies } from '../body-record.ts';
import { root } from '../serve.ts';

/** A piece of a film, s from its start to its end. */
const piece = (film: BodyFilmOrder, from: number, to: number): BodyFilmOrder => ({
  ...film,
  stances: film.stances.slice(Math.round(from * DRAWN_A_SECOND), Math.round(to * DRAWN_A_SECOND)),
});

const whole = (values: readonly number[], parts: number): number[] => values.map((value) => Math.round(value * parts));
/** Depth is not asked for. */
const bodyRow = ({ t, bodies }: BodiesSeen) => [
  t,
  ...bodies.map(({ landmarks, visibility }) => [
    ...whole(visibility, 100),
    ...whole(
      landmarks.map((value, i) => (i % 3 === 2 ? 0 : value)),
      1000,
    ),
  ]),
];
const handRow = ({ t, hands }: HandsSeen) => [
  t,
  ...hands.map(({ side, score, landmarks }) => [side === 'right' ? 1 : 0, ...whole([score], 100), ...whole(landmarks, 1000)]),
];
const rows = (all: readonly unknown[]): string => `[\n${all.map((row) => JSON.stringify(row)).join(',\n')}\n]`;

/** As `recordedBodies` and `recordedVisitor` read it. */
function write(name: string, about: string, bodies: readonly BodiesSeen[], hands: readonly HandsSeen[] | null): void {
  const head = `"about":${JSON.stringify(about)},"aspect":${bodies[0]?.aspect},"acts":[],"frames":${rows(bodies.map(bodyRow))}`;
  const tail = hands === null ? '' : `,"hands":${rows(hands.map(handRow))}`;
  writeFileSync(join(root, 'tests', 'fixtures', 'gestures', `${name}.json`), `{${head}${tail}}\n`);
  process.stdout.write(`${name}: ${bodies.length} images, ${about}\n`);
}

const crossing = await recordBodies(piece(crossingFilm, 1.2, 5.5), 1);
write(
  'bodies-crossing',
  'two rendered people walk past one another before the real tracker: for a second it sees one of them, now the one, now the other',
  crossing.bodies,
  null,
);
const visitor = await recordBodies(piece(visitFilm, 10, 21.2), 2);
write(
  'visitor',
  'a rendered person comes nearer and raises both hands before the real trackers of bodies and of hands; of a hand: 1 right or 0 left, its score, its landmarks',
  visitor.bodies,
  visitor.hands,
);
