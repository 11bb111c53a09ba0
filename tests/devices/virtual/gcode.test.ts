import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { desk } from './desk.ts';

describe('G-code that a virtual Grbl refuses', () => {
  it.each([
    ['5', 1],
    ['G', 2],
    ['G1X', 2],
    ['G1X1', 22],
    ['G1X1F-5', 4],
    ['G99', 20],
    ['M6', 20],
    ['A5', 20],
    ['G38.2X1F5', 20],
    ['G0G1X1F5', 24],
    ['G28G1X1', 24],
    ['G90G91', 21],
    ['M3M5', 21],
    ['G1.5X1F5', 23],
    ['G1X1X2F5', 25],
    ['G92', 26],
    ['G10L2P1', 26],
    ['N99999999', 27],
    ['G4', 28],
    ['G10L2X1', 28],
    ['G10L2P9X1', 29],
    ['G2G53X1I1F5', 30],
    ['G80X1', 31],
    ['G2Z1I1F5', 32],
    ['G2X1I9F5', 33],
    ['G2X10R1F5', 34],
    ['G2X1F5', 35],
    ['G1X1F5P3', 36],
    ['T300', 38],
    ['G93G1X1', 22],
  ])('%s gives error:%i', (line, code) => {
    const d = desk();
    expect(d.ask(line)).toBe(`error:${code}\r\n`);
    expect(d.ask('$G')).toContain('G0 G54 G17 G21 G90 G94 M5');
  });
});

describe('G-code that moves', () => {
  const reach = (...lines: string[]): readonly number[] => {
    const d = desk();
    for (const line of lines) expect(d.ask(line)).toBe('ok\r\n');
    return d.grbl.position();
  };

  it('keeps its modes from line to line', () => {
    expect(reach('G1F6000X1', 'Y2', 'Z3')).toEqual([1, 2, 3]);
  });
  it('knows increments', () => {
    expect(reach('G91G1F6000X1', 'X1', 'G90X1.5')).toEqual([1.5, 0, 0]);
  });
  it('knows inches', () => {
    const [x] = reach('G20G1F200X1');
    expect(x).toBeCloseTo(25.4, 9);
  });
  it('adds the offsets of the system in force, and G92', () => {
    expect(reach('G10L2P2X100', 'G55', 'G0X1', 'G92X0', 'G0X5')).toEqual([106, 0, 0]);
  });
  it('goes to machine places with G53', () => {
    expect(reach('G92X50', 'G53G0X3')).toEqual([3, 0, 0]);
  });
  it('sets the present place to a value with G10 L20', () => {
    expect(reach('G0X10', 'G10L20P1X0', 'G0X5')).toEqual([15, 0, 0]);
  });
  it('remembers a place for G28, and goes there by way of another', () => {
    expect(reach('G0X10Y10', 'G28.1', 'G0X0Y0', 'G28')).toEqual([10, 10, 0]);
    expect(reach('G0X10Y10', 'G28.1', 'G0X0Y0', 'G91G28X0')).toEqual([10, 0, 0]);
  });
  it('takes the time that G93 asks for', () => {
    const d = desk();
    d.send('G93G1X10F60\n');
    expect(d.settle()).toBeCloseTo((10 / 10 + 10 / 800) * 1000, 6);
  });
  it('resets its modes at M30', () => {
    const d = desk();
    d.ask('G91G55');
    expect(d.ask('M30')).toBe('[MSG:Pgm End]\r\nok\r\n');
    expect(d.ask('$G')).toContain('G1 G54 G17 G21 G90 G94 M5 M9');
  });
});

describe('arcs', () => {
  it.each([
    ['G2X10Y0I5F2000', 1],
    ['G3X10Y0I5F2000', -1],
    ['G2X10Y0R5F2000', 1],
    ['G3X10Y0R5F2000', -1],
  ])('of %s keep their radius, on the right side', (line, side) => {
    const d = desk();
    expect(d.ask(line)).toBe('ok\r\n');
    expect(d.grbl.position()).toEqual([10, 0, 0]);
    const highest = d.travelled.reduce((most, { to }) => Math.max(most, side * to[1]), 0);
    expect(highest).toBeGreaterThan(4.95);
    for (const { to } of d.travelled) {
      expect(Math.hypot(to[0] - 5, to[1])).toBeGreaterThan(4.98);
      expect(Math.hypot(to[0] - 5, to[1])).toBeLessThan(5.02);
    }
  });

  it('that end where they begin are whole circles', () => {
    const d = desk();
    d.ask('G2X0Y0I5F6000');
    const length = d.travelled.reduce((sum, { from, to }) => sum + Math.hypot(to[0] - from[0], to[1] - from[1]), 0);
    expect(length).toBeCloseTo(10 * Math.PI, 0);
  });

  it('with a negative radius go the long way, and climb in step', () => {
    const d = desk();
    d.ask('G2X5Y5R-5Z10F6000');
    const length = d.travelled.reduce((sum, { from, to }) => sum + Math.hypot(to[0] - from[0], to[1] - from[1]), 0);
    expect(length).toBeCloseTo((3 / 4) * 10 * Math.PI, 0);
    expect(d.grbl.position()).toEqual([5, 5, 10]);
  });
});

describe('any path', () => {
  it('is travelled to the step, in one piece, at the time that was committed', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 9600 }), fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 2000, max: 20_000 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 14 }), (points) => {
        const d = desk();
        d.send(`${points.map(([x, y, feed]) => `G1X${x / 80}Y${y / 80}F${feed}`).join('\n')}\n`);
        const committed = d.grbl.committedMs();
        const took = d.settle();
        expect(took).toBeCloseTo(committed, 6);
        const last = points.at(-1);
        expect(d.grbl.position()[0]).toBeCloseTo((last?.[0] ?? 0) / 80, 9);
        expect(d.grbl.position()[1]).toBeCloseTo((last?.[1] ?? 0) / 80, 9);
        d.travelled.forEach((piece, i) => {
          expect(piece.from).toEqual(d.travelled[i - 1]?.to ?? [0, 0, 0]);
          expect(piece.durationMs).toBeLessThan(10.1);
        });
      }),
      { seed: 3, numRuns: 50 },
    );
  });
});
