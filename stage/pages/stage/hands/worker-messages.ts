import type { HandSeen } from '../../../protocol/doors.ts';
import type { SourceState } from './source.ts';

/** To the hand worker. */
export type ToWorker =
  | { readonly kind: 'begin'; readonly origin: string; readonly delegate: 'CPU' | 'GPU' }
  /** `t` in ms, strictly rising: one that is not kills the tracker for good */
  | { readonly kind: 'frame'; readonly t: number; readonly image: VideoFrame | ImageBitmap };

/** From the hand worker. */
export type FromWorker =
  | { readonly kind: 'ready'; readonly text: string }
  | { readonly kind: 'seen'; readonly t: number; readonly aspect: number; readonly hands: readonly HandSeen[]; readonly detectMs: number }
  | { readonly kind: 'trouble'; readonly state: SourceState };
