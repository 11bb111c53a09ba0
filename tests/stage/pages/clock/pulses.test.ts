import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Input } from '../../../../engine/input.ts';
import { advanceClock, haltClock, hearShow, noClock, PULSE, START, STOP, type Word } from '../../../../stage/pages/console/clock/pulses.ts';
import { type Evening, playEvening } from './sender.ts';

const only = (words: readonly Word[], byte: number): number[] => words.filter((word) => word.byte === byte).map(({ atMs }) => atMs);
const gaps = (times: readonly number[]): number[] => times.slice(1).map((at, i) => at - (times[i] ?? at));
const nudge = (beats: number): Input => ({ kind: 'tempo/nudge', beats });
const set = (bpm: number): Input => ({ kind: 'tempo/set', bpm });

/** By how many the pulses that came until these moments are ahead of floor(24 × the show's beat). */
function surplus(evening: Evening, atMs: readonly number[]): number[] {
  const { words, beats, clock } = playEvening(evening);
  const pulses = only(words, PULSE);
  return atMs.map((at) => clock.sent - pulses.filter((pulse) => pulse > at).length - Math.floor(24 * beats(at)));
}
const settled = (evening: Evening, fromS = 2): number[] =>
  surplus(
    evening,
    Array.from({ length: (evening.seconds - fromS - 0.2) * 20 }, (_, i) => (fromS + i / 20) * 1000),
  );

