import { describe, expect, it } from 'vitest';
import type { Move } from '../../../devices/drivers/driver.ts';
import { cleanHand } from '../../../devices/painter/plan.ts';
import { fenced } from '../../../devices/stream/fence.ts';
import { createFlow } from '../../../devices/stream/flow.ts';
import { createQueue } from '../../../devices/stream/queue.ts';
import { assumedLimits } from '../../../devices/stream/reference.ts';
import { newTally } from '../../../devices/stream/tally.ts';
import { createTurns } from '../../../devices/stream/turns.ts';
import { machine, setting } from './rig.ts';
import { createTestTime } from './time.ts';

const inside = { x: 1199, y: 100, z: 20 };

describe('the last look before a line is sent', () => {
  it('lets motion within the reach pass, to its very edge', () => {
    expect(fenced(machine, inside, { x: 1200, y: 0, z: -20 })).toBeUndefined();
  });

  it.each([
    ['x', { ...inside, x: 1201 }],
    ['y', { ...inside, y: -1 }],
    ['z', { ...inside, z: 80.2 }],
    ['x', { ...inside, x: Number.NaN }],
  ])('stops one that leaves it along %s', (axis, to) => {
    expect(fenced(machine, inside, to)).toMatchObject({ code: 'fence/outside', text: expect.stringContaining(`to ${axis} `) });
  });

  it('lets an arm that was found outside come back in, or go up, but no farther out', () => {
    const outside = { ...inside, x: -5 };
    expect(fenced(machine, outside, { ...outside, z: 60 })).toBeUndefined();
    expect(fenced(machine, outside, inside)).toBeUndefined();
    expect(fenced(machine, outside, { ...outside, x: -6 })?.code).toBe('fence/outside');
  });
});

describe('a motion that would leave the reach', () => {
  it('is not sent, nor anything after it, until all is planned anew', () => {
    const time = createTestTime();
    const sent: Move[] = [];
    const why: string[] = [];
    const queue = createQueue();
    const unused = (): never => {
      throw new Error('a flow only sends');
    };
    const flow = createFlow({
      driver: {
        send: (move) => sent.push(move) > 0,
        connect: unused,
        halt: unused,
        abort: unused,
        home: unused,
        unlock: unused,
        watch: unused,
        onEvent: unused,
        close: unused,
      },
      controller: {
        firmware: 'grbl 1.1h',
        limits: assumedLimits(machine),
        canHome: false,
        report: { state: 'idle', at: inside, speedMmS: 0, drained: true },
      },
      ...{
        easel: setting,
        horizonMs: 250,
        timers: time,
        queue,
        turns: createTurns(queue, time, () => setting),
        tally: newTally(),
        capMmS: 100,
      },
      ...{ offset: { x: 0, y: 0, z: 0 }, at: inside, hand: cleanHand, onSent: unused, onPainted: unused, onPiece: unused },
      onFenced: ({ code }) => why.push(code),
    });
    flow.add([
      { kind: 'jog', to: { ...inside, x: 1300 }, speedMmS: 4000 },
      { kind: 'jog', to: inside, speedMmS: 100 },
    ]);
    flow.pump();
    flow.pump();
    expect(why).toEqual(['fence/outside']);
    expect(sent.every(({ to }) => to.x <= 1200.05)).toBe(true);
    const count = sent.length;
    flow.drop(inside);
    flow.add([{ kind: 'jog', to: { ...inside, x: 1198 }, speedMmS: 50 }]);
    flow.pump();
    expect(sent.length).toBe(count + 1);
    flow.dispose();
  });
});
