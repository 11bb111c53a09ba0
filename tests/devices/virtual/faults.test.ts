import { describe, expect, it } from 'vitest';
import { faultsSchema } from '../../../devices/virtual/faults.ts';
import { desk } from './desk.ts';

describe('faults on request', () => {
  it('drop the n-th byte to the arm', () => {
    const lost = desk({ faults: [{ kind: 'drop', way: 'toArm', nth: 5 }] });
    lost.ask('G1X15F6000');
    expect(lost.grbl.position()[0]).toBe(1);
  });

  it('double the n-th byte', () => {
    const d = desk({ faults: [{ kind: 'double', way: 'toArm', nth: 4 }] });
    d.ask('G1X1F6000');
    expect(d.grbl.position()[0]).toBe(11);
  });

  it('flip one bit of the n-th byte, the same one for the same seed', () => {
    const run = (seed: number): string => desk({ seed, faults: [{ kind: 'flip', way: 'toHost', nth: 30 }] }).ask('');
    expect(run(5)).toBe(run(5));
    expect(run(5)).not.toBe('ok\r\n');
    const distance = [...run(5)].map((char, i) => char.charCodeAt(0) ^ ('ok\r\n'.charCodeAt(i) || 0));
    expect(distance.filter((bits) => bits !== 0)).toHaveLength(1);
  });

  it('alter about the share of bytes that was asked for', () => {
    const d = desk({ seed: 9, faults: [{ kind: 'drop', way: 'toHost', rate: 0.1 }] });
    let heard = 0;
    for (let i = 0; i < 500; i++) heard += d.ask('').length;
    expect(heard / 2000).toBeGreaterThan(0.87);
    expect(heard / 2000).toBeLessThan(0.93);
  });

  it('lose one ok', () => {
    const d = desk({ faults: [{ kind: 'loseOk', nth: 2 }] });
    expect([d.ask('G21'), d.ask('G21'), d.ask('G21')]).toEqual(['ok\r\n', '', 'ok\r\n']);
  });

  it('reset the controller at a line: it stops, boots, and has lost its position', () => {
    const d = desk({ faults: [{ kind: 'reset', atLine: 2 }] });
    d.ask('G1X10F6000');
    d.send('G1X50\n');
    d.settle();
    expect(d.heard()).toContain('Grbl 1.1h');
    expect(d.grbl.believed()).toEqual([0, 0, 0]);
    expect(d.grbl.position()[0]).toBe(10);
  });

  it('cut the power at a time, in motion', () => {
    const d = desk({ faults: [{ kind: 'power', atMs: 335 }] });
    d.send('G1X100F6000\n');
    d.settle();
    expect(d.heard()).toContain('Grbl 1.1h');
    expect(d.grbl.position()[0]).toBeCloseTo(100 * 0.3 - 6.25, 6);
    expect(d.travelled.at(-1)?.to[0]).toBeCloseTo(100 * 0.3 - 6.25, 6);
  });

  it('stall it: nothing is answered meanwhile, and nothing is lost', () => {
    const d = desk({ faults: [{ kind: 'stall', atLine: 1, ms: 800 }] });
    d.send('G21\n');
    d.heard();
    d.send('G21\n?');
    d.run(799);
    expect(d.heard()).toBe('');
    d.run(2);
    expect(d.heard()).toMatch(/^<Idle.*>\r\nok\r\n$/);
  });

  it('tell that the cable was pulled, once', () => {
    const d = desk({ faults: [{ kind: 'unplug', atLine: 2 }] });
    let pulled = 0;
    d.grbl.onUnplug(() => pulled++);
    d.ask('G21');
    expect(pulled).toBe(0);
    d.ask('G21');
    d.ask('G21');
    expect(pulled).toBe(1);
  });

  it('are refused where they are none', () => {
    expect(faultsSchema.safeParse([{ kind: 'loseOk', nth: 1 }]).success).toBe(true);
    expect(faultsSchema.safeParse([{ kind: 'loseOk', nth: 0 }]).success).toBe(false);
    expect(faultsSchema.safeParse([{ kind: 'explode', nth: 1 }]).success).toBe(false);
  });
});
