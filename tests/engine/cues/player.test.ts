import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../engine/cues/cue.ts';
import type { CueOrder } from '../../../engine/cues/player.ts';
import type { Happening } from '../../../engine/cues/until.ts';
import { cue, dt, play, quiet } from '../../support/cue-list.ts';

describe('GO', () => {
  it('fires one cue after the other, and nothing after the last', () => {
    const list = play([cue(1), cue(2), cue(3)]);
    for (let i = 0; i < 4; i++) {
      list.order({ kind: 'go' });
      list.pass(1);
    }
    expect(list.fired).toEqual([2, 3]);
  });

  it('is refused within half a second of the last', () => {
    const list = play([cue(1), cue(2), cue(3)]);
    list.order({ kind: 'go' });
    list.pass(0.4);
    list.order({ kind: 'go' });
    expect(list.fired).toEqual([2]);
    list.pass(0.2);
    list.order({ kind: 'go' });
    expect(list.fired).toEqual([2, 3]);
  });

  it('waits as long as the cue says, and does not wait when it is pressed again', () => {
    const cues = [cue(1), cue(2, { preWaitS: 3 })];
    const patient = play(cues);
    patient.order({ kind: 'go' });
    patient.pass(2.9);
    expect(patient.fired).toEqual([]);
    patient.pass(0.2);
    expect(patient.fired).toEqual([2]);
    const hasty = play(cues);
    hasty.order({ kind: 'go' });
    hasty.pass(1);
    hasty.order({ kind: 'go' });
    expect(hasty.fired).toEqual([2]);
  });
});

describe('moving about the list', () => {
  it('goes back, jumps by number, and lets another stand by', () => {
    const list = play([cue(1), cue(2), cue(2.5), cue(3)]);
    list.order({ kind: 'cue/jump', number: 2.5 });
    list.pass(1);
    list.order({ kind: 'cue/back' });
    list.order({ kind: 'cue/standby', number: 3 });
    list.pass(1);
    list.order({ kind: 'go' });
    expect(list.fired).toEqual([2.5, 2, 3]);
  });

  it('does nothing for a number that is not in the list, nor before the first', () => {
    const list = play([cue(1), cue(2)]);
    list.order({ kind: 'cue/jump', number: 7 });
    list.order({ kind: 'cue/back' });
    expect(list.fired).toEqual([]);
    expect(list.state().standby).toBe(1);
  });
});

describe('what follows by itself', () => {
  it('comes after its time, cue after cue', () => {
    const list = play([cue(1, { follow: { afterS: 2 } }), cue(2, { follow: { afterS: 1 } }), cue(3)]);
    list.pass(1.9);
    expect(list.fired).toEqual([]);
    list.pass(1.2);
    expect(list.fired).toEqual([2, 3]);
  });

  it('does not come after a stop, until the next GO', () => {
    const list = play([cue(1, { follow: { afterS: 1 } }), cue(2, { follow: { afterS: 1 } }), cue(3)]);
    list.order({ kind: 'cue/stop' });
    list.pass(5);
    expect(list.fired).toEqual([]);
    list.order({ kind: 'go' });
    list.pass(1.1);
    expect(list.fired).toEqual([2, 3]);
  });

  it('is put off for as long as the list is held', () => {
    const list = play([cue(1, { follow: { afterS: 1 } }), cue(2)]);
    list.pass(0.5);
    list.order({ kind: 'cue/hold', on: true });
    list.pass(10);
    list.order({ kind: 'cue/hold', on: false });
    list.pass(0.4);
    expect(list.fired).toEqual([]);
    list.pass(0.2);
    expect(list.fired).toEqual([2]);
  });

  it('goes round a loop as often as it says, and then on', () => {
    const list = play([cue(1, { follow: { afterS: 1 } }), cue(2, { follow: { afterS: 1 }, loop: { to: 1, times: 2 } }), cue(3)]);
    list.pass(8);
    expect(list.fired).toEqual([2, 1, 2, 1, 2, 3]);
  });
});

