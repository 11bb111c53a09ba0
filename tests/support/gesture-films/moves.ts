import type { Way } from '../../../engine/people.ts';
import type { PoseName } from '../rendered-hand/poses.ts';
import type { Key } from '../rendered-hand/script.ts';
import { type Doing, type Move, meaningOf } from './choreography.ts';

/** A pose that a hand takes on the spot, and holds. */
export const takes = (pose: PoseName, inS = 0.25, stayS = 0.75): Move => ({
  inS,
  to: { pose },
  stayS,
  does: { kind: meaningOf(pose) },
});

/**
 * Across the picture, quickly, and slowly back. Left and right are the wall's, which shows the mirrored picture.
 *
 * @param reach - parts of the picture's height; a palm at arm's length from a laptop is a fifth of it
 */
export function swipes(way: Way, inS: number, at: { readonly x: number; readonly y: number }, reach = 0.62): Move[] {
  const dx = way === 'left' ? 0.75 * reach : way === 'right' ? -0.75 * reach : 0;
  const dy = way === 'up' ? -reach : way === 'down' ? reach : 0;
  const from = { x: at.x - dx / 2, y: at.y - dy / 2 };
  return [
    { inS: 0.9, to: from, stayS: 0.5 },
    { inS, to: { x: from.x + dx, y: from.y + dy }, stayS: 0.5, does: { kind: 'swipe', way } },
    { inS: 1.1, to: at, stayS: 0.3 },
  ];
}

/** To and fro from the elbow: the hand tilts as it goes. */
export function waves(times: number, x: number, reach = 0.11, halfS = 0.24): Move[] {
  const side = (sign: number, does?: Doing & { moves: number }): Move => ({
    inS: halfS,
    to: { x: x + sign * reach, roll: -sign * 16 },
    ...(does ? { does } : {}),
  });
  const swings = Array.from({ length: 2 * times }, (_, i) => side(i % 2 === 0 ? 1 : -1));
  return [...swings.slice(0, -1), side(-1, { kind: 'wave', moves: 2 * times }), { inS: 0.35, to: { x, roll: 0 }, stayS: 0.8 }];
}

/** The palm comes towards the camera, and goes back. @param by - metres */
export const pushes = (from: number, by: number, inS = 0.4): Move[] => [
  { inS, to: { nearer: from + by }, stayS: 0.6, does: { kind: 'push' } },
  { inS: 1, to: { nearer: from }, stayS: 0.5 },
];

/** From below up beside the head, without haste. */
export const raises = (x: number, high = 0.3, inS = 0.8): Move[] => [
  { inS: 0.9, to: { x, y: 0.85 }, stayS: 0.3 },
  { inS, to: { x, y: high }, stayS: 0.9, does: { kind: 'raise' } },
  { inS: 1.1, to: { x, y: 0.55 }, stayS: 0.4 },
];

/**
 * Beats time: down, quicker towards the end, and up again.
 *
 * @param high - from the beat's top to its bottom, parts of the picture's height
 */
export function conducts(bpm: number, beats: number, y: number, high: number): Move[] {
  const beatS = 60 / bpm;
  const down = (does?: Doing & { moves: number }): Move => ({ inS: 0.46 * beatS, to: { y: y + high / 2 }, ...(does ? { does } : {}) });
  const up: Move = { inS: 0.54 * beatS, to: { y: y - high / 2 } };
  const all = Array.from({ length: beats }, () => [down(), up]).flat();
  return [
    { inS: 0.6, to: { y: y - high / 2 }, stayS: 0.5 },
    ...all,
    down({ kind: 'conduct', bpm, moves: 2 * beats + 1 }),
    { inS: 0.6, to: { y }, stayS: 0.8 },
  ];
}

