import { describe, expect, it } from 'vitest';
import { createJudge, createWatch } from '../../../../stage/pages/wall/light/judge.ts';
import { chromaOf, type Light, linearOf, luminanceOf } from '../../../../stage/pages/wall/light/wcag.ts';

const grey = (level: number): Light => [level, level, level];

/** Two lights in turn, so many flashes a second, looked at 60 times a second. */
function judged(a: Light, b: Light, hz: number, seconds = 3) {
  const watch = createWatch();
  for (let n = 0; n < seconds * 60; n++) watch.look(n / 60, ((n + 0.5) / 60) * hz - Math.floor(((n + 0.5) / 60) * hz) < 0.5 ? a : b);
  return watch.verdict();
}

describe('a general flash', () => {
  it.each([1, 2, 3, 5, 10, 20])('is counted once for each pair of opposing changes: %i Hz', (hz) => {
    expect(judged(grey(1), grey(0), hz).general).toBe(hz);
  });
  it('is a change of a tenth or more of the relative luminance', () => {
    expect(judged(grey(0.3), grey(0.405), 5).general).toBe(5);
    expect(judged(grey(0.3), grey(0.395), 5).general).toBe(0);
  });
  it('is none where the darker state is as light as 0.80', () => {
    expect(judged(grey(0.78), grey(0.95), 5).general).toBe(5);
    expect(judged(grey(0.81), grey(0.95), 5).general).toBe(0);
  });
  it('is made of extremes, however many frames lie between them', () => {
    const watch = createWatch();
    for (let n = 0; n < 180; n++) watch.look(n / 60, grey(0.5 + 0.06 * Math.sin((n / 60) * 2 * Math.PI * 4)));
    expect(watch.verdict().general).toBe(4);
  });
  it('is none in a single cut, and in a slow breath', () => {
    const cut = createWatch();
    const breath = createWatch();
    for (let n = 0; n < 600; n++) {
      cut.look(n / 60, grey(n < 300 ? 0 : 1));
      breath.look(n / 60, grey(0.5 + 0.4 * Math.sin((n / 60) * 2 * Math.PI * 0.1)));
    }
    expect(cut.verdict().general).toBe(0);
    expect(breath.verdict().general).toBe(0);
  });
});

describe('a red flash', () => {
  it('is a change to or from a saturated red, also where it is too dim for a general flash', () => {
    expect(judged([0.09, 0, 0], grey(0), 5)).toEqual({ general: 0, red: 5 });
    expect(judged([1, 0, 0], [0, 0.2126 / 0.7152, 0], 4)).toEqual({ general: 0, red: 4 });
  });
  it('takes a red of 0.8 of the whole light', () => {
    expect(judged([0.82, 0.18, 0], [0, 0.3, 0.6], 4).red).toBe(4);
    expect(judged([0.7, 0.15, 0.15], [0.3, 0.3, 0.3], 4).red).toBe(0);
  });
  it('is none between two reds that lie close together', () => {
    expect(judged([1, 0, 0], [0.9, 0.05, 0.02], 6).red).toBe(0);
  });
});

describe('the measures', () => {
  it('are those of the standards: primaries of sRGB in u′v′, white D65', () => {
    const red = chromaOf([1, 0, 0]);
    expect(red.u).toBeCloseTo(0.4507, 2);
    expect(red.v).toBeCloseTo(0.5229, 2);
    const white = chromaOf([1, 1, 1]);
    expect(white.u).toBeCloseTo(0.1978, 3);
    expect(white.v).toBeCloseTo(0.4683, 3);
    expect(chromaOf([0, 0, 0]).u).toBeCloseTo(white.u, 6);
    expect(luminanceOf([linearOf(188), linearOf(188), linearOf(188)])).toBeCloseTo(0.5, 2);
  });
});

it('the judge of a picture finds one pixel that flashes among many that do not', () => {
  const judge = createJudge(16);
  for (let n = 0; n < 120; n++) {
    const picture = new Uint8Array(64).fill(90);
    if (Math.floor(n / 6) % 2 === 0) picture.set([250, 250, 250, 255], 20);
    judge.look(n / 60, picture);
  }
  expect(judge.verdict().general).toBe(5);
});
