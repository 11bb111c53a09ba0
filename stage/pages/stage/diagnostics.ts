import type { BodiesMessage, HandsMessage } from '../../protocol/doors.ts';
import type { Going } from '../wall/exchange.ts';
import type { SoundState } from '../wall/sound.ts';
import type { Drawn } from './drawn.ts';

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
  /** of the last camera image that was looked at for bodies, in their worker, ms */
  readonly bodyDetectMs: number;
  readonly bodies: BodiesMessage | null;
  readonly soundState: SoundState;
  readonly quality: number;
  /** the transition that is seen */
  readonly going: Going | null;
  /** the latest events of the show that are on the wall, each with the time at which its first picture was drawn */
  readonly drawn: readonly Drawn[];
  /**
   * Lets a processor hear what the page plays, beside the loudspeakers.
   *
   * @param module - address of its audio worklet, of this server
   * @returns what it posts; null while there is no sound
   */
  listen(module: string, processor: string): Promise<MessagePort | null>;
}

declare global {
  interface Window {
    allaPrima?: StageDiagnostics;
  }
}
