import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letDry } from '../../../../devices/painter/order/drying.ts';
import { type OrderOptions, orderStrokes } from '../../../../devices/painter/order/order.ts';
import { fillings, type Orderable } from '../../../../devices/painter/order/orderable.ts';
import { createPrecedence } from '../../../../devices/painter/order/precedence.ts';
import { swapped, ties } from './fixtures.ts';

const dab = (id: string, paint: string, x = 0): Orderable => ({ id, paint, brush: 'round', points: [[x, 0, 0.5]] });
/** 10 s a stroke; a glaze wants its ground 60 s dry; washes take 5 s. */
const drying = { dryingS: (paint: string): number => (paint === 'glaze' ? 60 : 0), durationS: () => 10, washS: 5 };

describe('drying', () => {
  it('paints others while the ground dries', () => {
    const strokes = [dab('a', 'red'), dab('g', 'glaze'), ...[1, 2, 3, 4, 5, 6].map((i) => dab(`r${i}`, 'red', 9 * i))];
    const order = createPrecedence(strokes.map((_, i) => (i === 1 ? [0] : [])));
    expect(letDry(strokes, [...strokes.keys()], order, fillings(strokes), drying)).toEqual({ order: [0, 2, 3, 4, 5, 6, 7, 1], waits: [] });
  });

  it('says how long to wait where there is nothing else to paint', () => {
    const strokes = [dab('a', 'red'), dab('g', 'glaze')];
    const { order, waits } = letDry(strokes, [0, 1], createPrecedence([[], [0]]), fillings(strokes), drying);
    expect(order).toEqual([0, 1]);
    // of 60 s, the wash takes 5
    expect(waits).toEqual([{ stroke: 1, seconds: 55 }]);
  });

  it('waits on the spot where the ground dries sooner than a wash takes', () => {
    const strokes = [dab('a', 'red'), dab('g', 'glaze'), dab('b', 'red')];
    const order = createPrecedence([[], [0], []]);
    const quick = { ...drying, washS: 31 };
    expect(letDry(strokes, [0, 1, 2], order, fillings(strokes), quick)).toEqual({ order: [0, 1, 2], waits: [{ stroke: 1, seconds: 29 }] });
  });

  it('lets strokes of one paint, and those that ask for nothing, go into the wet', () => {
    const strokes = [dab('a', 'glaze'), dab('b', 'glaze'), dab('c', 'red')];
    const order = createPrecedence([[], [0], [0, 1]]);
    expect(letDry(strokes, [0, 1, 2], order, fillings(strokes), drying)).toEqual({ order: [0, 1, 2], waits: [] });
  });

  it('never paints on ground that is too wet, whatever the order, nor swaps what overlaps', () => {
    fc.assert(
      fc.property(ties(25), ({ order, filling }) => {
        const strokes = [...filling].map((f, i) => dab(`s${i}`, ['red', 'blue', 'glaze'][f] ?? ''));
        const dried = letDry(strokes, [...filling.keys()], order, filling, drying);
        expect([...dried.order].sort((a, b) => a - b)).toEqual([...filling.keys()]);
        expect(swapped(dried.order, order)).toEqual([]);
        const waits = new Map(dried.waits.map(({ stroke, seconds }) => [stroke, seconds]));
        const doneS = new Map<number, number>();
        let clock = 0;
        for (const [i, stroke] of dried.order.entries()) {
          const before = dried.order[i - 1];
          clock += (before === undefined || filling[before] === filling[stroke] ? 0 : 5) + (waits.get(stroke) ?? 0);
          if (filling[stroke] === 2)
            for (const ground of order.before[stroke] ?? [])
              if (filling[ground] !== 2) expect(clock - (doneS.get(ground) ?? Number.NaN)).toBeGreaterThanOrEqual(60 - 1e-9);
          clock += 10;
          doneS.set(stroke, clock);
        }
      }),
      { seed: 31, numRuns: 150 },
    );
  });

  it('tells the painter which of the ordered strokes each pause comes before, and the sum', () => {
    const options: OrderOptions = {
      markWidthMm: () => 4,
      mayFlip: () => false,
      budget: { kind: 'moves', moves: 100 },
      startAt: [0, 0],
      washMm: 1000,
      drying,
    };
    const result = orderStrokes([dab('a', 'red'), dab('g', 'glaze'), dab('b', 'red', 50)], options);
    expect(result).toMatchObject({
      ok: true,
      value: { strokes: [{ id: 'a' }, { id: 'b' }, { id: 'g' }], waits: [{ stroke: 2, seconds: 45 }], figures: { waitS: 45 } },
    });
  });

  it('throws on a time that is none', () => {
    const strokes = [dab('a', 'red'), dab('g', 'glaze')];
    const dry = (more: Partial<typeof drying>): unknown =>
      letDry(strokes, [0, 1], createPrecedence([[], [0]]), fillings(strokes), { ...drying, ...more });
    expect(() => dry({ dryingS: () => Number.NaN })).toThrow(/drying time of glaze over red is NaN/);
    expect(() => dry({ durationS: () => -1 })).toThrow(/duration of stroke a is -1/);
  });
});
