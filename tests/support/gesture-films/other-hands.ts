import { createRandom } from '../../../engine/random.ts';
import type { PoseName } from '../rendered-hand/poses.ts';
import type { HandTrack, Key } from '../rendered-hand/script.ts';
import { type Move, type Part, part } from './choreography.ts';
import { film, type GestureFilm, type Sitter } from './films.ts';
import { chats, claps, passesBy, pushes, raises, scratchesChin, swipes, takes, waves } from './moves.ts';

/** Hands and rooms outside of what the detectors were first set by: children's, far and near, turned by 40°, in bad light. */
const others: readonly Sitter[] = [
  { side: 'right', fingers: 0.85, skin: 'pale', light: 'low', background: 'clutter', start: { x: 0.5, y: 0.5, nearer: -0.6 } },
  { side: 'left', skin: 'olive', light: 'day', background: 'wood', start: { x: 0.5, y: 0.6, nearer: 0.2, pitch: 15 } },
  { side: 'right', skin: 'dark', light: 'side', background: 'clutter', start: { x: 0.5, y: 0.5, roll: 38 } },
  { side: 'left', fingers: 1.1, skin: 'brown', light: 'dim', background: 'wood', start: { x: 0.5, y: 0.5, roll: -35, pitch: -18 } },
  { side: 'left', fingers: 0.82, skin: 'brown', light: 'side', background: 'wood', start: { x: 0.48, y: 0.5, nearer: -0.5, roll: 10 } },
  { side: 'right', skin: 'pale', light: 'low', background: 'clutter', start: { x: 0.5, y: 0.6, nearer: 0.18, pitch: -15 } },
  { side: 'left', fingers: 1.1, skin: 'dark', light: 'dim', background: 'clutter', start: { x: 0.5, y: 0.5, roll: 40 } },
  { side: 'right', skin: 'olive', light: 'side', background: 'wood', start: { x: 0.52, y: 0.5, nearer: -0.2, roll: -36, yaw: 15 } },
];
const other = (i: number): Sitter => {
  const found = others[i % others.length];
  if (found === undefined) throw new RangeError('there are no others');
  return found;
};

/** Poses as people take them who were not asked to be careful, quickly and slowly. */
export const sloppyFilm = (i: number): GestureFilm => {
  const who = other(i);
  const carelessly = [
    'lazyOpen',
    'halfPinch',
    'thumbFist',
    'thumbPoint',
    'closedPinch',
    'loosePoint',
    'thumbVictory',
    'looseFist',
  ] as const;
  const apart = carelessly.flatMap((pose, n) => [takes(pose, n % 2 === 0 ? 0.15 : 0.4), takes(n % 3 === 0 ? 'fidget' : 'relaxed', 0.3)]);
  const mixed = (['lazyOpen', 'thumbFist', 'lazyOpen', 'thumbPoint', 'lazyOpen', 'halfPinch', 'thumbVictory', 'relaxed'] as const).map(
    (pose) => takes(pose, 0.25, 0.65),
  );
  return film(`sloppy-${i + 1}`, who, [part(who.side, 0, { pose: 'relaxed', ...who.start }, [{ inS: 0.6 }, ...apart, ...mixed])]);
};

/** The poses themselves, of hands turned far. */
export const turnedFilm = (i: number): GestureFilm => {
  const who = other(i);
  const moves = (['open', 'fist', 'point', 'victory', 'pinch'] as const).flatMap((pose) => [takes(pose, 0.3), takes('relaxed', 0.3)]);
  const mixed = (['open', 'fist', 'open', 'point', 'open', 'pinch', 'open', 'victory'] as const).map((pose) => takes(pose, 0.2));
  return film(`turned-${i + 1}`, who, [part(who.side, 0, { pose: 'relaxed', ...who.start }, [{ inS: 0.6 }, ...moves, ...mixed])]);
};

/** Swipes of a lazy hand, very quick and slow, that pass the middle of the picture or along its edge. */
const hastyFilm = (i: number, fps: number): GestureFilm => {
  const who = other(i);
  const start = { ...who.start, x: 0.5, y: 0.52, nearer: Math.min(0, who.start.nearer ?? 0) };
  const ways = ['left', 'right', 'up', 'down'] as const;
  const moves = [0.2, 0.45].flatMap((inS, n) => ways.flatMap((way) => swipes(way, inS, { x: 0.5, y: 0.52 + 0.06 * n }, 0.5)));
  return film(`hasty-${i + 1}-${fps}`, who, [part(who.side, 0, { pose: 'lazyOpen', ...start }, moves)], fps);
};

const motionsFilm = (i: number): GestureFilm => {
  const who = other(i);
  const { x, nearer = 0, roll = 0 } = who.start;
  const near = Math.min(0, nearer);
  const size = 0.62 / (0.62 - near);
  const upright = roll / 3;
  return film(`lively-${i + 1}`, who, [
    part(who.side, 0, { pose: 'lazyOpen', ...who.start, nearer: near, roll: upright }, [
      { inS: 0.8 },
      ...waves(3, x, 0.09 * size, 0.17),
      ...waves(2, x, 0.12 * size, 0.3),
      ...pushes(near, 0.2, 0.3),
      ...pushes(near, 0.2, 0.6),
      ...raises(x, 0.3, 0.6),
      ...raises(x + 0.1, 0.28, 1.3),
    ]),
  ]);
};