describe('a clock that is sent', () => {
  it('has twenty-four pulses a beat, evenly, through frames that come unevenly', () => {
    const evening = { seconds: 20, bpm: 120, jitterMs: 20 };
    const { words, beats } = playEvening(evening);
    const extra = settled(evening);
    expect(extra.every((n) => n === 0 || n === -1)).toBe(true);
    expect(extra.filter((n) => n === 0).length).toBeGreaterThan(0.9 * extra.length);
    const pulses = only(words, PULSE).filter((at) => at > 2000);
    const off = pulses.map((at) => Math.abs(24 * beats(at) - Math.round(24 * beats(at))) * (60_000 / 24 / 120));
    expect(Math.max(...off)).toBeLessThan(3);
    for (const gap of gaps(pulses)) expect(Math.abs(gap - 60_000 / 24 / 120)).toBeLessThan(1);
  });

  it('says the same pulses to the hundredth over a steady line', () => {
    const { words, beats } = playEvening({ seconds: 10, bpm: 97, jitterMs: 0 });
    for (const at of only(words, PULSE)) expect(Math.abs(24 * beats(at) - Math.round(24 * beats(at)))).toBeLessThan(0.01);
  });

  it('starts the device on the head of the next bar, two milliseconds before its pulse, and once', () => {
    const { words, beats } = playEvening({ seconds: 12, bpm: 100, beatsPerBar: 3, jitterMs: 5 });
    const starts = words.flatMap((word, i) => (word.byte === START ? [i] : []));
    expect(starts).toHaveLength(1);
    const [start, head] = [words[starts[0] ?? 0], words[(starts[0] ?? 0) + 1]];
    expect(head?.byte).toBe(PULSE);
    expect((head?.atMs ?? 0) - (start?.atMs ?? 0)).toBeCloseTo(2, 6);
    expect(beats(head?.atMs ?? 0)).toBeCloseTo(3, 1);
  });

  it('doubles and drops nothing where the beat is nudged on and held back', () => {
    const inputs = (step: number): Input[] => (step % 120 === 60 ? [nudge(step % 240 === 60 ? 0.5 : -0.5)] : []);
    const evening = { seconds: 30, bpm: 120, inputs };
    // while a nudge is being made up the page may be half a dozen pulses ahead or behind; then it is right again
    const calm = Array.from({ length: 13 }, (_, i) => (i + 2) * 2000 + 900);
    for (const extra of surplus(evening, calm)) expect(Math.abs(extra)).toBeLessThanOrEqual(1);
    const pulses = only(playEvening(evening).words, PULSE);
    expect(Math.min(...gaps(pulses))).toBeGreaterThanOrEqual(60_000 / 24 / 120 / 2 - 1e-6);
  });

  it('goes with a tempo that is changed, up and down', () => {
    const inputs = (step: number): Input[] => (step === 300 ? [set(180)] : step === 600 ? [set(40)] : []);
    const evening = { seconds: 20, bpm: 60, inputs };
    const calm = [4, 6, 8, 9.9, 13, 16, 19].map((s) => s * 1000);
    for (const extra of surplus(evening, calm)) expect(Math.abs(extra)).toBeLessThanOrEqual(1);
    const { words } = playEvening(evening);
    expect(only(words, START)).toHaveLength(1);
    expect(only(words, STOP)).toHaveLength(0);
  });

  it('goes on by itself while frames are missing for less than a second, and owes nothing afterwards', () => {
    const evening = { seconds: 12, bpm: 150, lost: (s: number) => s > 5 && s < 5.9 };
    const { words } = playEvening(evening);
    expect(only(words, STOP)).toHaveLength(0);
    for (const extra of settled(evening)) expect(Math.abs(extra)).toBeLessThanOrEqual(1);
  });

  it('stops a device whose show fell silent for a second, and starts it again on the head of a bar', () => {
    const { words, beats } = playEvening({ seconds: 20, bpm: 120, jitterMs: 3, lost: (s) => s > 5 && s < 9 });
    const [stop = 0, ...more] = only(words, STOP);
    expect(more).toEqual([]);
    expect(stop).toBeGreaterThan(6000);
    expect(stop).toBeLessThan(6200);
    const starts = only(words, START);
    expect(starts).toHaveLength(2);
    expect(beats((starts[1] ?? 0) + 2) % 4).toBeCloseTo(0, 1);
    expect(only(words, PULSE).filter((at) => at > stop && at < 8990)).toEqual([]);
  });

  it('takes a beat that goes backwards, or leaps, for another show: it stops, and starts on that one’s bar', () => {
    for (const beats of [0.5, 700.5]) {
      const { words } = playEvening({ seconds: 12, bpm: 120, jitterMs: 3, another: { atS: 5, beats, time: 5 } });
      const [stop = 0] = only(words, STOP);
      const starts = only(words, START);
      expect(starts).toHaveLength(2);
      expect(Math.abs(stop - 5060)).toBeLessThan(100);
      const headS = 5 + ((Math.ceil(beats / 4) * 4 - beats) * 60) / 120;
      expect(Math.abs((starts[1] ?? 0) - headS * 1000)).toBeLessThan(15);
    }
  });

  it('sends no burst when a machine wakes up after hours, with its ticks or with its news first', () => {
    const news = (time: number) => ({ time, bpm: 120, beats: 2 * time, beatsPerBar: 4, barFrom: 0 });
    const hour = 3_600_000;
    const asleep = advanceClock(hearShow(noClock, news(10), 0).clock, 0).clock;
    for (const first of ['tick', 'news']) {
      const ticked = first === 'tick' ? advanceClock(asleep, hour).clock : asleep;
      const { clock } = hearShow(ticked, news(10 + hour / 1000), hour);
      expect(advanceClock(clock, hour).words.length).toBeLessThanOrEqual(6);
    }
  });

  it('is caught up at twice its pace where the page itself was held up', () => {
    const { words } = playEvening({ seconds: 12, bpm: 120, tickMs: 400, lost: (s) => Math.floor(s * 5) % 2 === 1 });
    const pulses = only(words, PULSE);
    expect(Math.min(...gaps(pulses))).toBeGreaterThanOrEqual(60_000 / 24 / 120 / 2 - 1e-6);
    expect(only(words, START)).toHaveLength(1);
  });

  it('starts the device again, without stopping it, where an external clock sets the bars anew', () => {
    const news = (time: number, barFrom: number) => ({ time, bpm: 120, beats: 2 * time, beatsPerBar: 4, barFrom });
    let clock = noClock;
    const words: Word[] = [];
    for (let ms = 0; ms < 12_000; ms += 25) {
      const heard = hearShow(clock, news(ms / 1000, ms < 5000 ? 0 : ms < 9000 ? 9 : 17), ms);
      const said = advanceClock(heard.clock, ms);
      clock = said.clock;
      words.push(...said.words);
    }
    // bars from 9 on are one beat later than bars from 0; those from 17 on are the same
    expect(only(words, START).map((at) => Math.round((at + 2) / 500))).toEqual([4, 13]);
    expect(only(words, STOP)).toEqual([]);
  });

  it('stops after the last pulse that the device already has, and says nothing to one that was never started', () => {
    const { clock, words, endMs } = playEvening({ seconds: 5 });
    const { words: [stop] = [], clock: after } = haltClock(clock, endMs);
    expect(stop?.byte).toBe(STOP);
    expect(stop?.atMs ?? 0).toBeGreaterThan(Math.max(...words.map(({ atMs }) => atMs)));
    expect(haltClock(after, endMs + 1).words).toEqual([]);
    expect(haltClock(playEvening({ seconds: 0.2 }).clock, 200).words).toEqual([]);
  });

  it('keeps order and count whatever is done to the beat', () => {
    const deeds = fc.array(
      fc.tuple(
        fc.integer({ min: 60, max: 600 }),
        fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }).map(nudge), fc.double({ min: 20, max: 300, noNaN: true }).map(set)),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(deeds, fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 20, max: 300, noNaN: true }), (all, seed, bpm) => {
        // ten seconds of deeds, then rest: four beats held back at 20 bpm take sixteen seconds
        const inputs = (step: number): Input[] => all.filter(([at]) => at === step).map(([, input]) => input);
        const evening = { seconds: 30, bpm, seed, inputs, jitterMs: 15 };
        const { words } = playEvening(evening);
        const times = words.map(({ atMs }) => atMs);
        for (const gap of gaps(times)) expect(gap).toBeGreaterThan(0);
        for (const extra of surplus(evening, [27_000, 28_000, 29_000])) expect(Math.abs(extra)).toBeLessThanOrEqual(1);
      }),
      { seed: 7, numRuns: 30 },
    );
  });
});
