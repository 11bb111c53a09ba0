import type { HandsMessage } from '../../../protocol/doors.ts';
import type { CameraState } from '../../../protocol/messages.ts';

/** What is known of a source of hands. `remedy` is a key of the words `cameraRemedy`, for the person at the wall. */
export interface SourceState {
  readonly kind: CameraState['kind'];
  /** for the log and the console, in English: what exactly was met */
  readonly text: string;
  readonly remedy: RemedyKey | null;
}
export type RemedyKey = 'off' | 'refused' | 'absent' | 'insecure' | 'webgl' | 'model' | 'busy' | 'retry';

/** Whoever wants to know of hands. */
export interface HandListener {
  onFrame(message: HandsMessage, detectMs: number): void;
  onState(state: SourceState): void;
}

/** Somewhere that hands are seen: a camera, a recording. It can be stopped and started again. */
export interface HandSource {
  start(): void;
  stop(): void;
}