const bothHands = (who: Sitter, moves: (side: HandTrack['side'], sign: number) => readonly Move[], start: Omit<Key, 'at' | 'x'>): Part[] =>
  // in the unmirrored picture a right hand is on the left
  (['right', 'left'] as const).map((side, place) => {
    const sign = side === 'right' ? -1 : 1;
    return part(side, place, { x: (who.head?.x ?? 0.5) + sign * 0.2, ...start }, moves(side, sign));
  });

/** Somebody talks with both hands, and claps. */
export const talkFilm = (i: number): GestureFilm => {
  const who: Sitter = { ...other(i), head: { x: 0.5, y: 0.2 } };
  const start = { pose: 'relaxed', y: 0.68, nearer: -0.25 } as const;
  const luck = createRandom(300 + i);
  return film(
    `idle-talk-${i + 1}`,
    who,
    bothHands(
      who,
      (_, sign) => [...chats(11, sign, luck.split(sign + 2).next), ...claps(7, sign), ...chats(9, sign, luck.split(sign + 5).next)],
      start,
    ),
  );
};

/** Somebody thinks, chin in hand, and holds a thing in the other. */
const thinkFilm = (i: number, holds: 'phone' | 'glass'): GestureFilm => {
  const who: Sitter = { ...other(i), head: { x: 0.42, y: 0.32 } };
  const luck = createRandom(400 + i);
  const chin = part(who.side, 0, { pose: 'curled', x: 0.42, y: 0.56, nearer: -0.2 }, scratchesChin(28, { x: 0.42, y: 0.56 }, luck.next));
  const otherSide = who.side === 'right' ? 'left' : 'right';
  const turned = holds === 'glass' ? { roll: otherSide === 'left' ? 80 : -80 } : { yaw: 150, roll: -10 };
  const hold = (pose: PoseName): Move => ({
    inS: luck.between(0.8, 1.8),
    to: { pose, x: luck.between(0.72, 0.8), y: luck.between(0.5, 0.66) },
    stayS: luck.between(0.3, 1.5),
  });
  const holding = part(
    otherSide,
    1,
    { pose: 'curled', x: 0.75, y: 0.6, nearer: -0.1, ...turned },
    Array.from({ length: 11 }, () => hold('curled')),
  );
  return film(`idle-think-${i + 1}`, who, [chin, { ...holding, track: { ...holding.track, holds } }]);
};

/** People walk by with hanging hands; then two stand there, and their four hands cross. */
const passingFilm = (i: number): GestureFilm => {
  const who = other(i);
  const luck = createRandom(500 + i);
  const one = part('right', 0, { pose: 'relaxed', x: -0.3, y: 0.6, nearer: -0.3, roll: 180, yaw: 60 }, passesBy(1, luck.next));
  const two = part('left', 1, { pose: 'relaxed', x: 1.3, y: 0.62, nearer: -0.4, roll: 180, yaw: -60 }, passesBy(-1, luck.next));
  const cross = (side: HandTrack['side'], place: number, from: number, to: number, y: number): Part =>
    part(side, place, { pose: 'fidget', x: from + Math.sign(from - 0.5), y, nearer: -0.35 - 0.05 * place }, [
      { inS: 12 },
      { inS: 1.2, to: { x: from }, stayS: 0.8 },
      ...[to, from, to, from].map(
        (x, n): Move => ({ inS: 1.6 + 0.25 * n, to: { x, pose: n % 2 === 0 ? 'relaxed' : 'curled' }, stayS: 0.4 }),
      ),
    ]);
  const hands = [
    cross('right', 2, 0.18, 0.6, 0.45),
    cross('left', 3, 0.36, 0.8, 0.52),
    cross('right', 4, 0.64, 0.25, 0.6),
    cross('left', 5, 0.84, 0.4, 0.66),
  ];
  const skinned = hands.map((each, n): Part => ({ ...each, track: { ...each.track, skin: n < 2 ? 'pale' : 'dark' } }));
  return film(`idle-passing-${i + 1}`, who, [one, two, ...skinned]);
};

/** The detectors were mended by the first eight; the others were held against them once, and then mended by as well. */
export const otherFilms: readonly GestureFilm[] = [
  sloppyFilm(0),
  sloppyFilm(1),
  thinkFilm(0, 'phone'),
  talkFilm(1),
  turnedFilm(2),
  hastyFilm(3, 15),
  motionsFilm(0),
  passingFilm(2),
  sloppyFilm(4),
  sloppyFilm(7),
  thinkFilm(5, 'glass'),
  talkFilm(4),
  turnedFilm(6),
  hastyFilm(4, 10),
  motionsFilm(7),
  passingFilm(5),
  sloppyFilm(3),
];

/** Those that nobody mended by. */
export const unmetFilms: readonly GestureFilm[] = [sloppyFilm(6), turnedFilm(4), talkFilm(6)];
