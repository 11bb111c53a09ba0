import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../../../engine/people.ts';
import { findScene } from '../../../../scenes/index.ts';
import {
  beginTrial,
  type CueTrial,
  type Heard,
  lightOf,
  paramsOf,
  stepTrial,
  type TriedCue,
  viewOfTrial,
} from '../../../../stage/pages/console/preview/cue-trial.ts';
import { crowd as crowds, easels, hand } from '../../../scenes/people.ts';
import { deepFreeze } from '../../../scenes/stage.ts';

const hush = ((scene = findScene('hush')) => {
  if (scene === undefined) throw new Error('hush is not in the list of scenes; this test plays it');
  return scene;
})();
const house = { seed: 7, ...easels[0] };
const noCrowd: Heard['crowd'] = { energy: 0, centre: { x: 0.5, y: 0.5 }, attract: false };
const nobody: Heard = { people: [], gestures: [], crowd: noCrowd };
const cue = (differs: Partial<TriedCue> = {}): TriedCue => ({ number: 2, scene: 'hush', params: {}, ...differs });

/** @returns the trial after it, and every view on the way */
function play(tried: TriedCue, heard: readonly Heard[]): { trial: CueTrial; views: string[] } {
  let trial = deepFreeze(beginTrial(hush, tried, house));
  const views: string[] = [];
  for (const one of heard) {
    trial = stepTrial(trial, one);
    views.push(JSON.stringify(viewOfTrial(trial)));
  }
  return { trial, views };
}
const seconds = (s: number, heard = nobody): Heard[] => Array.from({ length: s * 60 }, () => heard);
const stirring = (n: number): Heard[] =>
  Array.from({ length: n }, (_, i) => {
    const at = { x: 0.5 + 0.3 * Math.sin(i / 30), y: 0.5 + 0.2 * Math.cos(i / 25) };
    return { people: [hand({ at, tip: at, grip: i % 90 < 45 })], gestures: [], crowd: { energy: 0.4, centre: at, attract: false } };
  });

const numbersIn = (value: unknown): number[] =>
  typeof value === 'number' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];

describe('a trial of a cue', () => {
  it('shows the same for the same frames', () => {
    const film = stirring(600);
    expect(play(cue(), film).views).toEqual(play(cue(), film).views);
  });

  it('lives on what the room does', () => {
    const { views } = play(cue(), stirring(300));
    expect(views).not.toEqual(play(cue(), seconds(5)).views);
    expect(views.some((view) => view.includes('"drop"'))).toBe(true);
  });

  it('shows what the parameters of its cue make of the scene', () => {
    const dreaming = play(cue({ params: { patience: 2 } }), seconds(9)).trial;
    const waiting = play(cue({ params: { patience: 120 } }), seconds(9)).trial;
    expect(viewOfTrial(dreaming).people).toHaveLength(2);
    expect(viewOfTrial(waiting).people).toEqual([]);
  });

  it('begins anew on another cue, whatever the one before did', () => {
    const other = beginTrial(hush, cue({ number: 3 }), house);
    expect(other.steps).toBe(0);
    expect(JSON.stringify(other.state)).toBe(JSON.stringify(play(cue({ number: 3 }), []).trial.state));
    expect(stepTrial(other, nobody).steps).toBe(1);
  });

  it('has a luck of its own for each cue', () => {
    const state = (number: number) => JSON.stringify(beginTrial(hush, cue({ number }), house).state);
    expect(state(2)).not.toBe(state(3));
  });

  it('never says NaN or infinity, whoever comes', () => {
    fc.assert(
      fc.property(crowds, fc.dictionary(fc.constantFrom('patience', 'flow', 'swell', 'no-such'), fc.double()), (moments, params) => {
        const { views, trial } = play(
          cue({ params }),
          moments.map((moment) => ({ ...moment, crowd: noCrowd })),
        );
        // JSON writes both as null
        expect(views.join()).not.toContain('null');
        expect(numbersIn(trial.state).filter((value) => !Number.isFinite(value))).toEqual([]);
        expect(Object.values(paramsOf(hush, cue({ params }), 3)).every(Number.isFinite)).toBe(true);
      }),
      { seed: 11, numRuns: 30 },
    );
  });

  it('costs a small part of a frame, with sixty people in the room', () => {
    const people = Array.from(
      { length: 60 },
      (_, n): Person => hand({ id: `p${n}`, at: { x: 0.1 + 0.013 * n, y: 0.5 }, grip: n % 2 === 0 }),
    );
    let trial = beginTrial(hush, cue(), house);
    const costMs = seconds(5, { people, gestures: [], crowd: noCrowd }).map((heard) => {
      const begun = performance.now();
      trial = stepTrial(trial, heard);
      return performance.now() - begun;
    });
    costMs.sort((a, b) => a - b);
    expect(costMs[costMs.length / 2]).toBeLessThan(4);
  });
});

describe('the faders of a trial', () => {
  it('stand where the cue sets them, inside their ranges, and else where they begin', () => {
    expect(paramsOf(hush, cue({ params: { patience: 1e9, flow: Number.NaN } }), 0)).toEqual({
      swell: 12,
      patience: 120,
      dreams: 40,
      flow: 100,
    });
  });

  it('go where the cue’s fades take them, in their time', () => {
    const faded = cue({ params: { swell: 10 }, fades: [{ what: 'param', name: 'swell', to: 30, seconds: 4, curve: 'even' }] });
    expect([0, 1, 2, 4, 60].map((s) => paramsOf(hush, faded, s).swell)).toEqual([10, 15, 20, 30, 30]);
  });

  it('leave out what the scene does not have', () => {
    const strange = cue({ params: { volume: 11 }, fades: [{ what: 'param', name: 'treble', to: 1, seconds: 0 }] });
    expect(Object.keys(paramsOf(hush, strange, 1))).toEqual(['swell', 'patience', 'dreams', 'flow']);
  });

  it('begin in full light, and go as dark as the cue does', () => {
    const dim = cue({ fades: [{ what: 'light', to: 0.4, seconds: 2, curve: 'even' }] });
    expect(lightOf({ cue: cue(), steps: 600 })).toBe(1);
    expect([0, 60, 120, 900].map((steps) => Math.round(100 * lightOf({ cue: dim, steps })))).toEqual([100, 70, 40, 40]);
  });
});
