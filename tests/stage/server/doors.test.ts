import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../engine/result.ts';
import { type DoorReply, operatorDoors, stageDoors, visitorDoors } from '../../../stage/protocol/doors.ts';
import { createBucket } from '../../../stage/server/bucket.ts';
import { openDoors } from '../../../stage/server/door.ts';
import { handAt } from '../../support/hands.ts';

function knock(rate = { perSecond: 30, burst: 60 }) {
  let now = 0;
  let any: (event: string, ...args: unknown[]) => void = () => {};
  const heard: unknown[] = [];
  const notices: Refusal[] = [];
  let gone = false;
  const socket = {
    id: 's',
    on: () => {},
    onAny: (listener: typeof any) => {
      any = listener;
    },
    emit: (_event: 'notice', notice: Refusal) => notices.push(notice),
    disconnect: () => {
      gone = true;
    },
  };
  openDoors(
    socket,
    visitorDoors,
    { touch: (message) => void heard.push(message), vote: (message) => void heard.push(message), stop: () => void heard.push('stop') },
    { rate, now: () => now, onRefused: () => {} },
  );
  const say = (event: string, ...args: unknown[]): DoorReply => {
    let reply: DoorReply | undefined;
    any(event, ...args, (answer: DoorReply) => {
      reply = answer;
    });
    if (!reply) throw new Error('no answer came');
    return reply;
  };
  return { say, heard, notices, gone: () => gone, wait: (ms: number) => (now += ms) };
}
const touch = { phase: 'down', x: 0.5, y: 0.5, pressure: 0.5 };

describe('a door', () => {
  it('lets a right message through, once, and without what was not asked for', () => {
    const { say, heard } = knock();
    expect(say('touch', { ...touch, role: 'operator' })).toEqual({ ok: true });
    expect(heard).toEqual([touch]);
  });

  it.each([
    ['a place off the wall', { ...touch, x: 1.2 }, /x: /],
    ['no place at all', { ...touch, x: undefined }, /x: /],
    ['not a number', { ...touch, y: Number.NaN }, /y: /],
    ['an unknown phase', { ...touch, phase: 'hover' }, /phase: /],
    ['nothing', undefined, /./],
    ['a text', 'down', /./],
  ])('refuses %s, naming the field', (_what, message, names) => {
    const { say, heard, notices } = knock();
    const reply = say('touch', message);
    expect(reply).toMatchObject({ ok: false, why: { code: 'door/shape' } });
    expect(notices[0]?.text).toMatch(names);
    expect(heard).toEqual([]);
  });

  it('does not know messages of other roles', () => {
    expect(knock().say('go', {})).toMatchObject({ ok: false, why: { code: 'door/unknown', remedy: /touch/ } });
    expect(knock().say('constructor', {})).toMatchObject({ ok: false, why: { code: 'door/unknown' } });
  });

  it('takes no more than the bucket holds, and more again later', () => {
    const { say, heard, wait } = knock({ perSecond: 10, burst: 5 });
    for (let i = 0; i < 20; i++) say('touch', touch);
    expect(heard).toHaveLength(5);
    expect(say('touch', touch)).toMatchObject({ ok: false, why: { code: 'door/too-fast' } });
    wait(1000);
    expect(say('touch', touch)).toEqual({ ok: true });
  });

  it('takes a stop even from a page that has used up its drawing, and only five at once', () => {
    const { say, heard, wait } = knock({ perSecond: 10, burst: 5 });
    for (let i = 0; i < 20; i++) say('touch', touch);
    heard.length = 0;
    const replies = Array.from({ length: 7 }, () => say('stop', {}).ok);
    expect(replies).toEqual([true, true, true, true, true, false, false]);
    wait(1000);
    expect(say('stop', {})).toEqual({ ok: true });
    expect(heard).toHaveLength(6);
  });

  it('sends away a socket that says nothing right two hundred times', () => {
    const { say, gone, wait, notices } = knock();
    for (let i = 0; i < 201; i++) {
      say('nonsense', {});
      wait(50);
    }
    expect(gone()).toBe(true);
    expect(notices.length).toBeLessThan(12);
  });
});

it('a bucket never holds more than its burst, and a clock that goes backwards gives nothing', () => {
  const bucket = createBucket({ perSecond: 100, burst: 3 }, 1000);
  expect([1e6, 1e6, 1e6, 1e6].map((now) => bucket.take(now))).toEqual([true, true, true, false]);
  expect(bucket.take(0)).toBe(false);
});

it('hands have 21 landmarks, no more and no less', () => {
  const message = { source: 'camera', t: 1, aspect: 1.33, hands: [handAt(0.5, 0.5)] };
  expect(stageDoors.hands.safeParse(message).success).toBe(true);
  const short = { ...message, hands: [{ ...handAt(0.5, 0.5), landmarks: handAt(0.5, 0.5).landmarks.slice(3) }] };
  expect(stageDoors.hands.safeParse(short).success).toBe(false);
});

it('a master is set between 0 and 1', () => {
  expect(operatorDoors.master.safeParse({ which: 'light', level: 1.01 }).success).toBe(false);
  expect(operatorDoors.master.safeParse({ which: 'light', level: 1 }).success).toBe(true);
});

describe('the operator’s words for the arm', () => {
  const jog = (mmS: unknown) => operatorDoors.jog.safeParse({ mmS }).success;
  it('take a jog of three finite numbers', () => {
    expect(jog([5, 0, -5])).toBe(true);
    for (const wrong of [[5, 0], [5, 0, 0, 0], [5, 0, Number.NaN], [5, Number.POSITIVE_INFINITY, 0], [5, '0', 0], null])
      expect(jog(wrong)).toBe(false);
  });

  it('ask for the lease in three ways', () => {
    for (const want of ['ask', 'over', 'back']) expect(operatorDoors.lease.safeParse({ want }).success).toBe(true);
    for (const want of ['steal', '', null]) expect(operatorDoors.lease.safeParse({ want }).success).toBe(false);
  });

  it.each(['urge', 'withdraw'] as const)('%s names one stroke at least, and a thousand at most', (door) => {
    const takes = (strokes: unknown) => operatorDoors[door].safeParse({ strokes }).success;
    expect(takes(['1-0001'])).toBe(true);
    for (const wrong of [[], [''], [1], Array(1001).fill('1-0001'), '1-0001']) expect(takes(wrong)).toBe(false);
  });
});
