import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Input } from '../../engine/input.ts';
import { beginMappings, hearMapping, type MappingState } from '../../engine/mapping/book.ts';
import { atShare, shape, shareOf } from '../../engine/mapping/curve.ts';
import { type Mapping, type MappingDraft, mappingSchema } from '../../engine/mapping/schema.ts';
import { effective, type Movable, stepMappings } from '../../engine/mapping.ts';
import { DT, hold, make, movable } from './mapping-bench.ts';

const swell = (mapping: Mapping, value: number): number | undefined =>
  hold(beginMappings([mapping]), { [mapping.from]: value }).moved['hush/swell'];

describe('a mapping', () => {
  it('takes a parameter through its whole range, or through the part that is asked for', () => {
    expect([0, 0.25, 1].map((value) => swell(make(), value))).toEqual([0, 10, 40]);
    expect([0, 0.5, 1].map((value) => swell(make({ in: [0.5, 1], out: [10, 20] }), value))).toEqual([10, 10, 20]);
    expect([0, 0.5, 1].map((value) => swell(make({ out: [30, 10] }), value))).toEqual([30, 20, 10]);
    expect(swell(make({ in: [1, 0] }), 0.75)).toBe(10);
  });

  it('bends by its curve', () => {
    const at = (draft: Partial<MappingDraft>, x: number) => shape(x, true, make(draft));
    expect(at({ curve: 'exponential', bend: 4 }, 0.5)).toBeCloseTo((Math.exp(2) - 1) / (Math.exp(4) - 1), 9);
    expect(at({ curve: 'exponential', bend: -4 }, 0.5)).toBeGreaterThan(0.8);
    expect(at({ curve: 'exponential', bend: 0 }, 0.3)).toBe(0.3);
    expect(at({ curve: 's-curve' }, 0.25)).toBeCloseTo(0.15625, 9);
    expect([0, 0.3, 0.5, 0.99, 1].map((x) => at({ curve: 'steps', steps: 3 }, x))).toEqual([0, 0, 0.5, 1, 1]);
    expect(at({ invert: true }, 0.2)).toBe(0.8);
  });

  it('rises in its attack and falls in its release, at any number of steps a second', () => {
    const mapping = make({ attackS: 0.5, releaseS: 2 });
    for (const dt of [1 / 60, 1 / 240, 1 / 10]) {
      const low = hold(beginMappings([mapping]), { 'midi/cc/1': 0 });
      const risen = hold(low, { 'midi/cc/1': 1 }, { seconds: 0.5, dt });
      expect(risen.moved['hush/swell']).toBeCloseTo(40 * (1 - Math.exp(-1)), 6);
      const fallen = hold(hold(risen, { 'midi/cc/1': 1 }, { seconds: 10 }), { 'midi/cc/1': 0 }, { seconds: 2, dt });
      expect(fallen.moved['hush/swell']).toBeCloseTo(40 * Math.exp(-1), 6);
    }
  });

  it('opens over its threshold and closes only under the lower one', () => {
    const through = (as: 'gate' | 'switch') => {
      let state = beginMappings([make({ threshold: { on: 0.6, off: 0.4, as } })]);
      return [0.5, 0.7, 0.5, 0.41, 0.39, 0.5].map((value) => {
        state = hold(state, { 'midi/cc/1': value });
        return Math.round((state.moved['hush/swell'] ?? -1) * 10) / 10;
      });
    };
    expect(through('gate')).toEqual([0, 28, 20, 16.4, 0, 0]);
    expect(through('switch')).toEqual([0, 40, 40, 40, 0, 0]);
  });

  it('leaves the parameter where the artist has set it while its signal is absent, and comes and goes softly', () => {
    let state = beginMappings([make({ from: 'hand/0/height' })]);
    state = hold(state, {});
    expect(effective(state, 'hush', movable.set)).toBe(movable.set);
    let before = 12;
    for (const values of [{ 'hand/0/height': 1 }, {}])
      for (let i = 0; i < 120; i++) {
        state = hold(state, values, { seconds: DT });
        const now = state.moved['hush/swell'] ?? 12;
        expect(Math.abs(now - before)).toBeLessThan(4);
        before = now;
      }
    expect(before).toBe(12);
  });

  it('of another scene waits until that scene is on', () => {
    const state = hold(beginMappings([make({ to: 'jar/swell' }), make({ id: 'n', to: 'hush/constructor' })]), { 'midi/cc/1': 1 });
    expect(state.moved).toEqual({});
    const jar = hold(state, { 'midi/cc/1': 1 }, { of: { ...movable, scene: 'jar' } });
    expect(jar.moved).toEqual({ 'jar/swell': 40 });
  });

  it('of a master is under the artist’s own fader: it scales', () => {
    expect(hold(beginMappings([make({ to: 'master/light', out: [0.5, 1] })]), { 'midi/cc/1': 0 }).moved).toEqual({ 'master/light': 0.5 });
  });
});

