import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Input } from '../../../engine/input.ts';
import { programmeSchema } from '../../../engine/programme.ts';
import { createShow, HZ, type Stepped } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { createIntake } from '../../../stage/server/intake.ts';
import { startLoop } from '../../../stage/server/loop.ts';

const STALL_MS = 10_000;
let nowMs = 0;
/** Timers and the supplied clock go on together, in ticks of a millisecond. */
const pass = (ms: number): void => {
  for (let i = 0; i < ms; i++) {
    nowMs++;
    vi.advanceTimersByTime(1);
  }
};
beforeEach(() => {
  nowMs = 1000;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe('the loop', () => {
  it('catches up five steps after ten seconds of standing still, says once what it gives up, and keeps its pace again', () => {
    const steps: number[] = [];
    const said: number[] = [];
    const loop = startLoop(
      () => steps.push(nowMs),
      () => nowMs,
      (ms) => said.push(ms),
    );
    pass(1000);
    const before = steps.length;
    expect(before).toBeGreaterThanOrEqual(59);
    nowMs += STALL_MS;
    pass(20);
    const [first] = steps.slice(before);
    expect(steps.slice(before).filter((ms) => ms === first)).toHaveLength(5);
    expect(said).toHaveLength(1);
    expect(said[0]).toBeGreaterThan(STALL_MS - 150);
    expect(said[0]).toBeLessThanOrEqual(STALL_MS);
    expect(loop.pace.droppedMs).toBe(said[0]);
    const after = steps.length;
    pass(10_000);
    expect(steps.length - after).toBeGreaterThanOrEqual(599);
    expect(steps.length - after).toBeLessThanOrEqual(601);
    expect(said).toHaveLength(1);
    loop.stop();
  });

  it('says nothing of a hiccup, but counts it', () => {
    const said: number[] = [];
    const loop = startLoop(
      () => {},
      () => nowMs,
      (ms) => said.push(ms),
    );
    pass(100);
    nowMs += 200;
    pass(100);
    expect(said).toEqual([]);
    expect(loop.pace.droppedMs).toBeGreaterThan(50);
    loop.stop();
  });

  it('loses no more than a step where the clock goes backwards, by a second or by an hour, and doubles none', () => {
    for (const backMs of [1000, 3_600_000]) {
      let steps = 0;
      const loop = startLoop(
        () => steps++,
        () => nowMs,
      );
      pass(1000);
      const before = steps;
      nowMs -= backMs;
      pass(1000);
      expect(steps - before).toBeGreaterThanOrEqual(58);
      expect(steps - before).toBeLessThanOrEqual(61);
      expect(loop.pace.droppedMs).toBe(0);
      loop.stop();
    }
  });
});

describe('a show whose loop stood still for ten seconds', () => {
  const cues = [
    { number: 1, name: 'One', scene: 'hush', params: { swell: 2 } },
    { number: 2, name: 'Two', scene: 'hush', params: { swell: 40 }, transition: { kind: 'dissolve', seconds: 4 } },
    { number: 3, name: 'Three', scene: 'hush', params: { swell: 2 } },
  ];
  /** A real show in a real loop: `meanwhile` is said while it stands still, in the middle of a fade of four seconds. */
  function play(meanwhile: readonly Input[]): { all: readonly Stepped[]; at: number } {
    const show = createShow(programmeSchema.parse({ ...builtIn, cues }), scenes);
    const intake = createIntake();
    const all: Stepped[] = [];
    let state = show.begin(1);
    const loop = startLoop(
      () => {
        const stepped = show.step(state, intake.take());
        state = stepped.state;
        all.push(stepped);
      },
      () => nowMs,
    );
    pass(4000);
    intake.say({ kind: 'go' });
    pass(1000);
    const at = all.length;
    for (const input of meanwhile) intake.say(input);
    nowMs += STALL_MS;
    pass(4000);
    loop.stop();
    return { all, at };
  }

  it('goes on with fades, beat and light from where they were, and hurries none of them', () => {
    const { all, at } = play([]);
    const swells = all.slice(at - 30).map(({ state }) => state.params.swell ?? 0);
    const leaps = swells.slice(1).map((swell, i) => Math.abs(swell - (swells[i] ?? 0)));
    // 38 mm in four seconds, however the fade eases
    expect(Math.max(...leaps)).toBeLessThan((3 * 38) / (4 * HZ));
    expect(swells.at(-1)).toBe(40);
    const beats = all.slice(at - 1, at + 7).map(({ state }) => state.tempo.beats);
    const perStep = builtIn.tempo.bpm / 60 / HZ;
    for (const [i, beat] of beats.slice(1).entries()) expect(beat - (beats[i] ?? 0)).toBeCloseTo(perStep, 6);
    for (const { state } of all.slice(at)) expect(state.masters.lightNow).toBeCloseTo(1, 3);
  });

  it('takes what was said meanwhile once: a GO is one cue, a line on a phone is drawn once', () => {
    const line = Array.from({ length: 21 }, (_, i): Input => {
      const phase = i === 0 ? 'down' : i === 20 ? 'up' : 'move';
      return { kind: 'touch', participant: 'phone-a', via: 'phone', phase, x: 0.3 + i / 50, y: 0.5, pressure: 0.6 };
    });
    const { all, at } = play([{ kind: 'go' }, ...line]);
    expect(all.slice(at).map(({ state }) => state.cues.place)).toEqual(all.slice(at).map(() => 2));
    const strokes = all.flatMap(({ strokes: made }) => made).filter(({ author }) => author === 'phone-a');
    expect(strokes.length).toBeGreaterThan(0);
    expect(new Set(strokes.map(({ id }) => id)).size).toBe(strokes.length);
    expect(strokes.filter(({ cause }) => cause === 'drop').length).toBeLessThanOrEqual(1);
    const places = strokes.map(({ points }) => JSON.stringify(points));
    expect(new Set(places).size).toBe(places.length);
  });
});
