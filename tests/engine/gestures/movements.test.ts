import { describe, expect, it } from 'vitest';
import { stepLatch, unlatched } from '../../../engine/gestures/latch.ts';
import { beginZigzag, stepZigzag } from '../../../engine/gestures/zigzag.ts';
import { playRecording } from '../../support/gesture-films/play.ts';
import { handAt, handsInput } from '../../support/hands.ts';

/** Where a hand is at a second: of the picture, x from its left, y from its top. Null where it is not seen. */
type Path = (second: number) => { readonly x: number; readonly y: number } | null;

/** Kinds of what a hand is told that goes along a path; its fingers are at rest. */
const kindsAlong = (path: Path, seconds: number, fps = 15): string[] => kindsOf([path], seconds, fps);

/** The same of several hands at once. */
function kindsOf(paths: readonly Path[], seconds: number, fps = 15): string[] {
  const frames = Array.from({ length: Math.round(seconds * fps) }, (_, i) => {
    const hands = paths.flatMap((path) => path(i / fps) ?? []).map(({ x, y }) => handAt(x, y, { gap: 0.9 }));
    return handsInput((i * 1000) / fps, ...hands);
  });
  const { gestures } = playRecording(frames);
  return gestures
    .filter(({ kind }) => !['enter', 'leave', 'still'].includes(kind))
    .map((g) => (g.kind === 'swipe' ? `swipe ${g.way}` : g.kind));
}

/** Eases from 0 to 1 between two seconds. */
const during = (second: number, from: number, to: number): number =>
  (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, (second - from) / (to - from))))) / 2;

describe('a swipe', () => {
  it.each([12, 15, 30, 60])('is told once, at %i frames a second', (fps) => {
    expect(kindsAlong((s) => ({ x: 0.75 - 0.5 * during(s, 1, 1.3), y: 0.5 }), 3, fps)).toEqual(['swipe right']);
  });

  it('is not told of a hand that drops out of the picture, nor of one that comes in quickly', () => {
    const y = (s: number): number => 0.5 + 0.9 * during(s, 1, 1.6);
    expect(kindsAlong((s) => (y(s) < 1 ? { x: 0.5, y: y(s) } : null), 3)).toEqual([]);
    const back = (s: number): number => 1.4 - 0.9 * during(s, 1, 1.4);
    expect(kindsAlong((s) => (back(s) < 0.75 ? { x: 0.5, y: back(s) } : null), 3)).toEqual([]);
  });

  it('is not told a second time when the hand comes back at once', () => {
    expect(kindsAlong((s) => ({ x: 0.75 - 0.5 * during(s, 1, 1.3) + 0.5 * during(s, 1.5, 1.8), y: 0.5 }), 4)).toEqual(['swipe right']);
  });

  it('is not told of a hand that goes as far without haste', () => {
    expect(kindsAlong((s) => ({ x: 0.75 - 0.5 * during(s, 1, 2.2), y: 0.5 }), 4)).toEqual([]);
  });
});

describe('a swipe beside another hand', () => {
  const swiping: Path = (s) => ({ x: 0.75 - 0.5 * during(s, 1, 1.3), y: 0.3 });

  it('is told while the other rests', () => {
    expect(kindsOf([swiping, (s) => ({ x: 0.7 + 0.004 * Math.sin(9 * s), y: 0.75 })], 3)).toEqual(['swipe right']);
  });

  it('is none while the other moves too: somebody talks with both hands', () => {
    expect(kindsOf([swiping, (s) => ({ x: 0.7, y: 0.8 - 0.2 * during(s, 0.9, 1.4) })], 3)).toEqual([]);
  });
});

describe('a hand that goes to and fro', () => {
  it('waves when it goes sideways, conducts when it goes up and down, and does neither when it trembles', () => {
    const sway = (reach: number, hz: number) => (s: number) => 0.5 + reach * Math.sin(2 * Math.PI * hz * s);
    expect(kindsAlong((s) => ({ x: sway(0.07, 2)(s), y: 0.5 }), 4)).toEqual(['wave']);
    expect(new Set(kindsAlong((s) => ({ x: 0.5, y: sway(0.12, 1.5)(s) }), 6))).toEqual(new Set(['conduct']));
    expect(kindsAlong((s) => ({ x: sway(0.012, 4)(s), y: sway(0.012, 3)(s) }), 6)).toEqual([]);
  });

  it('conducts no tempo that it does not keep', () => {
    const beats = [0.5, 1.1, 2.3, 2.8, 4.0, 4.5, 5.6];
    const y = (s: number): number =>
      0.5 + beats.reduce((sum, beat) => sum + 0.12 * (during(s, beat, beat + 0.2) - during(s, beat + 0.2, beat + 0.45)), 0);
    expect(kindsAlong((s) => ({ x: 0.5, y: y(s) }), 7)).toEqual([]);
  });
});

describe('a latch', () => {
  it('ignores one frame that contradicts it, at any frame rate', () => {
    const times = { onS: 0.05, offS: 0.1 };
    for (const dt of [0.016, 0.067, 0.2]) {
      const once = stepLatch(unlatched, true, dt, times);
      expect(once.on).toBe(false);
      expect(stepLatch(once, false, dt, times)).toEqual(unlatched);
    }
    expect(stepLatch(stepLatch(unlatched, true, 0.067, times), true, 0.067, times).on).toBe(true);
  });
});

describe('a value that goes to and fro', () => {
  it('is timed between the frames: a sine seen 15 times a second gives its turns within 3 ms', () => {
    const hz = 1.37;
    let zigzag = beginZigzag(0, 0);
    for (let i = 1; i < 90; i++) zigzag = stepZigzag(zigzag, i / 15, Math.sin(2 * Math.PI * hz * (i / 15)), 0.15);
    expect(zigzag.turns).toHaveLength(10);
    for (const { t } of zigzag.turns) {
      const quarter = t * hz * 4;
      expect(Math.abs(quarter - (2 * Math.round((quarter - 1) / 2) + 1)) / (hz * 4)).toBeLessThan(0.003);
    }
  });
});
