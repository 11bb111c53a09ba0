import { describe, expect, it } from 'vitest';
import { type Crowd, headcount } from '../../../engine/gestures/crowd.ts';
import type { BodySeen, HandSeen, Input } from '../../../engine/input.ts';
import { bodiesInput, bodyAt, recordedVisitor } from '../../support/bodies.ts';
import { playRecording } from '../../support/gesture-films/play.ts';
import { handAt, handsInput } from '../../support/hands.ts';

type Frame = Extract<Input, { t: number }>;
interface Seen {
  readonly hands?: readonly HandSeen[];
  readonly bodies?: readonly BodySeen[];
}

/** A camera whose hands are seen fifteen times a second, its bodies every other time. */
const film = (seconds: number, at: (second: number) => Seen): Frame[] =>
  Array.from({ length: seconds * 15 }, (_, i) => {
    const t = Math.round((i * 1000) / 15);
    const { hands = [], bodies = [] } = at(i / 15);
    return [handsInput(t, ...hands), ...(i % 2 === 0 && bodies.length > 0 ? [bodiesInput(t + 1, ...bodies)] : [])];
  }).flat();
const played = (seconds: number, at: (second: number) => Seen) => playRecording(film(seconds, at), 0);
const countOf = (crowds: readonly Crowd[]): number => headcount(crowds.at(-1) ?? crowds[0] ?? fail());
const fail = (): never => {
  throw new Error('nothing was played');
};

const trunk = 0.3;
/** The hands of a body at x, where bodyAt has its wrists: its left one low, its right one as high as `reach` says. */
const handsOf = (x: number, reach = -0.2, size = trunk): HandSeen[] => [
  handAt(x + (0.5 * size * 3) / 4, 0.8 - 0.1 * size, { palm: 0.2 * size, side: 'left' }),
  handAt(x - (0.5 * size * 3) / 4, 0.8 - (1 + reach) * size - 0.1 * size, { palm: 0.2 * size, side: 'right' }),
];
const whole = (x: number, reach = -0.2): Seen => ({ hands: handsOf(x, reach), bodies: [bodyAt(x, { trunk, reach })] });
const together = (...all: Seen[]): Seen => ({
  hands: all.flatMap(({ hands = [] }) => hands),
  bodies: all.flatMap(({ bodies = [] }) => bodies),
});

describe('how many people are there', () => {
  it('is one where a body and its two hands are seen', () => {
    const { crowds } = played(2, () => whole(0.5));
    expect(crowds.at(-1)?.people).toHaveLength(2);
    expect(countOf(crowds)).toBe(1);
  });

  it('is one where only a body is seen, and one where only its two hands are', () => {
    expect(countOf(played(2, () => ({ bodies: [bodyAt(0.5)] })).crowds)).toBe(1);
    expect(countOf(played(2, () => ({ hands: handsOf(0.5) })).crowds)).toBe(1);
  });

  it('is two where two stand side by side with all their hands, and never more while they do', () => {
    const { crowds } = played(3, () => together(whole(0.25), whole(0.72)));
    expect(Math.max(...crowds.slice(30).map(headcount))).toBe(2);
    expect(Math.min(...crowds.slice(30).map(headcount))).toBe(2);
  });

  it('counts a hand that is nobody’s whose body is seen', () => {
    const far = handAt(0.95, 0.2, { palm: 0.06 });
    expect(countOf(played(2, () => together(whole(0.3), { hands: [far] })).crowds)).toBe(2);
  });

  it('stays one while the body is lost and its hands are not', () => {
    const { crowds } = played(5, (s) => (s < 2 ? whole(0.5) : { hands: handsOf(0.5) }));
    expect(new Set(crowds.slice(60).map(headcount))).toEqual(new Set([1]));
  });

  it('takes a body that the tracker finds twice for one, and one that it dreams of for a frame for nobody', () => {
    const twice = played(3, () => ({ bodies: [bodyAt(0.5), bodyAt(0.52, { trunk: 0.26 })] }));
    expect(new Set(twice.crowds.slice(30).map(headcount))).toEqual(new Set([1]));
    const dreamt = played(3, (s) => ({ bodies: [bodyAt(0.3), ...(Math.abs(s - 1) < 0.01 ? [bodyAt(0.8)] : [])] }));
    expect(new Set(dreamt.crowds.slice(30).map(headcount))).toEqual(new Set([1]));
  });
});

describe('a person of whom body and hands are seen', () => {
  it('is as lively as one, whichever part of it moves', () => {
    const wave = (s: number): HandSeen[] => handsOf(0.5 + 0.12 * Math.sin(6 * s), 0.2);
    const energy = (at: (s: number) => Seen) => played(4, at).crowds.at(-1)?.gathering.energy ?? 0;
    const both = energy((s) => ({ hands: wave(s), bodies: [bodyAt(0.5, { trunk, reach: 0.2 })] }));
    const one = energy((s) => ({ hands: wave(s).slice(1) }));
    expect(both).toBeCloseTo(one, 1);
  });

  it('raises an arm once, though the tracker of hands and that of bodies both see it', () => {
    const reach = (s: number): number => -0.8 + 1.7 * Math.min(1, Math.max(0, (s - 1) / 1.5));
    const raises = (at: (s: number) => Seen) => played(4, at).gestures.filter(({ kind }) => kind === 'raise').length;
    expect(raises((s) => ({ hands: handsOf(0.5, reach(s)).slice(1) }))).toBe(1);
    expect(raises((s) => ({ bodies: [bodyAt(0.5, { trunk, reach: reach(s) })] }))).toBe(1);
    expect(raises((s) => whole(0.5, reach(s)))).toBe(1);
  });

  it('raises the other arm later, and is told again', () => {
    const { gestures } = played(8, (s) => {
      const up = (s > 1 && s < 3) || s > 5 ? 1 : 0;
      return whole(0.5, -0.8 + 1.7 * up);
    });
    expect(gestures.filter(({ kind }) => kind === 'raise').length).toBe(2);
  });
});

describe('a person whose body and hands the real trackers saw', () => {
  const frames = recordedVisitor();
  const { crowds, gestures } = playRecording(frames, 0);
  const told = (kind: string) => gestures.filter((gesture) => gesture.kind === kind);

  it('is one from the second image to the last, with two hands and without', () => {
    expect(new Set(crowds.slice(30).map(headcount))).toEqual(new Set([1]));
    expect(Math.max(...crowds.map(({ people }) => people.length))).toBe(2);
  });

  it('comes nearer by half, which is told once or twice, and leans not at all', () => {
    expect(told('approach').length).toBeGreaterThanOrEqual(1);
    expect(told('approach').length).toBeLessThanOrEqual(2);
    expect(told('lean')).toEqual([]);
  });

  it('raises both hands at once, which three detectors see and one tells', () => {
    expect(told('raise')).toHaveLength(1);
    expect(playRecording(frames.filter(({ kind }) => kind === 'hands')).gestures.filter(({ kind }) => kind === 'raise')).toHaveLength(2);
  });
});
