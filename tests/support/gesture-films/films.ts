import { createRandom } from '../../../engine/random.ts';
import type { FilmOrder } from '../hand-film.ts';
import type { HandTrack, Key, Look } from '../rendered-hand/script.ts';
import { type Act, type Part, part } from './choreography.ts';
import { conducts, idles, pushes, raises, swipes, takes, waves } from './moves.ts';

/** A film of gestures with the truth about them. */
export interface GestureFilm {
  readonly name: string;
  /** in words, for a table: skin, light, size, turn */
  readonly about: string;
  readonly order: FilmOrder;
  readonly acts: readonly Act[];
}

/** What a laptop's tracker keeps up with (FIELD.md §8: 12–16 detections a second without a GPU). */
const SLOW_FPS = 15;

type Start = Omit<Key, 'at' | 'pose'>;
/** Somebody before the camera: how they look, and where and how they hold their hand. */
export interface Sitter extends Look {
  readonly side: HandTrack['side'];
  /** length of the fingers, 1 the mesh's own */
  readonly fingers?: number;
  readonly start: Start;
}

/** Eight hands that differ in all that a gallery does not choose. */
const sitters: readonly Sitter[] = [
  { side: 'right', skin: 'olive', light: 'day', background: 'room', start: { x: 0.5, y: 0.5 } },
  { side: 'right', skin: 'pale', light: 'side', background: 'plain', start: { x: 0.45, y: 0.5, nearer: 0.1 } },
  { side: 'right', skin: 'brown', light: 'dim', background: 'room', start: { x: 0.55, y: 0.45, nearer: -0.25 } },
  { side: 'right', skin: 'dark', light: 'day', background: 'plain', start: { x: 0.5, y: 0.5, roll: 15 } },
  { side: 'left', skin: 'dark', light: 'side', background: 'room', start: { x: 0.5, y: 0.5, nearer: -0.1, yaw: 18 } },
  { side: 'left', skin: 'pale', light: 'day', background: 'dark', start: { x: 0.5, y: 0.5, nearer: -0.4, roll: -15 } },
  { side: 'left', skin: 'brown', light: 'day', background: 'room', start: { x: 0.45, y: 0.5, pitch: 10 } },
  { side: 'left', skin: 'olive', light: 'dim', background: 'dark', start: { x: 0.55, y: 0.5, yaw: -15 } },
];
const sitter = (i: number): Sitter => {
  const found = sitters[i % sitters.length];
  if (found === undefined) throw new RangeError('there are no sitters');
  return found;
};
const aboutOf = ({ side, skin, light, start: { nearer = 0, roll = 0, yaw = 0, pitch = 0 } }: Sitter): string =>
  `${side}, ${skin}, ${light}, ${Math.round(100 * (0.62 - nearer))} cm${roll || yaw || pitch ? `, turned ${roll}/${yaw}/${pitch}°` : ''}`;

export function film(name: string, who: Sitter, parts: readonly Part[], fps = SLOW_FPS): GestureFilm {
  const { side: _, start: __, fingers, ...look } = who;
  return {
    name,
    about: aboutOf(who),
    order: {
      seconds: Math.ceil(Math.max(...parts.map(({ seconds }) => seconds))),
      fps,
      width: 640,
      height: 480,
      script: { hands: parts.map(({ track }) => (fingers === undefined ? track : { fingers, ...track })), look },
    },
    acts: parts.flatMap(({ acts }) => acts),
  };
}

/** Every pose from rest and back, then from one to another. */
export const poseFilm = (i: number): GestureFilm => {
  const who = sitter(i);
  const apart = (['open', 'fist', 'point', 'victory', 'pinch'] as const).flatMap((pose) => [takes(pose), takes('relaxed')]);
  const mixed = (['open', 'fist', 'open', 'point', 'fist', 'victory', 'open', 'pinch', 'open', 'victory', 'relaxed'] as const).map((pose) =>
    takes(pose),
  );
  return film(`poses-${i + 1}`, who, [part(who.side, 0, { pose: 'relaxed', ...who.start }, [{ inS: 0.6 }, ...apart, ...mixed])]);
};

const ways = ['left', 'right', 'up', 'down'] as const;

/** Hands that must stay wholly in the picture at both ends of a swipe. */
const swipeReach = ({ start: { nearer = 0 } }: Sitter): number => 0.55 - 0.9 * Math.max(0, nearer);

export const swipeFilm = (i: number, fps = SLOW_FPS): GestureFilm => {
  const who = sitter(i);
  const middle = { x: 0.5, y: 0.52 };
  const moves = [0.4, 0.28].flatMap((inS) => ways.flatMap((way) => swipes(way, inS, middle, swipeReach(who))));
  return film(
    `swipes-${i + 1}${fps === SLOW_FPS ? '' : `-${fps}`}`,
    who,
    [part(who.side, 0, { pose: 'open', ...who.start, ...middle }, moves)],
    fps,
  );
};

