import { describe, expect, it } from 'vitest';
import type { Person } from '../../../engine/people.ts';
import { nothingYet } from '../../../stage/pages/shared/mirror.ts';
import { createMeter } from '../../../stage/pages/stage/meter.ts';
import { readSettings } from '../../../stage/pages/stage/settings.ts';
import { createFade } from '../../../stage/pages/wall/fade.ts';
import { afterwards, createPace, momentOf } from '../../../stage/pages/wall/moment.ts';
import { createGovernor, onLadder, qualityForTrial } from '../../../stage/pages/wall/quality.ts';
import { bufferSize } from '../../../stage/pages/wall/renderer.ts';
import { createStepper } from '../../../stage/pages/wall/stepper.ts';

const nothingTold = { gestures: [], events: [] };
const person: Person = {
  id: 'hand-1',
  kind: 'hand',
  at: { x: 0.5, y: 0.5 },
  tip: { x: 0.6, y: 0.5 },
  velocity: { x: 1, y: -1 },
  span: 0.15,
  openness: 1,
  grip: false,
  pressure: 0,
  stillS: 0,
  paint: 'vermilion',
};

describe('the steps of the picture', () => {
  it('are one a frame at 60 Hz, even when the display runs a hair fast', () => {
    const due = createStepper();
    const steps = Array.from({ length: 600 }, () => due(1 / 60.2));
    expect(steps.slice(1).every((n) => n <= 1)).toBe(true);
    expect(steps.reduce((a, b) => a + b)).toBeGreaterThan(595);
  });
  it('are one in two frames at 120 Hz and two a frame at 30 Hz', () => {
    const fast = createStepper();
    expect(Array.from({ length: 120 }, () => fast(1 / 120)).reduce((a, b) => a + b)).toBe(60);
    const slow = createStepper();
    expect(Array.from({ length: 10 }, () => slow(1 / 30))).toEqual(Array(10).fill(2));
  });
  it('let time go rather than pile up', () => {
    const due = createStepper();
    expect(due(3)).toBe(4);
    expect(due(1 / 60)).toBe(1);
  });
});

describe('the moment that a scene is shown', () => {
  it('carries people on along their velocity between two frames, and not further', () => {
    const show = { ...nothingYet, people: [person] };
    expect(momentOf(show, nothingTold, 0.02, 0.02).people[0]?.at).toEqual({ x: 0.52, y: 0.48 });
    expect(momentOf(show, nothingTold, 1, 1).people[0]?.at).toEqual({ x: 0.56, y: 0.44 });
  });
  it('is an empty room once the server has been silent for long', () => {
    expect(momentOf({ ...nothingYet, people: [person], presence: 1 }, nothingTold, 10, 10)).toMatchObject({ people: [], presence: 0 });
  });
  it('carries the beat on between two frames, for picture and sound alike', () => {
    const tempo = { bpm: 120, beats: 8, beatsPerBar: 4, barFrom: 0, following: false };
    expect(momentOf({ ...nothingYet, tempo }, nothingTold, 0.25, 0.25).beat).toEqual({ bpm: 120, beats: 8.5 });
  });
  it('tells its gestures to the first step only', () => {
    const told = { gestures: [{ kind: 'pinch', person: 'hand-1', at: { x: 0, y: 0 }, paint: 'vermilion' }], events: [] } as const;
    const moment = momentOf(nothingYet, told, 0, 0);
    expect(moment.gestures).toHaveLength(1);
    expect(afterwards(moment).gestures).toHaveLength(0);
  });
});

