import type { Marks } from '../../../engine/replay/marks.ts';
import type { Refusal } from '../../../engine/result.ts';
import type { WholeFrame } from '../../protocol/frames.ts';
import type { RunHead } from '../../protocol/recording.ts';

/** A performance that was gone through, with all that a timeline shows of it. */
export interface Opened {
  readonly head: RunHead;
  readonly marks: Marks;
  /** SHA-256, hex, of the strokes as this replay made them; `head.digest` is what was recorded */
  readonly digest: string;
}

export type ToWorker =
  | { readonly kind: 'open'; readonly run: number }
  /** the steps after `from`, up to and with `to` */
  | { readonly kind: 'play'; readonly id: number; readonly from: number; readonly to: number };

export type FromWorker =
  | { readonly kind: 'at'; readonly what: 'reading' | 'replaying'; readonly share: number }
  | { readonly kind: 'opened'; readonly opened: Opened }
  | { readonly kind: 'failed'; readonly why: Refusal }
  | { readonly kind: 'played'; readonly id: number; readonly frames: readonly WholeFrame[] };
