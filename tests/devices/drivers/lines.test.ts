import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCounter } from '../../../devices/drivers/grbl/counter.ts';
import { createEncoder, millimetres } from '../../../devices/drivers/grbl/encode.ts';
import { readLine } from '../../../devices/drivers/grbl/lines.ts';
import { createSplitter } from '../../../devices/drivers/grbl/splitter.ts';

const zero = { x: 0, y: 0, z: 0 };

describe('a line from a Grbl', () => {
  it.each([
    ['ok', { kind: 'ok' }],
    ['error:20', { kind: 'error', code: 20 }],
    ['ALARM:1', { kind: 'alarm', code: 1 }],
    ["Grbl 1.1h ['$' for help]", { kind: 'banner', version: '1.1h' }],
    ["GrblHAL 1.1f ['$' or '$HELP' for help]", { kind: 'banner', version: '1.1f' }],
    ["Grbl 3.7 [FluidNC v3.7.16 (wifi) '$' for help]", { kind: 'banner', version: '3.7' }],
    ['$110=500.000', { kind: 'setting', number: 110, value: 500 }],
    ['[VER:1.1h.20190825:]', { kind: 'version', version: '1.1h' }],
    ['[OPT:V,15,128]', { kind: 'options', blocks: 15, bytes: 128 }],
    ["[MSG:'$H'|'$X' to unlock]", { kind: 'message', text: "'$H'|'$X' to unlock" }],
    ['k', { kind: 'other', text: 'k' }],
  ])('reads %s', (text, expected) => expect(readLine(text)).toEqual(expected));

  it('reads a status report with all its fields', () => {
    expect(readLine('<Hold:0|MPos:1.000,-2.500,3.000|Bf:12,90|Ln:7|FS:500,0|Pn:XP|WCO:0.000,1.000,2.000|Ov:100,50,90>')).toEqual({
      kind: 'status',
      state: 'Hold:0',
      machinePos: { x: 1, y: -2.5, z: 3 },
      free: { blocks: 12, bytes: 90 },
      line: 7,
      feed: 500,
      pins: 'XP',
      workOffset: { x: 0, y: 1, z: 2 },
      overrides: [100, 50, 90],
    });
  });

  it('leaves out a field with altered bytes, and keeps the rest', () => {
    expect(readLine('<Run|MPos:1.0x0,2.000,3.000|FS:600,0>')).toEqual({ kind: 'status', state: 'Run', feed: 600 });
  });

  it('never throws and never invents a position, whatever bytes come', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '|',
      'MPos:',
      'WCO:',
      '1.5',
      ',',
      '-',
      'Idle',
      'ok',
      'error:',
      '[OPT:',
      '$1=',
      '\u00f0',
      'e9',
      'NaN',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 12 }), (pieces) => {
        const line = readLine(pieces.join(''));
        if (line.kind !== 'status') return;
        for (const place of [line.machinePos, line.workPos, line.workOffset])
          if (place !== undefined) expect([place.x, place.y, place.z].every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 2000, seed: 11 },
    );
  });

  it('is cut at CR and LF, however the bytes arrive', () => {
    const text = "\r\nGrbl 1.1h ['$' for help]\r\nok\nok\r\n";
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 40, maxLength: 40 }), (sizes) => {
        const lines: string[] = [];
        const split = createSplitter((line) => lines.push(line));
        let at = 0;
        for (const size of sizes) {
          split(new TextEncoder().encode(text.slice(at, at + size)));
          at += size;
        }
        split(new TextEncoder().encode(text.slice(at)));
        expect(lines).toEqual(["Grbl 1.1h ['$' for help]", 'ok', 'ok']);
      }),
      { numRuns: 50, seed: 2 },
    );
  });
});

describe('a line to a Grbl', () => {
  it.each([
    [12.5, '12.5'],
    [0.25, '.25'],
    [-0.25, '-.25'],
    [-0.0001, '0'],
    [0, '0'],
    [100, '100'],
    [1.0004, '1'],
  ])('says %d mm as %s', (value, text) => expect(millimetres(value)).toBe(text));

  it('says modes once, then G1 and only what changes', () => {
    const encoder = createEncoder();
    const send = (x: number, y: number, z: number, speedMmS: number): string => {
      const draft = encoder.draft({ to: { x, y, z }, speedMmS }, zero);
      draft.keep();
      return draft.line;
    };
    expect(send(1, 2, 3, 50)).toBe('G21G90G94G1X1Y2Z3F3000');
    expect(send(1.5, 2, 3, 50)).toBe('G1X1.5');
    expect(send(1.5, 2.25, 3, 60)).toBe('G1Y2.25F3600');
  });

  it('says it again where it was not sent', () => {
    const encoder = createEncoder();
    const move = { to: { x: 1, y: 2, z: 3 }, speedMmS: 10 };
    expect(encoder.draft(move, zero).line).toBe(encoder.draft(move, zero).line);
  });

  it('respects the work offset in force', () => {
    expect(createEncoder().draft({ to: { x: 10, y: 10, z: 10 }, speedMmS: 1 }, { x: 1, y: 2, z: -3 }).line).toBe('G21G90G94G1X9Y8Z13F60');
  });

  it('is never longer than Grbl can hold', () => {
    const far = fc.double({ min: -99_999, max: 99_999, noNaN: true });
    fc.assert(
      fc.property(far, far, far, fc.double({ min: 0.01, max: 9999, noNaN: true }), (x, y, z, speedMmS) => {
        expect(createEncoder().draft({ to: { x, y, z }, speedMmS }, zero).line.length).toBeLessThanOrEqual(79);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe('the counter of characters', () => {
  it('fills the receive buffer to the byte and no further', () => {
    const counter = createCounter(128);
    counter.sent(100, 'motion');
    expect(counter.fits(28)).toBe(true);
    expect(counter.fits(29)).toBe(false);
    counter.sent(28, 'other');
    expect(counter.fits(1)).toBe(false);
    expect(counter.answered()).toBe('motion');
    expect(counter.fits(100)).toBe(true);
    expect(counter.answered()).toBe('other');
    expect(counter.answered()).toBeUndefined();
  });
});
