import type { BodySeen, HandSeen } from '../../../protocol/doors.ts';
import type { SourceState } from './source.ts';

/** To a worker that tracks hands or bodies. */
export type ToWorker =
  | { readonly kind: 'begin'; readonly origin: string; readonly delegate: 'CPU' | 'GPU'; readonly people: number }
  /** `t` in ms, strictly rising: one that is not kills the tracker for good */
  | { readonly kind: 'frame'; readonly t: number; readonly image: VideoFrame | ImageBitmap };

/** What a worker saw in one image: `t` as it was given, `detectMs` what it took. */
export interface Seen {
  readonly kind: 'seen';
  readonly t: number;
  readonly aspect: number;
  readonly detectMs: number;
}
export type HandsSeen = Seen & { readonly hands: readonly HandSeen[] };
export type BodiesSeen = Seen & { readonly bodies: readonly BodySeen[] };

/** From a worker: that of hands, where nothing else is said. */
export type FromWorker<S extends Seen = HandsSeen> =
  | { readonly kind: 'ready'; readonly text: string }
  | S
  | { readonly kind: 'trouble'; readonly state: SourceState };