describe('a cue that waits until something is so', () => {
  it.each<[string, Partial<Cue>, Happening, number]>([
    ['a time has passed', { until: { on: 'time', seconds: 2 } }, quiet, 2],
    [
      'a gesture came three times',
      { until: { on: 'gesture', gesture: 'raise', count: 3 } },
      { ...quiet, gestures: ['raise', 'wave'] },
      3 * dt,
    ],
    ['the crowd is lively for two seconds', { until: { on: 'energy', above: 0.6, seconds: 2 } }, { ...quiet, energy: 0.7 }, 2],
  ])('fires the next when %s', (_what, more, now, afterS) => {
    const list = play([cue(1, more), cue(2)]);
    list.pass(afterS - 2 * dt, now);
    expect(list.fired).toEqual([]);
    list.pass(4 * dt, now);
    expect(list.fired).toEqual([2]);
  });

  it('fires when enough people want it, and not before', () => {
    const list = play([cue(1, { until: { on: 'vote', choice: 'sea', count: 3 } }), cue(2)]);
    list.pass(10, { ...quiet, votes: { sea: 2, land: 9 } });
    expect(list.fired).toEqual([]);
    list.pass(dt, { ...quiet, votes: { sea: 3 } });
    expect(list.fired).toEqual([2]);
  });

  it('goes where the first condition that is so leads, and otherwise to the next', () => {
    const until: Cue['until'] = [
      { on: 'vote', choice: 'land', count: 2, to: 3 },
      { on: 'vote', choice: 'sea', count: 2, to: 4 },
      { on: 'time', seconds: 5 },
    ];
    const cues = [cue(1, { until }), cue(2), cue(3), cue(4)];
    const [sea, nobody] = [play(cues), play(cues)];
    sea.pass(1, { ...quiet, votes: { sea: 2 } });
    nobody.pass(5.1);
    expect([sea.fired, nobody.fired]).toEqual([[4], [2]]);
  });

  it('counts a calm only while it lasts', () => {
    const list = play([cue(1, { until: { on: 'energy', below: 0.2, seconds: 2 } }), cue(2)]);
    list.pass(1.5, { ...quiet, energy: 0.1 });
    list.pass(0.1, { ...quiet, energy: 0.5 });
    list.pass(1.5, { ...quiet, energy: 0.1 });
    expect(list.fired).toEqual([]);
    list.pass(0.6, { ...quiet, energy: 0.1 });
    expect(list.fired).toEqual([2]);
  });

  it('takes a painting for finished only after there was something to paint', () => {
    const list = play([cue(1, { until: { on: 'painting' } }), cue(2)]);
    list.pass(5, { ...quiet, strokesLeft: 0 });
    list.pass(5, { ...quiet, strokesLeft: 4 });
    expect(list.fired).toEqual([]);
    list.pass(0.1, { ...quiet, strokesLeft: 0 });
    expect(list.fired).toEqual([2]);
  });
});

it('never leaves the list, whatever is asked of it', () => {
  const order: fc.Arbitrary<CueOrder> = fc.oneof(
    fc.constantFrom<CueOrder>(
      { kind: 'go' },
      { kind: 'cue/back' },
      { kind: 'cue/stop' },
      { kind: 'cue/hold', on: true },
      { kind: 'cue/hold', on: false },
    ),
    fc.record({ kind: fc.constantFrom('cue/jump' as const, 'cue/standby' as const), number: fc.integer({ min: 0, max: 5 }) }),
  );
  const cues = [cue(1, { follow: { afterS: 0 } }), cue(2, { preWaitS: 0.1, loop: { to: 1, times: 0 }, follow: { afterS: 0.2 } }), cue(3)];
  fc.assert(
    fc.property(fc.array(order, { maxLength: 60 }), (orders) => {
      const list = play(cues);
      for (const one of orders) {
        list.order(one);
        list.pass(0.1);
        const { place, standby, elapsedS } = list.state();
        expect(cues[place]).toBeDefined();
        expect(standby).toBeLessThanOrEqual(cues.length);
        expect(Number.isFinite(elapsedS)).toBe(true);
      }
    }),
    { seed: 4, numRuns: 200 },
  );
});
