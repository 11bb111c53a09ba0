import type { GestureKind, Way } from '../../../engine/people.ts';
import type { PoseName } from '../rendered-hand/poses.ts';
import type { HandTrack, Key } from '../rendered-hand/script.ts';

/** What a hand does in a film: the truth that detectors are held against. Seconds from the film's start. */
export interface Act {
  /** `rest`: a pose that is none of those that are named */
  readonly kind: GestureKind | 'rest';
  readonly way?: Way;
  /** of a conducting hand */
  readonly bpm?: number;
  readonly hand: number;
  /** the hand begins to move; it is done, the pose is reached; it does something else */
  readonly from: number;
  readonly reached: number;
  readonly until: number;
}

/** What a pose is to be told as, taken with care or without. */
export function meaningOf(pose: PoseName): Extract<GestureKind, 'open' | 'fist' | 'point' | 'victory' | 'pinch'> | 'rest' {
  switch (pose) {
    case 'relaxed':
    case 'curled':
    case 'fidget':
      return 'rest';
    case 'lazyOpen':
      return 'open';
    case 'halfPinch':
    case 'closedPinch':
      return 'pinch';
    case 'looseFist':
    case 'thumbFist':
      return 'fist';
    case 'thumbPoint':
    case 'loosePoint':
      return 'point';
    case 'thumbVictory':
      return 'victory';
    default:
      return pose;
  }
}

/** The act of a move, without its times. */
export type Doing = Pick<Act, 'kind' | 'way' | 'bpm'>;

/** Go to a place and a pose in some seconds, and stay there; what is not named stays as it was. */
export interface Move {
  readonly inS: number;
  readonly to?: Partial<Omit<Key, 'at'>>;
  readonly stayS?: number;
  /** what this move is the end of; `moves` counts those that belong to it, this one included */
  readonly does?: Doing & { readonly moves?: number };
}

/** One hand's whole part in a film. */
export interface Part {
  readonly track: HandTrack;
  readonly acts: readonly Act[];
  readonly seconds: number;
}

/**
 * Rests are drawn out by up to a frame of a slow camera, each differently (golden ratio): else every act would fall on the
 * same part of a frame, and delays would come out all alike.
 */
const unevenS = (place: number): number => ((place * 0.618) % 1) / 15;

/** Strings moves together, from the film's start. @param hand - its place in the film */
export function part(side: HandTrack['side'], hand: number, start: Omit<Key, 'at'>, moves: readonly Move[]): Part {
  const keys: Key[] = [{ at: 0, ...start }];
  const begun: number[] = [];
  const acts: Act[] = [];
  let now: Key = { at: 0, ...start };
  for (const { inS, to = {}, stayS = 0, does } of moves) {
    begun.push(now.at);
    now = { ...now, ...to, at: now.at + inS };
    keys.push(now);
    const reached = now.at;
    if (stayS > 0) {
      now = { ...now, at: now.at + stayS + unevenS(begun.length) };
      keys.push(now);
    }
    if (does === undefined) continue;
    const { moves: count = 1, ...doing } = does;
    acts.push({ ...doing, hand, from: begun[begun.length - count] ?? 0, reached, until: now.at });
  }
  return { track: { side, keys }, acts, seconds: now.at };
}
