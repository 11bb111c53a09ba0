import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../../stage/pages/visit/outbox.ts';
import type { TouchMessage } from '../../../stage/protocol/doors.ts';

const touch = (phase: TouchMessage['phase'], x = 0.5): TouchMessage => ({ phase, x, y: 0.5, pressure: 0.5 });

/** A phone whose reach can be switched, with its outbox. */
function phone() {
  const reach = { on: true };
  const outbox = createOutbox(() => reach.on);
  const drain = (now: number): string[] => {
    const sent: string[] = [];
    for (let i = 0; i < 500; i++) for (const { phase, x } of outbox.next(now)) sent.push(`${phase} ${x.toFixed(2)}`);
    return sent;
  };
  return { reach, outbox, drain };
}

describe('touches on their way to the show', () => {
  it('are thinned to the latest move between two ticks, and never lose a beginning or an end', () => {
    const { outbox, drain } = phone();
    outbox.add(touch('down', 0), 0);
    for (let i = 1; i <= 20; i++) outbox.add(touch('move', i / 20), i);
    outbox.add(touch('up', 1), 21);
    expect(drain(33)).toEqual(['down 0.00', 'move 1.00', 'up 1.00']);
  });

  it('wait while the room is out of reach, and are told in order on return', () => {
    const { reach, outbox, drain } = phone();
    reach.on = false;
    outbox.add(touch('down', 0), 0);
    outbox.add(touch('move', 0.1), 30);
    outbox.add(touch('move', 0.2), 60);
    outbox.add(touch('up', 0.2), 90);
    expect(drain(100)).toEqual([]);
    reach.on = true;
    expect(drain(200)).toEqual(['down 0.00', 'move 0.10', 'move 0.20', 'up 0.20']);
  });

  it('begin the line anew when the connection broke in the middle of it', () => {
    const { reach, outbox, drain } = phone();
    outbox.add(touch('down', 0), 0);
    outbox.add(touch('move', 0.1), 10);
    expect(drain(33)).toEqual(['down 0.00', 'move 0.10']);
    reach.on = false;
    outbox.lost();
    outbox.add(touch('move', 0.2), 60);
    outbox.add(touch('move', 0.3), 90);
    reach.on = true;
    outbox.add(touch('up', 0.3), 120);
    expect(drain(130)).toEqual(['down 0.20', 'move 0.30', 'up 0.30']);
  });

  it('say nothing of a finger that only lifted while out of reach', () => {
    const { reach, outbox, drain } = phone();
    outbox.add(touch('down'), 0);
    drain(33);
    reach.on = false;
    outbox.lost();
    outbox.add(touch('up'), 60);
    reach.on = true;
    expect(drain(70)).toEqual([]);
  });

  it('are kept for five seconds, and what is left of a longer line begins with the brush coming down', () => {
    const { reach, outbox, drain } = phone();
    reach.on = false;
    outbox.add(touch('down', 0), 0);
    for (let t = 100; t <= 8000; t += 100) outbox.add(touch('move', t / 10_000), t);
    reach.on = true;
    const sent = drain(8000);
    expect(sent[0]).toBe('down 0.30');
    expect(sent.at(-1)).toBe('move 0.80');
    expect(sent).toHaveLength(51);
  });

  it('go out at most two a tick, so that a return does not flood the door', () => {
    const { reach, outbox } = phone();
    reach.on = false;
    for (let i = 0; i < 50; i++) outbox.add(touch(i === 0 ? 'down' : 'move', i / 50), i * 30);
    reach.on = true;
    expect(outbox.next(1500)).toHaveLength(2);
  });
});