describe('the pace of the show', () => {
  it('is known through news that is held up on its way', () => {
    const pace = createPace();
    for (const [time, nowS] of [
      [10, 110.01],
      [10.033, 110.043],
      [10.066, 110.2],
      [10.1, 110.2],
    ] as const)
      pace.heard(time, nowS);
    expect(pace.since(10.1, 110.2)).toBeCloseTo(0.09, 2);
    expect(pace.silence(110.5)).toBeCloseTo(0.3);
  });
  /** A page that hears thirty frames a second, each a hundredth after it was made, from one time of the show to another. */
  const hear = (pace: ReturnType<typeof createPace>, from: number, to: number, lagS: number): void => {
    for (let frame = Math.round(30 * from); frame <= Math.round(30 * to); frame++) pace.heard(frame / 30, frame / 30 + lagS);
  };
  it('is not lost by a page that slept: what was held up is known to be old, however much of it comes at once', () => {
    const pace = createPace();
    hear(pace, 0, 10, 100.01);
    const wokeS = 120.02;
    for (let frame = 301; frame <= 600; frame++) {
      const nowS = wokeS + (frame - 301) / 1000;
      pace.heard(frame / 30, nowS);
      if (frame < 560) expect(pace.since(frame / 30, nowS)).toBeGreaterThan(1);
    }
    hear(pace, 20.1, 21, 100.01);
    expect(pace.since(21, 121.01)).toBeCloseTo(0, 2);
  });
  it('is found again half a second after a show that stood still, for a third of a second or for ten', () => {
    for (const stoodS of [0.33, 10]) {
      const pace = createPace();
      hear(pace, 0, 10, 100.01);
      hear(pace, 10.1, 10.8, 100.01 + stoodS);
      expect(pace.since(10.8, 110.81 + stoodS)).toBeCloseTo(0, 2);
    }
  });
  it('is known at once where the page’s clock goes backwards, and is never before the news', () => {
    const pace = createPace();
    hear(pace, 0, 10, 100.01);
    for (const [time, nowS] of [
      [10.033, 60],
      [10.067, 60.034],
      [10.1, 20],
    ] as const) {
      pace.heard(time, nowS);
      expect(pace.since(time, nowS)).toBeCloseTo(0, 2);
      expect(pace.since(time, nowS - 5)).toBe(0);
      expect(pace.silence(nowS - 5)).toBeLessThanOrEqual(0);
    }
  });
  it('begins anew with another show', () => {
    const pace = createPace();
    pace.heard(5000, 100);
    pace.heard(0, 130);
    expect(pace.since(0, 130)).toBe(0);
  });
});

describe('the quality of the picture', () => {
  it('is full on graphics hardware and lowest in software', () => {
    expect(qualityForTrial(1)).toBe(1);
    expect(qualityForTrial(15)).toBe(0.25);
  });
  it('goes down one step after some slow seconds, and gives the change time to show its worth', () => {
    const govern = createGovernor(1);
    const run = (fps: number, s: number): number => Array.from({ length: s }, () => govern(fps, 1)).at(-1) ?? 0;
    expect(run(20, 10)).toBe(1);
    expect(run(20, 6)).toBe(0.7);
    expect(run(20, 10)).toBe(0.7);
  });
  it('never comes up again, and is not moved by a single slow second', () => {
    const govern = createGovernor(0.5);
    for (let i = 0; i < 100; i++) expect(govern(i % 5 === 0 ? 12 : 60, 1)).toBe(0.5);
  });
  it('is a step of the ladder whatever was asked for', () => {
    expect(onLadder(0.6)).toBe(0.5);
    expect(onLadder(0.01)).toBe(0.25);
  });
  it('shrinks the drawing buffer when low, and bounds it on very large walls', () => {
    expect(bufferSize(1920, 1080, 1, 1)).toEqual({ width: 1920, height: 1080 });
    expect(bufferSize(1920, 1080, 1, 0.25).width).toBeLessThan(1300);
    const { width, height } = bufferSize(7680, 4320, 2, 1);
    expect(width * height).toBeLessThan(2560 * 1440 * 1.01);
  });
});

describe('a fade', () => {
  it('reaches its target exactly, without overshooting or jumping', () => {
    const fade = createFade(0.05, 8);
    let last = 0;
    for (let i = 0; i < 60; i++) {
      const level = fade.toward(1, 1 / 60);
      expect(level).toBeGreaterThanOrEqual(last);
      expect(level - last).toBeLessThanOrEqual(8 / 60 + 1e-9);
      last = level;
    }
    expect(last).toBe(1);
  });
});

describe('a meter', () => {
  it('knows the quantiles of the latest figures only', () => {
    const meter = createMeter(100);
    for (let i = 0; i < 1000; i++) meter.push(i < 900 ? 500 : i - 900);
    expect(meter.quantile(0.95)).toBe(95);
    expect(meter.mean()).toBeCloseTo(49.5);
  });
});

describe('the address of the stage page', () => {
  it('has defaults that suit an installation', () => {
    expect(readSettings('')).toEqual({
      quality: null,
      mute: false,
      listen: false,
      camera: true,
      cameraName: null,
      recording: null,
      delegate: 'CPU',
      people: 1,
      bodies: false,
      easel: 'small',
      calm: false,
      votes: true,
    });
  });
  it('is read, with nonsense set aside', () => {
    const settings = readSettings('?quality=9&mute&camera=logi&hands=/walk.json&delegate=GPU&easel=huge');
    expect(settings).toEqual({
      quality: 1,
      mute: true,
      listen: false,
      camera: true,
      cameraName: 'logi',
      recording: '/walk.json',
      delegate: 'GPU',
      people: 1,
      bodies: false,
      easel: 'small',
      calm: false,
      votes: true,
    });
    expect(['?people=3', '?people=40', '?people=0', '?people=two'].map((search) => readSettings(search).people)).toEqual([3, 4, 1, 1]);
    expect(readSettings('?camera=off').camera).toBe(false);
    expect(readSettings('?votes=off').votes).toBe(false);
  });
});
