import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../engine/cues/cue.ts';
import { placeOfNext } from '../../../engine/cues/player.ts';
import { cue, dt, play, quiet } from '../../support/cue-list.ts';

const go = { kind: 'go' } as const;
const back = { kind: 'cue/back' } as const;
const stop = { kind: 'cue/stop' } as const;
const hold = (on: boolean) => ({ kind: 'cue/hold', on }) as const;
const jump = (number: number) => ({ kind: 'cue/jump', number }) as const;
const standby = (number: number) => ({ kind: 'cue/standby', number }) as const;
const chain = (length: number, more: Partial<Cue>): Cue[] => Array.from({ length }, (_, i) => cue(i + 1, more));

describe('a chain of a hundred cues', () => {
  it.each([1, 0.51, 0.1, 1 / 3])('that follow after %d s each comes to its end when their sum has passed, to a step', (afterS) => {
    const list = play(chain(101, { follow: { afterS } }));
    list.pass(100 * afterS - 2 * dt);
    expect(list.fired.length).toBeLessThan(100);
    list.pass(4 * dt);
    expect(list.fired).toHaveLength(100);
  });

  it('keeps time through pre-waits and conditions too', () => {
    const list = play(chain(51, { until: { on: 'time', seconds: 0.25 }, preWaitS: 0.26 }));
    list.pass(50 * 0.51 - 2 * dt);
    expect(list.fired.length).toBeLessThan(50);
    list.pass(4 * dt);
    expect(list.fired).toHaveLength(50);
  });

  it('without any wait fires one in a step, in their order', () => {
    const list = play(chain(101, { follow: { afterS: 0 } }));
    list.pass(100 * dt);
    expect(list.fired).toEqual(Array.from({ length: 100 }, (_, i) => i + 2));
  });

  it('that leads back to its beginning without any wait never ends, and never hangs', () => {
    const list = play([cue(1, { follow: { afterS: 0 } }), cue(2, { follow: { afterS: 0 }, loop: { to: 1, times: 0 } })]);
    list.pass(10);
    expect(list.fired).toHaveLength(600);
    list.order(stop);
    list.pass(1);
    expect(list.fired).toHaveLength(600);
  });
});

describe('a loop within a loop', () => {
  const soon = { follow: { afterS: 0.1 } };
  const cues = [
    cue(1, soon),
    cue(2, { ...soon, loop: { to: 2, times: 1 } }),
    cue(3, { ...soon, loop: { to: 1, times: 1 } }),
    cue(4),
    cue(5),
  ];

  it('goes round the inner one as often each time', () => {
    const list = play(cues);
    list.pass(2);
    expect(list.fired).toEqual([2, 2, 3, 1, 2, 2, 3, 4]);
  });

  it('begins anew after the show was taken out of the middle of it', () => {
    const list = play(cues);
    list.pass(0.45);
    expect(list.fired).toEqual([2, 2, 3, 1]);
    list.order(jump(5));
    list.pass(1);
    list.order(jump(1));
    list.pass(2);
    expect(list.fired.slice(4)).toEqual([5, 1, 2, 2, 3, 1, 2, 2, 3, 4]);
  });

  it('does not count a way that a condition led elsewhere', () => {
    const until: Cue['until'] = [
      { on: 'energy', above: 0.5, seconds: 0, to: 1 },
      { on: 'time', seconds: 0.5 },
    ];
    const list = play([cue(1, soon), cue(2, { until, loop: { to: 1, times: 1 } }), cue(3)]);
    list.pass(0.2, { ...quiet, energy: 0.9 });
    list.pass(3);
    expect(list.fired).toEqual([2, 1, 2, 1, 2, 3]);
  });
});

describe('orders that cross', () => {
  it('lets two operators who go back together go back once, and a GO then is no second order', () => {
    const list = play(chain(4, {}));
    list.order(jump(3));
    list.pass(1);
    list.order(back);
    list.order(back);
    list.order(go);
    expect(list.fired).toEqual([3, 2]);
  });

  it('lets GO take what an operator chose while another cue waited, not the one that waits', () => {
    const list = play([cue(1, { follow: { afterS: 1 } }), cue(2, { preWaitS: 60 }), cue(3), cue(4)]);
    list.pass(2);
    expect(placeOfNext(list.state())).toBe(1);
    list.order(standby(4));
    expect(placeOfNext(list.state())).toBe(3);
    list.order(go);
    list.pass(90);
    expect(list.fired).toEqual([4]);
  });

  it('goes on waiting for the one that was called where another is only chosen, and where the choice is taken back', () => {
    const cues = [cue(1), cue(2, { preWaitS: 3 }), cue(3)];
    const [chosen, undone] = [play(cues), play(cues)];
    for (const list of [chosen, undone]) list.order(go);
    chosen.order(standby(3));
    chosen.pass(3.1);
    undone.order(standby(3));
    undone.order(standby(2));
    undone.pass(1);
    undone.order(go);
    expect([chosen.fired, undone.fired]).toEqual([[2], [2]]);
  });

  it('fires what waits where a loop leads when GO is pressed once more', () => {
    const list = play([cue(1, { preWaitS: 9 }), cue(2, { follow: { afterS: 0.1 }, loop: { to: 1, times: 0 } }), cue(3)]);
    list.order(jump(2));
    list.pass(1);
    list.order(go);
    expect(list.fired).toEqual([2, 1]);
  });

  it('keeps a hold over GO, pre-wait or none, until it is taken back', () => {
    const list = play([cue(1), cue(2, { preWaitS: 5, follow: { afterS: 1 } }), cue(3, { follow: { afterS: 1 } }), cue(4)]);
    list.order(hold(true));
    list.order(go);
    list.pass(10);
    list.order(go);
    list.pass(10);
    expect(list.fired).toEqual([2, 3]);
    list.order(hold(false));
    list.pass(1.1);
    expect(list.fired).toEqual([2, 3, 4]);
  });

  it('holds a pre-wait where it is, and a stop in it leaves the cue that is on', () => {
    const list = play([cue(1), cue(2, { preWaitS: 5 }), cue(3)]);
    list.order(go);
    list.pass(4);
    list.order(hold(true));
    list.pass(60);
    list.order(hold(false));
    list.pass(0.5);
    list.order(stop);
    list.pass(60);
    expect(list.fired).toEqual([]);
    list.order(go);
    list.pass(5.1);
    expect(list.fired).toEqual([2]);
  });
});

it.each([0, 1.1, 1.11, 10, 9999])('knows a cue by its number %d, wherever it stands in the list', (number) => {
  const list = play([cue(1), cue(10), cue(1.11), cue(1.1), cue(0), cue(9999)]);
  list.order(jump(number));
  expect(list.fired).toEqual([number]);
});
