import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Input } from '../../engine/input.ts';
import { createRandom } from '../../engine/random.ts';
import { barPhase, beatPhase, began, beginTempo, stepTempo, type Tempo } from '../../engine/tempo.ts';

const DT = 1 / 60;
const at = (bpm: number, beatsPerBar = 4): Tempo => beginTempo({ bpm, beatsPerBar });

/** Plays steps; inputs by step, from 1. */
function play(from: Tempo, steps: number, inputs: (step: number) => readonly Input[] = () => []): Tempo[] {
  const all: Tempo[] = [];
  let tempo = from;
  for (let step = 1; step <= steps; step++) {
    tempo = stepTempo(tempo, inputs(step), step, DT);
    all.push(tempo);
  }
  return all;
}
const last = (all: readonly Tempo[]): Tempo => {
  const tempo = all.at(-1);
  if (!tempo) throw new Error('nothing was played');
  return tempo;
};

/** A MIDI clock whose every pulse comes up to `jitterMs` early or late, told in batches, each after a delay of its own. */
function clock({ bpm, jitterMs = 5, seed = 1, offsetMs = 123_456, batch = 3, lost = 0, startAt = 0 }: Clock) {
  const random = createRandom(seed);
  const told: { atMs: number; input: Input }[] = [];
  let times: number[] = [];
  let t = startAt;
  let latest = 0;
  for (let pulse = 0; pulse < 6000; pulse++) {
    const came = Math.max(latest + 0.5, t + random.between(-jitterMs, jitterMs) + 10);
    latest = came;
    if (random.next() >= lost) times.push(offsetMs + came);
    if (times.length >= batch) {
      told.push({ atMs: came + random.between(0, 8), input: { kind: 'clock/pulse', times } });
      times = [];
    }
    t += 60_000 / (24 * (typeof bpm === 'number' ? bpm : bpm(t)));
  }
  return (step: number): Input[] =>
    told.filter(({ atMs }) => atMs > (step - 1) * DT * 1000 && atMs <= step * DT * 1000).map(({ input }) => input);
}
interface Clock {
  readonly bpm: number | ((t: number) => number);
  readonly jitterMs?: number;
  readonly seed?: number;
  readonly offsetMs?: number;
  readonly batch?: number;
  readonly lost?: number;
  readonly startAt?: number;
}

describe('the beat', () => {
  it('counts beats and bars at its tempo', () => {
    const tempo = last(play(at(120), 600));
    expect(tempo.beats).toBeCloseTo(20, 6);
    expect(beatPhase(last(play(at(90), 100)))).toBeCloseTo(0.5, 6);
    expect(barPhase(last(play(at(120, 3), 60)))).toBeCloseTo(2 / 3, 6);
  });

  it('says when a beat and when a bar began', () => {
    const all = [at(120), ...play(at(120), 600)];
    const count = (what: 'beat' | 'bar') => all.filter((now, i) => i > 0 && began(what, all[i - 1] ?? now, now)).length;
    expect(count('beat')).toBe(20);
    expect(count('bar')).toBe(5);
  });

  it('takes the tempo that it is set to, within 20 and 300', () => {
    expect(last(play(at(60), 1, () => [{ kind: 'tempo/set', bpm: 133 }])).bpm).toBe(133);
    expect(last(play(at(60), 1, () => [{ kind: 'tempo/set', bpm: 900 }])).bpm).toBe(300);
  });
});

