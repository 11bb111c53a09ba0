import type { ParticipantId } from './stroke.ts';

/** A place on the wall: 0..1 from the bottom left corner, x right, y up. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export type PersonKind = 'hand' | 'pointer' | 'phone' | 'generator';

/** Somebody present, as scenes see them. A hand before the camera, a finger on a phone and a mouse are all people. */
export interface Person {
  readonly id: ParticipantId;
  readonly kind: PersonKind;
  /** centre of the palm, or the finger on the glass */
  readonly at: Place;
  /** where it paints: between thumb and index, or the finger on the glass */
  readonly tip: Place;
  /** of `at`, in wall widths (x) and wall heights (y) per second */
  readonly velocity: Place;
  /** half the reach of the open hand, in wall heights, about 0.05 to 0.35 */
  readonly span: number;
  /** 0 a fist, 1 all fingers stretched */
  readonly openness: number;
  /** pinching, or touching the glass */
  readonly grip: boolean;
  /** 0..1, how hard it presses while it grips */
  readonly pressure: number;
  /** seconds since it last moved more than a tremor */
  readonly stillS: number;
  /** id of the pigment that follows this person */
  readonly paint: string;
}

/** A discrete event with a person and a place. */
export interface Gesture {
  readonly kind: 'enter' | 'leave' | 'pinch' | 'release' | 'still';
  readonly person: ParticipantId;
  readonly at: Place;
  readonly paint: string;
}
