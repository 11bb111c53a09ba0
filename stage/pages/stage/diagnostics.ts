import type { HandsMessage } from '../../protocol/doors.ts';
import type { Going } from '../wall/exchange.ts';
import type { SoundState } from '../wall/sound.ts';

/** How the stage page is doing: for tests, and for a technician at the browser's console. Read only. */
export interface StageDiagnostics {
  /** animation frames in the last second */
  readonly fps: number;
  /** script time a frame on the main thread, 95th of a hundred, ms */
  readonly scriptMsP95: number;
  /** of the last camera image, in the worker, ms */
  readonly detectMs: number;
  readonly lastHands: number;
  readonly landmarks: HandsMessage | null;
  readonly soundState: SoundState;
  readonly quality: number;
  /** the transition that is seen */
  readonly going: Going | null;
}

declare global {
  interface Window {
    allaPrima?: StageDiagnostics;
  }
}
