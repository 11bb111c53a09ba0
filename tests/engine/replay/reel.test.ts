import { describe, expect, it } from 'vitest';
import { createMarks } from '../../../engine/replay/marks.ts';
import { createReel, firstAfter, KEEP_STEPS } from '../../../engine/replay/reel.ts';
import { replay } from '../../../engine/replay.ts';
import { createShow, type ShowState } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import { HALF_A_MINUTE, halfAMinute, twoCues } from '../../support/recorded.ts';

const show = createShow(twoCues, scenes);
const inputs = halfAMinute();
const straight = [...replay(show, 1, inputs, HALF_A_MINUTE)];
const surveyed = () => {
  const reel = createReel(show, 1, inputs, HALF_A_MINUTE);
  for (const _ of reel.survey());
  return reel;
};

describe('a reel', () => {
  it('gives at any place what a straight replay gives there, whichever way it is entered', () => {
    const reel = surveyed();
    for (const step of [1700, 1, 600, 601, 1199, 1200, 330, HALF_A_MINUTE]) {
      const [stepped] = reel.play(step - 1, step);
      expect(stepped).toEqual(straight[step - 1]);
    }
  });

  it('goes on from there as the show went on, strokes and gestures too', () => {
    const stretch = [...surveyed().play(250, 700)];
    expect(stretch).toEqual(straight.slice(250, 700));
    expect(stretch.flatMap(({ strokes }) => strokes).length).toBeGreaterThan(0);
  });

  it('leaves the states that it keeps as they were, however often it is played from them', () => {
    const reel = surveyed();
    const once = JSON.stringify([...reel.play(KEEP_STEPS, KEEP_STEPS + 400)]);
    expect(JSON.stringify([...reel.play(KEEP_STEPS, KEEP_STEPS + 400)])).toBe(once);
  });

  it('ends where the recording ends, and has nothing after it', () => {
    const reel = surveyed();
    expect([...reel.play(HALF_A_MINUTE - 3, HALF_A_MINUTE + 500)]).toHaveLength(3);
    expect([...reel.play(HALF_A_MINUTE, HALF_A_MINUTE + 500)]).toHaveLength(0);
  });

  it('finds the first input after a step', () => {
    const steps = inputs.map(({ step }) => step);
    for (const step of [0, 59, 60, 61, 500, 901, 902, 5000]) {
      const found = steps.findIndex((one) => one > step);
      expect(firstAfter(inputs, step)).toBe(found < 0 ? steps.length : found);
    }
  });
});

describe('the marks of a performance', () => {
  const begun: ShowState = show.begin(1);
  const marker = createMarks(show, begun);
  for (const stepped of straight) marker.note(stepped);
  const marks = marker.marks();

  it('are its cues when they fired, its gestures, and its strokes with whose they are', () => {
    expect(marks.cues).toEqual([
      { step: 0, number: 1, name: 'Still water' },
      { step: 1260, number: 2, name: 'Deeper' },
    ]);
    expect(marks.gestures.filter(({ kind }) => kind === 'enter')).toHaveLength(1);
    expect(marks.gestures.filter(({ kind }) => kind === 'pinch').length).toBeGreaterThan(0);
    expect(marks.strokes).toHaveLength(straight.flatMap(({ strokes }) => strokes).length);
    expect(marks.strokes.some(({ author }) => author.startsWith('hand-'))).toBe(true);
  });

  it('are the stretches in the dark, and one that has not ended ends with the recording', () => {
    expect(marks.dark).toEqual([
      { kind: 'blackout', from: 1080, to: 1140 },
      { kind: 'panic', from: 1620, to: HALF_A_MINUTE },
    ]);
  });

  it('are how many were there and how they stirred, second by second', () => {
    expect(marks.people).toHaveLength(30);
    expect(marks.energy).toHaveLength(30);
    expect(marks.people[5]).toBe(1);
    expect(marks.people[25]).toBe(0);
    expect(Math.max(...marks.energy)).toBeGreaterThan(0.1);
    expect(marks.steps).toBe(HALF_A_MINUTE);
  });
});
