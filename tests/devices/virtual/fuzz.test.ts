import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subtract, type Vec3 } from '../../../devices/virtual/vector.ts';
import { desk } from './desk.ts';

const anyByte = fc.integer({ min: 0, max: 255 });
/** what is likely to mean something to Grbl */
const telling = fc.constantFrom(
  ...'GMXYZFIJRPLSTN$#=JHC0123456789.-\n\r?!~'.split('').map((char) => char.charCodeAt(0)),
  0x18,
  0x84,
  0x85,
  0x91,
  0x97,
);
const line = fc.constantFrom(
  'G1X10F6000\n',
  'G0Y5\n',
  '$J=X3F900\n',
  '$H\n',
  '$X\n',
  'G4P0.01\n',
  'M0\n',
  '$C\n',
  '$20=1\n',
  'G2X5Y5R5F3000\n',
  '!',
  '~',
  '\x18',
  '?',
);

describe('a virtual Grbl, whatever comes in', () => {
  it('lives on random bytes, and answers after a reset', () => {
    const traffic = fc.array(fc.tuple(fc.array(fc.oneof(anyByte, telling), { maxLength: 60 }), fc.integer({ min: 0, max: 200 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(traffic, fc.boolean(), fc.boolean(), (bursts, avr, homing) => {
        const d = desk({ avr, homing, settings: { 20: 0 } });
        for (const [bytes, ms] of bursts) {
          d.send(bytes);
          d.run(ms);
        }
        d.send([0x18]);
        d.run(2000);
        d.send([0x18]);
        d.run(2000);
        d.heard();
        d.send('?');
        d.run(50);
        expect(d.heard()).toMatch(/^<(Idle|Alarm)\|[MW]Pos:[-\d.,]+\|/);
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it('never moves but through the places it tells of, and never stands still for ever while it runs', () => {
    const traffic = fc.array(fc.tuple(line, fc.integer({ min: 0, max: 300 })), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(traffic, fc.boolean(), (lines, homing) => {
        const d = desk({ homing, start: [100, 100, 20] });
        for (const [text, ms] of lines) {
          d.send(text);
          d.run(ms);
        }
        d.settle();
        const last: Vec3 = d.travelled.at(-1)?.to ?? [100, 100, 20];
        expect(Math.hypot(...subtract(d.grbl.position(), last))).toBeLessThan(1e-6);
        d.travelled.forEach((piece, i) => {
          const before: Vec3 = d.travelled[i - 1]?.to ?? [100, 100, 20];
          expect(Math.hypot(...subtract(piece.from, before))).toBeLessThan(1e-6);
        });
        expect(['Run', 'Jog', 'Home']).not.toContain(d.grbl.state());
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  it('does the same again for the same traffic, faults and seed', () => {
    const run = (): string => {
      const d = desk({
        seed: 4,
        avr: true,
        faults: [
          { kind: 'flip', way: 'toArm', rate: 0.02 },
          { kind: 'drop', way: 'toHost', rate: 0.02 },
        ],
      });
      for (let i = 0; i < 60; i++) {
        d.send(`G1X${i}Y${i % 7}F3000\n?`);
        d.run(40);
      }
      d.settle();
      return d.heard() + d.grbl.position().join();
    };
    expect(run()).toBe(run());
  });
});