describe('tapping', () => {
  const taps = (...times: number[]) => {
    const byStep = new Map(times.map((t) => [Math.ceil(t / (DT * 1000)), t]));
    return (step: number): Input[] => {
      const t = byStep.get(step);
      return t === undefined ? [] : [{ kind: 'tempo/tap', t: t + 5000 }];
    };
  };

  it('sets the tempo at the third tap, to the median of the intervals', () => {
    expect(last(play(at(60), 70, taps(500, 1000))).bpm).toBe(60);
    expect(last(play(at(60), 120, taps(500, 1000, 1500))).bpm).toBe(120);
    expect(last(play(at(60), 260, taps(500, 1000, 1500, 2130, 2500, 3000, 3500))).bpm).toBe(120);
  });

  it('forgets taps after two seconds', () => {
    expect(last(play(at(60), 400, taps(500, 1000, 3100, 3600))).bpm).toBe(60);
    expect(last(play(at(60), 400, taps(500, 1000, 3100, 3600, 4100))).bpm).toBe(120);
  });

  it('brings the beat under the tapping finger without going back', () => {
    const all = play(at(60), 240, taps(700, 1200, 1700, 2200, 2700));
    const then = all[Math.ceil(3200 / (DT * 1000)) - 1];
    const phase = beatPhase(then ?? at(1));
    expect(Math.min(phase, 1 - phase)).toBeLessThan(0.06);
    for (let i = 1; i < all.length; i++) expect(all[i]?.beats ?? 0).toBeGreaterThan(all[i - 1]?.beats ?? 0);
  });
});

describe('a nudge', () => {
  it('pushes the beat by what was asked, smoothly, and never back', () => {
    for (const beats of [0.25, -0.25]) {
      const all = play(at(120), 300, (step) => (step === 10 ? [{ kind: 'tempo/nudge', beats }] : []));
      expect(last(all).beats).toBeCloseTo(10 + beats, 4);
      for (let i = 1; i < all.length; i++) {
        const stride = (all[i]?.beats ?? 0) - (all[i - 1]?.beats ?? 0);
        expect(stride).toBeGreaterThan(0);
        expect(stride).toBeLessThan(2.001 / 30);
      }
    }
  });
});

describe('an external clock', () => {
  it.each([20, 60, 120, 174, 220, 260, 299])('holds %d bpm within half a percent though pulses come 5 ms early or late', (bpm) => {
    for (let seed = 1; seed <= 8; seed++) {
      const all = play(at(100), 60 * 25, clock({ bpm, seed }));
      const settled = all.slice(60 * 12);
      const worst = Math.max(...settled.map((tempo) => Math.abs(tempo.bpm / bpm - 1)));
      expect(worst, `seed ${seed}`).toBeLessThan(0.005);
    }
  });

  it.each([60, 126, 200, 290])('keeps the beat of %d bpm where the sender has it, within 15 ms, and never goes back', (bpm) => {
    const all = play(at(90), 60 * 20, clock({ bpm, seed: 5 }));
    for (const [i, tempo] of all.entries()) {
      if (i > 0) expect(tempo.beats).toBeGreaterThan(all[i - 1]?.beats ?? 0);
      if (i < 60 * 6) continue;
      // the first pulse was a beat, 10 ms into the show
      const theirs = (((i + 1) * DT * 1000 - 10) / 60_000) * bpm;
      const off = tempo.beats - theirs;
      expect(Math.abs(off - Math.round(off)) * (60_000 / bpm)).toBeLessThan(15);
    }
  });

  it('hardly notices pulses that are lost', () => {
    const all = play(at(100), 60 * 20, clock({ bpm: 120, lost: 0.05, seed: 4 }));
    const settled = all.slice(60 * 12);
    expect(Math.max(...settled.map((tempo) => Math.abs(tempo.bpm / 120 - 1)))).toBeLessThan(0.005);
    const off = last(all).beats - (last(all).follow?.anchor ?? 0);
    expect(off / 120).toBeCloseTo((20_000 - 10) / 60_000, 3);
  });

  it.each([
    [120, 140],
    [140, 70],
    [70, 140],
    [100, 96],
  ])('follows a change from %d to %d within four seconds', (from, to) => {
    const all = play(at(100), 60 * 16, clock({ bpm: (t) => (t < 8000 ? from : to), seed: 2 }));
    for (const tempo of all.slice(60 * 12)) expect(Math.abs(tempo.bpm / to - 1)).toBeLessThan(0.005);
  });

  it('rules while it runs, and leaves its tempo behind when it stops', () => {
    const pulses = clock({ bpm: 150, jitterMs: 1 });
    const all = play(at(60), 60 * 10, (step) => [
      ...(step < 300 ? pulses(step) : []),
      ...(step % 60 === 0 && step < 300 ? [{ kind: 'tempo/set', bpm: 70 } as const] : []),
    ]);
    expect(all[299]?.bpm).toBeCloseTo(150, 0);
    expect(last(all).follow).toBeNull();
    expect(last(all).bpm).toBeCloseTo(150, 0);
    expect(last(play(last(all), 1, () => [{ kind: 'tempo/set', bpm: 70 }])).bpm).toBe(70);
  });

  it('begins a bar where the sender starts', () => {
    const times = (step: number) => Array.from({ length: 2 }, (_, i) => 1000 + step * 1000 * DT + i * 8);
    const all = play(at(125), 200, (step) => (step === 50 ? [{ kind: 'clock/pulse', times: times(step), start: true }] : []));
    const then = all[49];
    expect(then?.barFrom).toBe(Math.round(all[48]?.beats ?? 0));
  });

  it.each([
    ['after', 49],
    ['after', 37],
    ['before', 85],
    ['before', 70],
  ])('begins that bar once, where the show was %s the middle of a beat (step %d)', (_where, start) => {
    const times = (step: number) => Array.from({ length: 2 }, (_, i) => 1000 + step * 1000 * DT + i * 8);
    const all = play(at(60, 16), 220, (step) =>
      step < start ? [] : [{ kind: 'clock/pulse', times: times(step), ...(step === start && { start: true }) }],
    );
    const bars = all.flatMap((now, i) => (i > start - 3 && began('bar', all[i - 1] ?? now, now) ? [i + 1] : []));
    expect(bars).toHaveLength(1);
    // at once, or where the beat that it begins with comes: it is hurried to
    expect((bars[0] ?? 0) - start).toBeLessThan(30);
    const then = all[(bars[0] ?? 1) - 1];
    expect(then?.beats).toBeGreaterThanOrEqual(then?.barFrom ?? Number.NaN);
  });
});

