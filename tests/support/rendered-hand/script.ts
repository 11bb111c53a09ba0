import { between, type Pose, type PoseName, poses } from './poses.ts';

/** Where a hand is at a moment of a film. Between two keys it eases from one to the other. */
export interface Key {
  /** seconds from the film's start */
  readonly at: number;
  readonly pose: PoseName;
  /** of the middle finger's knuckle (landmark 9) in the picture: 0..1 from the left, 0..1 from the top; beyond is out of sight */
  readonly x: number;
  readonly y: number;
  /** metres towards the camera from where a palm is about a fifth of the picture's height */
  readonly nearer?: number;
  /** degrees: turn in the picture (anticlockwise), turn about the upright axis, nod */
  readonly roll?: number;
  readonly yaw?: number;
  readonly pitch?: number;
}

export interface HandTrack {
  readonly side: 'left' | 'right';
  /** in order of time; before the first and after the last the hand stays there */
  readonly keys: readonly Key[];
  /** length of its fingers, 1 the mesh's own: a child's are about 0.85 of that beside the palm */
  readonly fingers?: number;
  /** where it is another's than the film's */
  readonly skin?: Look['skin'];
  readonly holds?: 'phone' | 'glass';
}

/** How the film looks. */
export interface Look {
  readonly skin: 'pale' | 'olive' | 'brown' | 'dark';
  readonly light: 'day' | 'side' | 'dim' | 'low';
  readonly background: 'room' | 'plain' | 'dark' | 'wood' | 'clutter';
  /** head and shoulders behind the hands; where the head is in the picture, 0..1 from the left and from the top */
  readonly head?: { readonly x: number; readonly y: number };
}

export interface FilmScript {
  readonly hands: readonly HandTrack[];
  readonly look?: Partial<Look>;
}

/** A hand at an instant, ready to be drawn. */
export interface Moment {
  readonly shape: Pose;
  /** the pose that is held; undefined while it changes into another */
  readonly held: PoseName | undefined;
  readonly x: number;
  readonly y: number;
  readonly nearer: number;
  readonly roll: number;
  readonly yaw: number;
  readonly pitch: number;
}

/**
 * The hand of a track at a time.
 *
 * @param time - seconds from the film's start
 * @throws RangeError where the track has no key
 */
export function momentAt({ keys }: HandTrack, time: number): Moment {
  const next = keys.findIndex(({ at }) => at > time);
  const to = keys[next === -1 ? keys.length - 1 : next];
  const from = keys[next === -1 ? keys.length - 1 : Math.max(0, next - 1)];
  if (from === undefined || to === undefined) throw new RangeError('A track needs at least one key.');

  const way = from === to ? 0 : ease((time - from.at) / (to.at - from.at));
  const mix = (a = 0, b = 0) => a + (b - a) * way;
  return {
    shape: between(poses[from.pose], poses[to.pose], way),
    held: from.pose === to.pose ? from.pose : undefined,
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    nearer: mix(from.nearer, to.nearer),
    roll: mix(from.roll, to.roll),
    yaw: mix(from.yaw, to.yaw),
    pitch: mix(from.pitch, to.pitch),
  };
}

/** Starts and ends at rest: 0..1 to 0..1. */
const ease = (way: number) => (1 - Math.cos(Math.PI * way)) / 2;