describe('several mappings of one parameter', () => {
  const low = make({ id: 'low', out: [10, 10] });
  const high = make({ id: 'high', from: 'midi/cc/2', out: [30, 30] });
  const both = { 'midi/cc/1': 1, 'midi/cc/2': 1 };

  it('meet in their mean, whatever their order', () => {
    expect(hold(beginMappings([low, high]), both).moved['hush/swell']).toBe(20);
    expect(hold(beginMappings([high, low]), both).moved['hush/swell']).toBe(20);
  });

  it('count as much as they are deep, and the deepest says how far they leave the artist’s value', () => {
    expect(hold(beginMappings([{ ...low, depth: 0.5 }]), both).moved['hush/swell']).toBe(11);
    expect(hold(beginMappings([low, { ...high, depth: 0.25 }]), both).moved['hush/swell']).toBeCloseTo(14, 9);
  });

  it('are silent while another is solo, and one that is muted is silent by itself', () => {
    expect(hold(beginMappings([low, { ...high, solo: true }]), both).moved['hush/swell']).toBe(30);
    expect(hold(beginMappings([low, { ...high, mute: true }]), both).moved['hush/swell']).toBe(10);
    expect(hold(beginMappings([{ ...low, mute: true }]), both).moved).toEqual({});
  });

  it('let go softly when one is removed', () => {
    const state = hold(beginMappings([high]), both);
    const just = hold(state, both, { seconds: DT, inputs: [{ kind: 'mapping/remove', id: 'high' }] });
    expect(just.moved['hush/swell']).toBeGreaterThan(26);
    const gone = hold(just, both);
    expect(gone.rows).toEqual([]);
    expect(gone.moved).toEqual({});
  });
});

describe('the book of mappings', () => {
  it('replaces one of the same id and keeps its place, up to 256', () => {
    const many = Array.from({ length: 300 }, (_, i) => make({ id: `m-${i}` }));
    const state = beginMappings([...many, make({ id: 'm-3', to: 'hush/flow' })]);
    expect(state.rows).toHaveLength(256);
    expect(state.rows[3]?.mapping.to).toBe('hush/flow');
  });
});

