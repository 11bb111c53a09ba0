import { describe, expect, it } from 'vitest';
import { type Board, beginFades, fadeParams, morph, moveByHand, recall, stepBoard, store, undo } from '../../engine/board.ts';
import { fullMasters } from '../../engine/masters.ts';

const board: Board = { params: { swell: 10, depth: 0.5 }, masters: fullMasters, fades: {}, kept: {}, past: [] };
const asIs = (_: string, value: number): number => value;
const dt = 1 / 60;
const pass = (from: Board, s: number): Board => {
  let now = from;
  for (let i = 0; i < Math.round(s / dt); i++) now = stepBoard(now, dt);
  return now;
};

describe('a fade', () => {
  it('arrives exactly, in its time, and begins and ends softly', () => {
    const begun = fadeParams(board, { swell: 20 }, 2);
    expect(pass(begun, 0.2).params.swell).toBeLessThan(10.4);
    expect(pass(begun, 1).params.swell).toBeCloseTo(15, 5);
    expect(pass(begun, 2)).toMatchObject({ params: { swell: 20 }, fades: {} });
  });

  it('is at once where it takes no time', () => {
    expect(beginFades(board, [{ what: 'light', to: 0.2, seconds: 0 }], asIs).masters.light).toBe(0.2);
  });

  it('moves masters and parameters together, and nothing that the scene does not have', () => {
    const wishes = [
      { what: 'sound', to: 0, seconds: 1, curve: 'even' },
      { what: 'param', name: 'depth', to: 9, seconds: 1 },
      { what: 'param', name: 'stranger', to: 1, seconds: 1 },
    ] as const;
    const done = pass(
      beginFades(board, wishes, (_, value) => Math.min(1, value)),
      1.1,
    );
    expect(done.masters.sound).toBe(0);
    expect(done.params).toEqual({ swell: 10, depth: 1 });
  });

  it('gives way to a cue or a snapshot that wants the parameter just where it is', () => {
    const leaving = fadeParams(board, { swell: 20 }, 2);
    expect(pass(fadeParams(leaving, { swell: 10 }, 4), 5).params.swell).toBe(10);
    expect(pass(recall(store(leaving, 'here'), 'here', 3, asIs), 5).params.swell).toBe(10);
  });

  it('gives way to a recall in the middle of a morph, which goes on from where that was', () => {
    const calm = store(board, 'calm');
    const wild = store(moveByHand(calm, { param: 'swell' }, 40, 1), 'wild');
    const between = morph(fadeParams(wild, { swell: 0 }, 9), 'calm', 'wild', 0.5, asIs);
    const back = recall(between, 'calm', 1, asIs);
    expect([between.params.swell, pass(between, 9).params.swell, pass(back, 0.5).params.swell]).toEqual([25, 25, 17.5]);
    expect(pass(back, 1.1)).toMatchObject({ params: { swell: 10 }, fades: {} });
  });

  it('gives way to a hand', () => {
    const taken = moveByHand(pass(fadeParams(board, { swell: 20 }, 2), 1), { param: 'swell' }, 3, 60);
    expect(pass(taken, 3).params.swell).toBe(3);
  });
});

describe('undo', () => {
  it('takes back what a hand did, one movement after the other', () => {
    let now = board;
    for (let step = 0; step < 30; step++) now = moveByHand(now, { param: 'swell' }, 10 + step, step);
    now = moveByHand(now, { master: 'light' }, 0.4, 200);
    expect(pass(undo(now), 1)).toMatchObject({ masters: { light: 1 }, params: { swell: 39 } });
    expect(pass(undo(pass(undo(now), 1)), 1).params.swell).toBe(10);
    expect(undo(board)).toBe(board);
  });

  it('remembers no more than fifty', () => {
    let now = board;
    for (let i = 0; i < 200; i++) now = moveByHand(now, { param: 'swell' }, i, i * 100);
    expect(now.past).toHaveLength(50);
  });
});

describe('a snapshot', () => {
  const calm = store(board, 'calm');
  const wild = store(moveByHand(moveByHand(calm, { param: 'swell' }, 40, 1), { master: 'sound' }, 0.5, 99), 'wild');

  it('is recalled with a fade', () => {
    const back = recall(wild, 'calm', 2, asIs);
    expect(pass(back, 1).params.swell).toBeCloseTo(25, 5);
    expect(pass(back, 2)).toMatchObject({ params: { swell: 10 }, masters: { sound: 1 } });
  });

  it('morphs into another, to any share', () => {
    expect(morph(wild, 'calm', 'wild', 0.5, asIs)).toMatchObject({ params: { swell: 25, depth: 0.5 }, masters: { sound: 0.75 } });
    expect(morph(wild, 'calm', 'wild', 1, asIs).params.swell).toBe(40);
  });

  it('that is not there changes nothing', () => {
    expect(recall(wild, 'nowhere', 1, asIs)).toBe(wild);
    expect(morph(wild, 'calm', 'nowhere', 0.5, asIs)).toBe(wild);
  });

  it('is one of sixty-four at most, the oldest forgotten', () => {
    let now = board;
    for (let i = 0; i < 100; i++) now = store(now, `n${i}`);
    expect(Object.keys(now.kept)).toHaveLength(64);
    expect(now.kept.n99).toBeDefined();
  });
});
