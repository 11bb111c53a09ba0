import type { Refusal } from '../../engine/result.ts';
import type { ArmFigure } from './machine-view.ts';

/** Where a stop came from. `who` is the console's number, the phone's pseudonym, or the name that a program gave itself. */
export interface StopFrom {
  readonly place: 'console' | 'stage' | 'twin' | 'lobby' | 'phone' | 'program' | 'button' | 'signal';
  readonly who: string | null;
}

/** What the arm does and why, for each page to put into its own words. */
export type ArmSays =
  | { readonly code: 'starting' | 'offline' | 'connecting' | 'unreferenced' | 'ready' | 'jogging' | 'faulted' }
  | { readonly code: 'painting'; readonly stroke: string }
  /** all that is left lies over wet paint */
  | { readonly code: 'drying'; readonly stroke: string; readonly forS: number }
  | { readonly code: 'held'; readonly why: 'operator' | 'presence' | 'landing' | 'show' | 'closing' }
  /** held, because somebody pressed stop */
  | { readonly code: 'stopped'; readonly from: StopFrom };

/** The arm as a page can show it without knowing any arm. */
export interface ArmView {
  readonly state: 'offline' | 'connecting' | 'unreferenced' | 'ready' | 'painting' | 'drying' | 'jogging' | 'held' | 'faulted';
  readonly says: ArmSays;
  /** in English, from the arm itself: why it is offline or at fault, what to do where it does not know its place */
  readonly refusal: Pick<Refusal, 'text' | 'remedy'> | null;
  readonly driver: string;
  /** brush over the canvas, canvas mm, as reported; null when unknown */
  readonly at: { readonly x: number; readonly y: number; readonly z: number } | null;
  /** the arm in the machine's frame, as reported; null when unknown */
  readonly figure: ArmFigure | null;
  readonly queued: number;
  readonly painted: number;
  readonly withdrawn: number;
  readonly dips: number;
  readonly washes: number;
  /** dips that the queue will still take */
  readonly dipsLeft: number;
  /** what is on the brush: id in the palette, and how much of a dip, 0..1; null where that is not known */
  readonly brush: { readonly paint: string; readonly left: number } | null;
  /** slowed, because somebody is near */
  readonly slowed: boolean;
  /** in English; `at` is ISO 8601 */
  readonly lastFault: { readonly text: string; readonly remedy: string; readonly at: string } | null;
  /** until the queue is painted, s */
  readonly etaS: number;
}

/** Which console has the arm in hand, by number; null: nobody. */
export interface LeaseView {
  readonly you: number;
  readonly holder: number | null;
}