it('whatever comes in: finite, in range, never back, the same twice, and no larger', () => {
  const ms = fc.double({ min: 0, max: 1e13, noNaN: true });
  const input = fc.oneof<fc.Arbitrary<Input>[]>(
    fc.record({ kind: fc.constant('tempo/tap' as const), t: ms }),
    fc.record({ kind: fc.constant('tempo/nudge' as const), beats: fc.double({ min: -1, max: 1, noNaN: true }) }),
    fc.record({ kind: fc.constant('tempo/set' as const), bpm: fc.double({ min: 20, max: 300, noNaN: true }) }),
    fc.record({ kind: fc.constant('clock/pulse' as const), times: fc.array(ms, { minLength: 1, maxLength: 64 }) }),
    fc
      .record({ from: fc.integer({ min: 0, max: 1e6 }), gap: fc.integer({ min: 0, max: 200 }) })
      .map(({ from, gap }): Input => ({ kind: 'clock/pulse', times: Array.from({ length: 20 }, (_, i) => from + i * gap), start: true })),
  );
  fc.assert(
    fc.property(fc.array(fc.array(input, { maxLength: 3 }), { maxLength: 80 }), (inputs) => {
      const run = () => play(at(60), 120, (step) => inputs[step - 1] ?? []);
      const all = run();
      expect(run()).toEqual(all);
      for (const [i, tempo] of all.entries()) {
        expect(tempo.bpm).toBeGreaterThanOrEqual(20);
        expect(tempo.bpm).toBeLessThanOrEqual(300);
        expect(tempo.beats).toBeGreaterThan(i === 0 ? 0 : (all[i - 1]?.beats ?? 0));
        expect(JSON.stringify(tempo)).not.toMatch(/null,|:null(?!})/);
        expect(JSON.stringify(tempo).length).toBeLessThan(900);
      }
    }),
    { numRuns: 60, seed: 3 },
  );
});