export const motionFilm = (i: number): GestureFilm => {
  const who = sitter(i);
  const { x, nearer = 0 } = who.start;
  const size = 0.62 / (0.62 - nearer);
  return film(`motions-${i + 1}`, who, [
    part(who.side, 0, { pose: 'open', ...who.start }, [
      { inS: 0.8 },
      ...waves(3, x, 0.1 * size),
      ...waves(4, x, 0.07 * size, 0.2),
      ...pushes(nearer, 0.16),
      ...pushes(nearer, 0.22, 0.5),
      ...raises(x),
      ...raises(x - 0.1, 0.27, 1.1),
    ]),
  ]);
};

export const conductFilm = (i: number, bpm: number): GestureFilm => {
  const who = sitter(i);
  const { x, nearer = 0 } = who.start;
  const high = { 60: 0.42, 96: 0.34, 132: 0.24 }[bpm] ?? 0.3;
  const moves = conducts(bpm, 8, 0.5, (high * 0.62) / (0.62 - nearer));
  return film(`conduct-${bpm}-${i + 1}`, who, [part(who.side, 0, { pose: 'relaxed', ...who.start, x, y: 0.5 }, moves)]);
};

export const idleFilm = (i: number, seconds = 30): GestureFilm => {
  const who = sitter(i);
  const luck = createRandom(100 + i);
  return film(`idle-${i + 1}`, who, [part(who.side, 0, { pose: 'relaxed', ...who.start }, idles(seconds, who.start, luck.next))]);
};

/** Two hands of one person go apart and together twice; then each takes poses of its own. */
export const spreadFilm = (i: number): GestureFilm => {
  const who = sitter(i);
  const far = { y: 0.55, nearer: -0.3 };
  const hand = (side: HandTrack['side'], place: number, sign: number): Part => {
    const to = (apart: number, inS: number) => ({
      inS,
      to: { x: 0.5 + sign * apart },
      stayS: 0.5,
      ...(place === 0 ? { does: { kind: 'spread' as const } } : {}),
    });
    const poses = (place === 0 ? (['fist', 'open', 'victory'] as const) : (['open', 'point', 'open'] as const)).map((pose) =>
      takes(pose, 0.25, 0.9),
    );
    return part(side, place, { pose: 'open', x: 0.5 + sign * 0.11, ...far }, [
      { inS: 1 },
      to(0.36, 0.9),
      to(0.11, 1),
      to(0.3, 0.6),
      to(0.2, 0.8),
      // a hand that is open already does not open
      ...poses.map(({ inS, to, stayS = 0, does }, i) =>
        i === 0 && does?.kind === 'open' ? { inS, stayS } : { inS, stayS, ...(to && { to }), ...(does && { does }) },
      ),
    ]);
  };
  // in the unmirrored picture a right hand is on the left
  return film(`spread-${i + 1}`, who, [hand('right', 0, -1), hand('left', 1, 1)]);
};

/** Two hands pass one another: one in front, a little higher. */
export const crossingFilm = (i: number): GestureFilm => {
  const who = sitter(i);
  const hand = (side: HandTrack['side'], place: number, from: number, to: number, y: number, nearer: number): Part =>
    part(side, place, { pose: 'relaxed', x: from, y, nearer }, [
      { inS: 0.8 },
      { inS: 1.4, to: { x: to }, stayS: 0.6 },
      { inS: 0.8, to: { x: from }, stayS: 0.6 },
    ]);
  return film(`crossing-${i + 1}`, who, [hand('right', 0, 0.25, 0.72, 0.5, -0.25), hand('left', 1, 0.75, 0.28, 0.58, -0.35)]);
};

/** All films of the bench, in order of what they are for. */
export const benchFilms: readonly GestureFilm[] = [
  ...[0, 1, 2, 4, 5, 7].map((i) => poseFilm(i)),
  ...[0, 4].map((i) => swipeFilm(i)),
  swipeFilm(0, 30),
  ...[0, 2, 4].map((i) => motionFilm(i)),
  ...[60, 96, 132].map((bpm) => conductFilm(0, bpm)),
  conductFilm(4, 96),
  ...[0, 2, 4, 6].map((i) => idleFilm(i)),
  spreadFilm(0),
  ...[0, 2].map((i) => crossingFilm(i)),
];

/** Four that came later: no threshold was set by them at first, and `open` was, afterwards. */
export const freshFilms: readonly GestureFilm[] = [poseFilm(3), swipeFilm(2), motionFilm(7), idleFilm(1)];
