import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsOf, randomTravelMm, travelMm } from '../../../../devices/painter/order/ends.ts';
import { nearCount, nearEnds } from '../../../../devices/painter/order/near.ts';
import { createPrecedence } from '../../../../devices/painter/order/precedence.ts';
import { createRoute, type Terms } from '../../../../devices/painter/order/route.ts';
import { cutTravel } from '../../../../devices/painter/order/travel.ts';
import { runsOf } from '../../../../devices/painter/order/washes.ts';
import { createRandom } from '../../../../engine/random.ts';
import { randomStrokes } from '../../../support/synthetic-plan.ts';
import { swapped, ties } from './fixtures.ts';

/** Terms of strokes that may be painted in any order. */
function free(count: number, seed = 1): Terms {
  const strokes = randomStrokes(seed, count);
  return {
    ends: endsOf(strokes, [0, 0]),
    order: createPrecedence(strokes.map(() => [])),
    group: new Int32Array(count),
    changeMm: 0,
    mayTurn: new Uint8Array(count).fill(1),
  };
}
const all = (count: number): number[][] => [Array.from({ length: count }, (_, i) => i)];

/** A random order's travel, strokes painted forwards, mm. */
function shuffledMm({ ends, group }: Terms): number {
  const random = createRandom(9);
  const order = [...group.keys()].map((stroke) => ({ stroke, luck: random.next() })).sort((a, b) => a.luck - b.luck);
  return travelMm(
    ends,
    order.map(({ stroke }) => stroke),
    new Uint8Array(group.length),
  );
}

/** Costs of all orders and directions of a few strokes. */
function leastMm(terms: Terms): number {
  const n = terms.group.length;
  let best = Number.POSITIVE_INFINITY;
  const go = (order: readonly number[], turned: Uint8Array): void => {
    if (order.length === n) best = Math.min(best, travelMm(terms.ends, order, turned));
    for (let stroke = 0; stroke < n; stroke++) {
      if (order.includes(stroke)) continue;
      for (const back of [0, 1]) {
        const next = turned.slice();
        next[stroke] = back;
        go([...order, stroke], next);
      }
    }
  };
  go([], new Uint8Array(n));
  return best;
}

describe('travel', () => {
  it('of 2,000 strokes is at most 2.5 % of a random order’s', () => {
    const terms = free(2000);
    const { order, turned } = cutTravel(terms, all(2000), { kind: 'moves', moves: 700_000 });
    expect(travelMm(terms.ends, order, turned)).toBeLessThanOrEqual(0.025 * shuffledMm(terms));
  });

  it('comes near the least there is, where all orders can be tried', () => {
    let [found, least] = [0, 0];
    for (let seed = 1; seed <= 12; seed++) {
      const terms = free(5, seed);
      const { order, turned } = cutTravel(terms, all(5), { kind: 'moves', moves: 3000 });
      found += travelMm(terms.ends, order, turned);
      least += leastMm(terms);
    }
    expect(found / least).toBeGreaterThanOrEqual(1 - 1e-9);
    expect(found / least).toBeLessThan(1.02);
  });

  it('paints each stroke once, keeps the partial order, and turns only what may be turned', () => {
    fc.assert(
      fc.property(ties(40), fc.integer({ min: 1, max: 500 }), fc.constantFrom(0, 100, 5000), ({ order, filling }, seed, changeMm) => {
        const mayTurn = Uint8Array.from(filling, (_, i) => (i % 3 === 0 ? 0 : 1));
        const terms = { ...free(filling.length, seed), order, group: filling, changeMm, mayTurn };
        const drawn = cutTravel(terms, runsOf(filling.keys(), filling), { kind: 'moves', moves: 4000 });
        expect([...drawn.order].sort((a, b) => a - b)).toEqual([...filling.keys()]);
        expect(swapped(drawn.order, order)).toEqual([]);
        expect([...drawn.turned].filter((back, stroke) => back === 1 && mayTurn[stroke] === 0)).toEqual([]);
      }),
      { seed: 7, numRuns: 120 },
    );
  });

  it('goes less far the longer it may look', () => {
    const terms = free(300);
    const lengths = [0, 20_000, 200_000].map((moves) => {
      const { order, turned } = cutTravel(terms, all(300), { kind: 'moves', moves });
      return travelMm(terms.ends, order, turned);
    });
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
    expect(lengths[2]).toBeLessThan((lengths[0] ?? 0) * 0.9);
  });

  it('is shorter where strokes may be turned', () => {
    const terms = free(300);
    const forwards = { ...terms, mayTurn: new Uint8Array(300) };
    const [with_, without] = [terms, forwards].map((t) => {
      const { order, turned } = cutTravel(t, all(300), { kind: 'moves', moves: 100_000 });
      return travelMm(t.ends, order, turned);
    });
    expect(with_).toBeLessThan((without ?? 0) * 0.8);
    expect(without).toBeLessThan(0.2 * shuffledMm(terms));
  });

  it('comes out the same for the same count of moves', () => {
    const once = (): unknown => cutTravel(free(200), all(200), { kind: 'moves', moves: 50_000 });
    expect(once()).toEqual(once());
  });

  it('stops when the supplied clock says so', () => {
    let ms = 0;
    const now = (): number => ms++;
    cutTravel(free(200), all(200), { kind: 'time', ms: 40, now });
    expect(ms).toBeGreaterThan(40);
    expect(ms).toBeLessThan(45);
  });

  it('expects of a random order what random orders need', () => {
    for (const count of [1, 2, 40, 400]) {
      const { ends } = free(count);
      const random = createRandom(4);
      let sum = 0;
      for (let i = 0; i < 300; i++) {
        const order = Array.from({ length: count }, (_, stroke) => ({ stroke, luck: random.next() })).sort((a, b) => a.luck - b.luck);
        sum += travelMm(
          ends,
          order.map(({ stroke }) => stroke),
          new Uint8Array(count),
        );
      }
      expect(randomTravelMm(ends) / (sum / 300)).toBeGreaterThan(0.96);
      expect(randomTravelMm(ends) / (sum / 300)).toBeLessThan(1.04);
    }
    expect(randomTravelMm(free(0).ends)).toBe(0);
  });
});

