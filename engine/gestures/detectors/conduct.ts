import { lastOf } from '../trail.ts';
import { beginZigzag, stepZigzag, type Zigzag } from '../zigzag.ts';
import { type Detector, type HandView, within01 } from './detector.ts';

/** Palms: a beat rebounds at least so far and falls at least so deep; pianissimo to fortissimo. */
const BACK = 0.15;
const DEEP = 0.5;
const SOFT = 0.5;
const LOUD = 3;
/** Slowest and quickest beat, s: 40 and 180 a minute. */
const LONGEST_S = 1.5;
const SHORTEST_S = 1 / 3;
/** Beats before the tempo is told (a bar of four gives three intervals), and intervals that it is the mean of. */
const COUNT_IN = 4;
const INTERVALS = 4;
/** How far an interval may be from the others: a tempo, not a fidget. */
const UNEVEN = 0.22;
/** Sideways it goes at most so much of its depth: patterns do go sideways, a wave does more. */
const ASIDE = 1.6;

interface Beat {
  readonly t: number;
  /** palms */
  readonly deep: number;
}
interface Conducting {
  readonly zigzag: Zigzag;
  /** even ones, oldest first */
  readonly beats: readonly Beat[];
}

/** A hand that beats time, told on each beat from the fourth on. A beat is where the hand turns up again. */
export const conduct: Detector<Conducting> = {
  begin: (view) => ({ zigzag: beginZigzag(lastOf(view.trail).t, lastOf(view.trail).y), beats: [] }),
  step(before, view) {
    const { t, y } = lastOf(view.trail);
    const zigzag = stepZigzag(before.zigzag, t, y, BACK * view.palm);
    const late = t - (before.beats.at(-1)?.t ?? t) > 1.3 * LONGEST_S;
    const kept = late ? [] : before.beats;
    const beat = zigzag.turns === before.zigzag.turns ? null : beatOf(zigzag, view);
    if (beat === null) return { state: { zigzag, beats: kept }, deed: null };
    const beats = follow(kept, beat);
    const deed = beats.length < COUNT_IN || beats === kept ? null : ({ kind: 'conduct', ...musicOf(beats) } as const);
    return { state: { zigzag, beats }, deed };
  },
};

/** @returns the beat that the newest turn is; null where it is the top of one, or no beat */
function beatOf({ way, turns }: Zigzag, { trail, palm }: HandView): Beat | null {
  const [top, bottom] = turns.slice(-2);
  if (way !== 1 || top === undefined || bottom === undefined) return null;
  const deep = (top.v - bottom.v) / palm;
  const across = trail.filter((point) => point.t >= top.t).map((point) => point.x);
  const aside = (Math.max(...across) - Math.min(...across)) / palm;
  return deep < DEEP || aside > ASIDE * deep ? null : { t: bottom.t, deep };
}

/** A beat that does not fit the tempo begins another one. */
function follow(beats: readonly Beat[], beat: Beat): readonly Beat[] {
  const last = beats.at(-1);
  if (last === undefined) return [beat];
  const interval = beat.t - last.t;
  if (interval < SHORTEST_S) return beats;
  if (interval > LONGEST_S) return [beat];
  const usual = meanInterval(beats);
  if (usual !== null && Math.abs(interval - usual) > UNEVEN * usual) return [last, beat];
  return [...beats.slice(-INTERVALS), beat];
}

function meanInterval(beats: readonly Beat[]): number | null {
  const [first, last] = [beats[0], beats.at(-1)];
  return first === undefined || last === undefined || beats.length < 2 ? null : (last.t - first.t) / (beats.length - 1);
}

function musicOf(beats: readonly Beat[]): { readonly bpm: number; readonly dynamics: number } {
  const deep = beats.slice(-2).reduce((sum, beat) => sum + beat.deep / 2, 0);
  return { bpm: 60 / (meanInterval(beats) ?? 1), dynamics: within01((deep - SOFT) / (LOUD - SOFT)) };
}