/** A hand at rest that is nobody's message: it drifts, its fingers move, it scratches. @param seconds - how long, at least */
export function idles(seconds: number, at: Pick<Key, 'x' | 'y'>, luck: () => number): Move[] {
  const moves: Move[] = [];
  const poses = ['relaxed', 'fidget', 'curled', 'relaxed', 'fidget'] as const;
  const some = (from: number, to: number): number => from + (to - from) * luck();
  for (let gone = 0; gone < seconds; ) {
    const where = { x: at.x + some(-0.12, 0.12), y: at.y + some(-0.1, 0.1), roll: some(-20, 20), yaw: some(-20, 20), pitch: some(-12, 12) };
    const drift: Move = {
      inS: some(0.9, 2.2),
      to: { ...where, pose: poses[Math.floor(luck() * poses.length)] ?? 'relaxed' },
      stayS: some(0, 1),
    };
    const scratch = Array.from(
      { length: 8 },
      (_, i): Move => ({ inS: 0.11, to: { pose: 'curled', y: where.y + (i % 2 === 0 ? 0.025 : 0) } }),
    );
    const more = luck() < 0.25 ? [drift, ...scratch] : [drift];
    moves.push(...more);
    gone += more.reduce((sum, { inS, stayS = 0 }) => sum + inS + stayS, 0);
  }
  return moves;
}

/** Talks: small quick movements about a middle, each hand by itself, fingers never stretched on purpose. @param sign - 1 on the right */
export function chats(seconds: number, sign: number, luck: () => number): Move[] {
  const some = (from: number, to: number): number => from + (to - from) * luck();
  const poses = ['relaxed', 'curled', 'fidget'] as const;
  const moves: Move[] = [];
  for (let gone = 0; gone < seconds; ) {
    const move: Move = {
      inS: some(0.22, 0.7),
      to: {
        x: 0.5 + sign * some(0.12, 0.3),
        y: some(0.52, 0.78),
        roll: sign * some(-10, 30),
        yaw: sign * some(0, 50),
        pitch: some(-25, 15),
        pose: poses[Math.floor(luck() * poses.length)] ?? 'relaxed',
      },
      stayS: luck() < 0.4 ? some(0.2, 0.9) : 0,
    };
    moves.push(move);
    gone += move.inS + (move.stayS ?? 0);
  }
  return moves;
}

/** Palms half turned to one another that meet, and part. */
export const claps = (times: number, sign: number): Move[] => [
  { inS: 0.5, to: { x: 0.5 + sign * 0.13, y: 0.62, yaw: sign * -55, roll: sign * 8, pitch: 0, pose: 'lazyOpen' } },
  ...Array.from({ length: times }, (): Move[] => [
    { inS: 0.13, to: { x: 0.5 + sign * 0.035 } },
    { inS: 0.19, to: { x: 0.5 + sign * 0.12 } },
  ]).flat(),
  { inS: 0.6, to: { x: 0.5 + sign * 0.2, y: 0.68, yaw: 0, roll: 0, pose: 'relaxed' }, stayS: 0.5 },
];

/** A chin that rests in a hand, is stroked, and scratched. */
export function scratchesChin(seconds: number, at: Pick<Key, 'x' | 'y'>, luck: () => number): Move[] {
  const some = (from: number, to: number): number => from + (to - from) * luck();
  const moves: Move[] = [];
  for (let gone = 0; gone < seconds; ) {
    const rest: Move = {
      inS: some(0.4, 1.2),
      to: {
        x: at.x + some(-0.03, 0.05),
        y: at.y + some(-0.02, 0.05),
        roll: some(-30, 20),
        yaw: some(-35, 35),
        pose: luck() < 0.6 ? 'curled' : 'fidget',
      },
      stayS: some(0.5, 2),
    };
    const scratch = Array.from(
      { length: 6 },
      (_, i): Move => ({ inS: 0.12, to: { y: at.y + (i % 2 === 0 ? 0.03 : 0), pose: i % 2 === 0 ? 'curled' : 'fidget' } }),
    );
    const more = luck() < 0.4 ? [rest, ...scratch] : [rest];
    moves.push(...more);
    gone += more.reduce((sum, { inS, stayS = 0 }) => sum + inS + stayS, 0);
  }
  return moves;
}

/** Goes through the picture and back, its hand hanging. @param way - 1 to the right of the picture first */
export function passesBy(way: number, luck: () => number): Move[] {
  const some = (from: number, to: number): number => from + (to - from) * luck();
  const pass = (sign: number): Move => ({
    inS: some(1.5, 2.4),
    to: { x: 0.5 + sign * 0.8, y: some(0.52, 0.66), pitch: some(-15, 20) },
    stayS: 0.8,
  });
  return [{ inS: 0.3 }, pass(way), pass(-way), pass(way), { inS: 0.1, to: { x: 0.5 + way * 2 } }];
}
