import type { Verdict } from '../../../stage/pages/wall/light/judge.ts';
import type { Pattern } from './strobe.ts';

export interface StrobeOptions {
  /** the variant for less motion */
  readonly gentle?: boolean;
  readonly fps?: number;
  readonly height?: number;
}

export interface Judged {
  readonly before: Verdict;
  readonly after: Verdict;
  /** the largest difference of a pixel that the limiter made, grey levels of 255 */
  readonly difference: number;
  /** of the middle pixel after the limiter, one each frame, grey levels */
  readonly middle: readonly number[];
}

/** How far a transition's ends are from the pictures themselves, grey levels of 255; or why it could not be drawn. */
export interface Ends {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly error: string | null;
}

/** A wall of hush, and of dusk, that goes from one to the other at the test's own pace. */
export interface Wall {
  /** @param told - transition and how far it is, 0..1; null brings the scene on without, or has gone over */
  want(scene: string, told: { kind: string; progress: number } | null, seed?: number): void;
  /** Steps and shows so many frames of a sixtieth each. */
  play(frames: number, options?: { readonly frozen?: boolean; readonly light?: number }): Promise<void>;
  /** grey level, 0..255, mean over the wall */
  brightness(): number;
  /** the largest difference of a pixel since the last call, grey levels */
  change(): number;
  going(): { readonly kind: string; readonly progress: number } | null;
  share(): number;
  troubles(): readonly string[];
  lose(): Promise<void>;
}

declare global {
  interface Window {
    /** Shows a pattern through the limiter, frame by frame, and judges every pixel before and after. */
    strobe(pattern: Pattern, hz: number, seconds: number, options?: StrobeOptions): Judged;
    /** Shows hush with two hands in it. @returns largest difference that limiter and master made, grey levels */
    footage(frames: number): Promise<number>;
    /** Every transition of the library and of ours, at 0 and at 1. @param all - those excluded by name too */
    ends(all?: boolean): Promise<Ends[]>;
    /** The name's picture between hush and dusk. @returns a PNG as base64 */
    between(kind: string, progress: number, height?: number): Promise<string>;
    /** A whole transition in so many seconds, judged at every pixel, and what the limiter makes of it, grey levels. */
    passage(kind: string, seconds: number): Promise<{ readonly difference: number; readonly flashes: number }>;
    openWall(options?: { readonly gentle?: boolean }): void;
    /** the one that was opened last */
    wall: Wall;
    /** ms of: a step of hush; its picture straight to the screen; with all that lies between; in a transition to dusk */
    cost(
      height: number,
      quality: number,
      frames: number,
    ): Promise<{ step: number; straight: number; composited: number; crossing: number }>;
  }
}
