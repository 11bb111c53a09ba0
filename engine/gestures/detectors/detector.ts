import type { Deed } from '../../people.ts';
import type { HandFeatures } from '../features.ts';
import { type Latch, type LatchTimes, stepLatch, unlatched } from '../latch.ts';
import { lastOf, type Trail } from '../trail.ts';

/** One camera frame of one hand, as its detectors see it. */
export interface HandView {
  readonly f: HandFeatures;
  /** where it came from, this frame included */
  readonly trail: Trail;
  /** length of its palm, eased, in image heights: the measure of movements, so that near and far hands are alike */
  readonly palm: number;
  /** image width / height */
  readonly aspect: number;
  /** seconds since its last frame, 0.004..0.5 */
  readonly dtS: number;
}

export interface Detected<S> {
  readonly state: S;
  readonly deed: Deed | null;
}

/** Says what a hand does. Its state is plain data and stays small; same views, same deeds. */
export interface Detector<S> {
  begin(view: HandView): S;
  step(state: S, view: HandView): Detected<S>;
}

export interface Pose extends LatchTimes {
  readonly kind: 'open' | 'fist' | 'point' | 'victory';
  enters(f: HandFeatures, palmsPerS: number): boolean;
  leaves(f: HandFeatures): boolean;
}

/** A pose that is told once, when it has been taken. */
export const poseDetector = (pose: Pose): Detector<Latch> => ({
  begin: () => unlatched,
  step(before, view) {
    const { f, dtS } = view;
    const state = stepLatch(before, before.on ? pose.leaves(f) : pose.enters(f, speedOf(view)), dtS, pose);
    return { state, deed: state.on && !before.on ? { kind: pose.kind } : null };
  },
});

/** @returns palms a second since the last frame */
export function speedOf({ trail, palm, dtS }: HandView): number {
  const [before, now] = trail.slice(-2);
  return before && now ? Math.hypot(now.x - before.x, now.y - before.y) / palm / dtS : 0;
}

/** What must not be told again at once: the time of the last time, in the hand's own seconds. */
export interface Told {
  readonly toldT: number | null;
}
export const untold: Told = { toldT: null };
export const toldWithin = ({ toldT }: Told, view: HandView, seconds: number): boolean =>
  toldT !== null && lastOf(view.trail).t - toldT < seconds;
export const tell = (view: HandView): Told => ({ toldT: lastOf(view.trail).t });

export const within01 = (value: number): number => Math.min(1, Math.max(0, value));
