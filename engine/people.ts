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

/** All who are there, as one. */
export interface CrowdView {
  /** 0 nobody moves, 1 all stir */
  readonly energy: number;
  /** the middle of them; the wall's middle while nobody is there */
  readonly centre: Place;
  /** nobody has been there for a while: the show may call out to passers-by */
  readonly attract: boolean;
}

/** Where a swipe or a lean goes on the wall, as somebody who faces it sees it. */
export type Way = 'left' | 'right' | 'up' | 'down';

/** Who did it, where on the wall, and the pigment that follows them. */
interface Done {
  readonly person: ParticipantId;
  readonly at: Place;
  readonly paint: string;
}

/** Gestures that say all by their kind. */
export type PlainKind = 'enter' | 'leave' | 'pinch' | 'release' | 'still' | 'open' | 'fist' | 'point' | 'victory' | 'raise' | 'wave';

/** What was done, with the value that it carries. */
export type Deed =
  | { readonly kind: PlainKind }
  /** @property strength - 0..1, a slow one to a violent one */
  | { readonly kind: 'swipe'; readonly way: Way; readonly strength: number }
  /** the palm towards the wall; @property strength - 0..1 */
  | { readonly kind: 'push'; readonly strength: number }
  /** two hands of one person go apart or together; @property value - 0 together, 1 arms wide; @property other - the second hand */
  | { readonly kind: 'spread'; readonly value: number; readonly other: ParticipantId }
  /** told on each beat; @property bpm - 40..180; @property dynamics - 0 pianissimo, 1 fortissimo */
  | { readonly kind: 'conduct'; readonly bpm: number; readonly dynamics: number }
  /** a body leans aside; @property strength - 0..1 */
  | { readonly kind: 'lean'; readonly way: 'left' | 'right'; readonly strength: number }
  /** a body comes nearer; @property strength - 0..1, how much larger it has become */
  | { readonly kind: 'approach'; readonly strength: number };

/** A discrete event with a person and a place. */
export type Gesture = Done & Deed;
export type GestureKind = Gesture['kind'];