describe('whatever a mapping is and whatever comes in', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const wide = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0, 1e-300, -0, 5e-324, 1));
  const range = fc.option(fc.tuple(wide, wide), { nil: undefined });
  const names = ['midi/cc/1', 'hand/0/height', 'hand/3/speed', 'crowd/energy', 'clock/bar', 'osc/a'];
  const mapping = fc
    .record({
      from: fc.constantFrom(...names),
      to: fc.constantFrom('hush/swell', 'hush/flow', 'master/light', 'jar/other'),
      in: range,
      out: range,
      curve: fc.constantFrom('linear' as const, 'exponential' as const, 's-curve' as const, 'steps' as const),
      bend: fc.double({ min: -10, max: 10, noNaN: true }),
      steps: fc.integer({ min: 2, max: 64 }),
      invert: fc.boolean(),
      attackS: fc.double({ min: 0, max: 60, noNaN: true }),
      releaseS: fc.oneof(fc.constantFrom(0, 5e-324), fc.double({ min: 0, max: 60, noNaN: true })),
      threshold: fc.option(
        fc
          .tuple(unit, unit, fc.constantFrom('gate' as const, 'switch' as const))
          .map(([a, b, as]) => ({ on: Math.max(a, b), off: Math.min(a, b), as })),
        { nil: undefined },
      ),
      depth: fc.oneof(unit, fc.constant(5e-324)),
      mute: fc.boolean(),
      solo: fc.boolean(),
    })
    .map((draft) => JSON.parse(JSON.stringify(draft)) as object);
  const anything = fc.oneof(fc.double(), unit, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1e308));
  const moments = fc.array(fc.dictionary(fc.constantFrom(...names), anything), { minLength: 1, maxLength: 40 });

  it('every value is finite, inside its out-range, inside the parameter’s range, and the same twice', () => {
    fc.assert(
      fc.property(fc.array(mapping, { maxLength: 8 }), moments, unit, (drafts, all, place) => {
        const mappings = drafts.map((draft, i) => mappingSchema.parse({ ...draft, id: `m-${i}` }));
        const of: Movable = { ...movable, set: { swell: 40 * place, flow: 40 + 100 * place } };
        const run = () => {
          const states: MappingState[] = [];
          let state = beginMappings(mappings);
          for (const values of all) {
            state = stepMappings(state, new Map(Object.entries(values)), of, DT);
            states.push(state);
          }
          return states;
        };
        const states = run();
        expect(run()).toEqual(states);
        for (const { rows, moved } of states) {
          for (const { mapping: m, raw, shaped, weight } of rows) {
            for (const value of [raw ?? 0, shaped, weight]) expect(value >= 0 && value <= 1, `${value} of ${JSON.stringify(m)}`).toBe(true);
            const [a, b] = m.out ?? [0, 40];
            const out = atShare(shaped, [a, b]);
            expect(out >= Math.min(a, b) - 1e-9 && out <= Math.max(a, b) + 1e-9, `${out} of ${a}..${b}`).toBe(true);
          }
          for (const [target, value] of Object.entries(moved)) {
            const [min, max] = target === 'master/light' ? [0, 1] : target === 'hush/swell' ? [0, 40] : [40, 140];
            expect(value >= min && value <= max, `${target} ${value}`).toBe(true);
          }
        }
        let saved: MappingState = beginMappings(mappings);
        for (const values of all) saved = JSON.parse(JSON.stringify(stepMappings(saved, new Map(Object.entries(values)), of, DT)));
        expect(saved).toEqual(JSON.parse(JSON.stringify(states.at(-1))));
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('a curve keeps to 0..1, rises with its signal and reaches both ends', () => {
    fc.assert(
      fc.property(mapping, unit, unit, (draft, a, b) => {
        const { threshold: _, ...m } = mappingSchema.parse({ ...draft, id: 'm', invert: false });
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((x) => shape(x, true, m));
        expect(low).toBeLessThanOrEqual((high ?? 0) + 1e-12);
        expect([shape(0, true, m), shape(1, true, m)]).toEqual([0, 1]);
      }),
      { seed: 8 },
    );
  });

  it('a share of any range is between 0 and 1, even of one without width', () => {
    fc.assert(
      fc.property(wide, wide, wide, (value, from, to) => {
        const share = shareOf(value, [from, to]);
        expect(share >= 0 && share <= 1, `${share}`).toBe(true);
      }),
      { seed: 9 },
    );
  });

  it('its state stays small however much is put in, taken out and learnt', () => {
    const input = fc.oneof<fc.Arbitrary<Input>[]>(
      fc
        .tuple(mapping, fc.integer({ min: 0, max: 400 }))
        .map(([draft, n]): Input => ({ kind: 'mapping/put', mapping: mappingSchema.parse({ ...draft, id: `m-${n}` }) })),
      fc.integer({ min: 0, max: 400 }).map((n): Input => ({ kind: 'mapping/remove', id: `m-${n}` })),
      fc.constantFrom<Input>({ kind: 'mapping/learn', to: 'hush/flow' }, { kind: 'mapping/learn', to: null }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(input, { maxLength: 30 }), { maxLength: 60 }), moments, (inputs, all) => {
        let state = beginMappings([]);
        for (const [i, said] of inputs.entries())
          state = stepMappings(said.reduce(hearMapping, state), new Map(Object.entries(all[i % all.length] ?? {})), movable, DT);
        expect(state.rows.length).toBeLessThanOrEqual(256);
        expect(JSON.stringify(state).length).toBeLessThan(256 * 700);
      }),
      { numRuns: 40, seed: 10 },
    );
  });
});
