import { describe, expect, it } from 'vitest';
import type { ArmState } from '../../../devices/process/messages.ts';
import { createJog, jogSpeeds } from '../../../stage/server/jog.ts';

function open(state: ArmState['kind'] = 'ready') {
  let now = 0;
  const told: (readonly number[])[] = [];
  const entries: unknown[] = [];
  const jog = createJog({
    arm: { jog: (mmS) => told.push(mmS) },
    travelMmS: 100,
    state: () => state,
    nowS: () => now,
    record: (_kind, body) => entries.push(body),
  });
  return { jog, told, entries, wait: (s: number) => (now += s) };
}

describe('a jog', () => {
  it('is passed on each time that it is said, and never by itself', () => {
    const { jog, told, wait } = open();
    for (let i = 0; i < 3; i++) {
      jog.say(1, [5, 0, 0]);
      wait(0.2);
      jog.settle();
    }
    for (let i = 0; i < 10; i++) {
      wait(0.2);
      jog.settle();
    }
    expect(told).toEqual([
      [5, 0, 0],
      [5, 0, 0],
      [5, 0, 0],
    ]);
  });

  it('has its begin and its end in the ledger, however it ends', () => {
    const { jog, entries, wait } = open();
    jog.say(1, [5, 0, 0]);
    jog.say(1, [5, 5, 0]);
    jog.say(1, [0, 0, 0]);
    jog.say(2, [0, 0, 5]);
    wait(0.7);
    jog.settle();
    expect(entries).toEqual([
      { console: 1, mmS: [5, 0, 0] },
      { console: 1, mmS: [0, 0, 0] },
      { console: 2, mmS: [0, 0, 5] },
      { console: 2, mmS: [0, 0, 0] },
    ]);
  });

  it('faster than the machine travels is refused, and nothing moves', () => {
    const { jog, told } = open();
    expect(jog.say(1, [80, 80, 0])).toMatchObject({ code: 'arm/jog-speed', remedy: expect.stringContaining('100 mm/s') });
    expect(jog.say(1, [60, 80, 0])).toBeNull();
    expect(told).toEqual([[60, 80, 0]]);
  });

  it.each(['painting', 'drying', 'unreferenced', 'faulted', 'offline'] as const)(
    'is refused while the arm is %s, but standing still is not',
    (state) => {
      const { jog, told } = open(state);
      expect(jog.say(1, [5, 0, 0])).toMatchObject({ code: 'arm/busy' });
      expect(jog.say(1, [0, 0, 0])).toBeNull();
      expect(told).toEqual([[0, 0, 0]]);
    },
  );

  it('stands still at once when its console is gone, and another’s goes on', () => {
    const { jog, told } = open();
    jog.say(1, [5, 0, 0]);
    jog.stop(2);
    expect(told).toHaveLength(1);
    jog.stop(1);
    expect(told.at(-1)).toEqual([0, 0, 0]);
  });
});

it('is offered slow and fast, and never faster than the brush may be plunged', () => {
  const speeds = { paintMmS: 60, travelMmS: 250, plungeMmS: 40, accelerationMmS2: 800 };
  expect(jogSpeeds(speeds)).toEqual({ slow: 5, fast: 40 });
  expect(jogSpeeds({ ...speeds, plungeMmS: 3 })).toEqual({ slow: 3, fast: 3 });
});