describe('a route', () => {
  it('goes back to what it was, whatever was changed', () => {
    const terms = free(30);
    const route = createRoute(terms, { order: [...terms.group.keys()], turned: new Uint8Array(30) });
    const ends = (): number[] => Array.from({ length: 30 }, (_, i) => route.entry(i + 1));
    const before = ends();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(29), fc.nat(29)), { minLength: 1, maxLength: 8 }),
        (changes) => {
          for (const [from, more, still] of changes) {
            const mid = Math.min(29, from + more);
            if (from > mid) route.turn(from, from);
            else if (still % 2) route.turn(from, mid);
            else route.exchange(from, mid, Math.min(30, mid + 1 + still));
          }
          route.undo();
          expect(ends()).toEqual(before);
          expect(before.map((_, i) => route.stroke(route.position(i)))).toEqual(before.map((_, i) => i));
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it('exchanges parts without turning them, and turns them without exchanging', () => {
    const terms = free(5);
    const route = createRoute(terms, { order: [0, 1, 2, 3, 4], turned: new Uint8Array(5) });
    const strokes = (): number[] => [1, 2, 3, 4, 5].map((p) => route.stroke(p));
    route.exchange(1, 1, 4);
    expect(strokes()).toEqual([1, 2, 3, 0, 4]);
    route.turn(2, 4);
    expect(strokes()).toEqual([1, 0, 3, 2, 4]);
    expect([1, 2, 3, 4, 5].map((p) => route.entry(p) & 1)).toEqual([0, 1, 1, 1, 0]);
  });
});

it('finds the ends that lie nearest, of the same group only', () => {
  const strokes = randomStrokes(2, 120);
  const ends = endsOf(strokes, [0, 0]);
  const group = Int32Array.from(strokes, (_, i) => (i < 5 ? 0 : 1 + (i % 2)));
  const far = (a: number, b: number): number => Math.hypot((ends.x[a] ?? 0) - (ends.x[b] ?? 0), (ends.y[a] ?? 0) - (ends.y[b] ?? 0));
  for (const [end, found] of nearEnds(ends, group).entries()) {
    const others = Array.from({ length: 240 }, (_, e) => e).filter((e) => e >> 1 !== end >> 1 && group[e >> 1] === group[end >> 1]);
    const wanted = others.map((e) => far(end, e)).sort((a, b) => a - b);
    const near = [...found].map((e) => far(end, e));
    expect(near).toHaveLength(Math.min(nearCount, others.length));
    for (const [i, mm] of near.entries()) expect(mm).toBeCloseTo(wanted[i] ?? Number.NaN, 9);
  }
});
