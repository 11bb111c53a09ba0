import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { desk } from './desk.ts';

const telling = fc.constantFrom(
  'G1 X10 F6000\n',
  'G28\n',
  'M410\n',
  'M114\n',
  'N1 G21*18\n',
  'G92 X5\n',
  'M400\n',
  'G4 P50\n',
  ';\n',
  '*',
  'N',
);
const noise = fc.uint8Array({ maxLength: 20 }).map((bytes) => String.fromCharCode(...bytes));

describe('a virtual Marlin, whatever comes in', () => {
  it('never crashes, and answers after a reset', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.oneof(telling, noise), fc.integer({ min: 0, max: 400 })), { maxLength: 15 }),
        fc.boolean(),
        (bursts, emergencyParser) => {
          const d = desk({ emergencyParser, avr: emergencyParser });
          for (const [text, ms] of bursts) {
            d.send(text);
            d.run(ms);
          }
          d.marlin.reset('power', d.now());
          d.run(700);
          d.heard();
          expect(d.ask('M114')).toContain('X:0.00 Y:0.00 Z:0.00');
        },
      ),
      { seed: 3, numRuns: 100 },
    );
  });
});
