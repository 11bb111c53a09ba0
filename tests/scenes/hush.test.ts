import { describe, expect, it } from 'vitest';
import type { Gesture, Person } from '../../engine/people.ts';
import type { SceneEvent, SceneView } from '../../engine/scene.ts';
import { lengthMm, type StrokeDraft } from '../../engine/stroke.ts';
import { type HushState, score } from '../../scenes/hush/score.ts';
import { hand } from './people.ts';
import { contextAt } from './stage.ts';

type Script = (seconds: number, step: number) => { people?: readonly Person[]; gestures?: readonly Gesture[] };
interface Told<T> {
  readonly at: number;
  readonly what: T;
}

/** Plays a script, and tells what it brought about and when. */
function play(seconds: number, script: Script, params: Partial<Record<keyof typeof score.params, number>> = {}, seed = 11) {
  const setting = (step: number) => {
    const context = contextAt(score, step, { seed, ...script(step / 60, step) });
    return { ...context, params: { ...context.params, ...params } };
  };
  let state: HushState = score.begin(setting(0));
  const strokes: Told<StrokeDraft>[] = [];
  const events: Told<SceneEvent>[] = [];
  const views: Told<SceneView>[] = [];
  for (let step = 0; step < seconds * 60; step++) {
    const context = setting(step);
    state = score.step(state, context);
    for (const what of score.strokes(state, context)) strokes.push({ at: step / 60, what });
    const what = score.view(state);
    views.push({ at: step / 60, what });
    for (const event of what.events) events.push({ at: step / 60, what: event });
  }
  const caused = (cause: string): StrokeDraft[] => strokes.filter((told) => told.what.cause === cause).map((told) => told.what);
  return { state, strokes, events, views, caused };
}

const alone: Script = () => ({});
const across = (t: number): Person['at'] => ({ x: 0.15 + 0.2 * t, y: 0.5 + 0.1 * Math.sin(3 * t) });

describe('a hand in hush', () => {
  it('only stirs while it is open and moves: nothing is painted', () => {
    const { strokes, events } = play(4, (t) => ({ people: [hand({ at: across(t) })] }));
    expect(strokes).toEqual([]);
    expect(events).toEqual([]);
  });

  it('lets one drop fall when it pinches, with a short fall line in its own paint, at once', () => {
    const { strokes, events } = play(2, (t) => ({ people: [hand({ grip: t >= 1 })] }));
    expect(events.map(({ at, what }) => [at, what.kind, what.paint])).toEqual([[1, 'drop', 'red']]);
    expect(strokes.map(({ at, what }) => [at, what.cause, what.brush, what.author])).toEqual([[1, 'drop', 'rigger', 'hand-1']]);
    const [fall] = strokes;
    const length = lengthMm(fall?.what.points ?? []);
    expect(length).toBeGreaterThan(20);
    expect(length).toBeLessThan(60);
  });

  it('sets the fall line down with intent, swells, thins and is lifted', () => {
    const [fall] = play(1, () => ({ people: [hand({ grip: true })] })).caused('drop');
    const pressure = fall?.points.map((p) => p[2]) ?? [];
    const peak = pressure.indexOf(Math.max(...pressure));
    expect(peak / pressure.length).toBeGreaterThan(0.1);
    expect(peak / pressure.length).toBeLessThan(0.5);
    expect(pressure[0]).toBeGreaterThan(0.15);
    expect(pressure.at(-1)).toBeLessThan(0.1);
    expect(fall?.points[0]?.[1]).toBeGreaterThan(fall?.points.at(-1)?.[1] ?? 500);
  });

  it('leans the fall line the way it was going', () => {
    const lean = (x: number): number => {
      const [fall] = play(1, () => ({ people: [hand({ grip: true, velocity: { x, y: 0 } })] })).caused('drop');
      return (fall?.points.at(-1)?.[0] ?? 0) - (fall?.points[0]?.[0] ?? 0);
    };
    expect(lean(1)).toBeGreaterThan(lean(0));
    expect(lean(0)).toBeGreaterThan(lean(-1));
  });

  it('lets a drop fall for a tap too short to be seen gripping', () => {
    const tap: Gesture = { kind: 'pinch', person: 'hand-1', at: { x: 0.5, y: 0.5 }, paint: 'red' };
    const { events, strokes } = play(1, (_, step) => ({ people: [hand()], gestures: step === 30 ? [tap] : [] }));
    expect(events.length).toBe(1);
    expect(strokes.map(({ what }) => what.cause)).toEqual(['drop']);
  });

  it('does not rain when it trembles on the verge of a pinch', () => {
    const { events } = play(2, (_, step) => ({ people: [hand({ grip: step % 2 === 0 })] }));
    expect(events.length).toBeLessThanOrEqual(5);
  });
});

describe('a drawn line', () => {
  const drawn = (from: number, to: number, tempo = 1): Script => {
    return (t) => ({ people: [hand({ at: across(Math.min(t, to) * tempo), grip: t >= from && t < to })] });
  };

  it('is handed over when it is released', () => {
    const { strokes } = play(3, drawn(1, 1.5));
    expect(strokes.filter(({ what }) => what.cause === 'pinch').map(({ at }) => at)).toEqual([1.5]);
  });

  it('is handed over in lengths of at most 220 mm while it goes on, each beginning where the last one ended', () => {
    const { caused } = play(5, drawn(0.2, 4));
    const lengths = caused('pinch');
    expect(lengths.length).toBeGreaterThan(2);
    for (const [i, stroke] of lengths.entries()) {
      expect(lengthMm(stroke.points)).toBeLessThanOrEqual(220);
      const before = lengths[i - 1]?.points.at(-1);
      const first = stroke.points[0];
      if (before && first) expect(Math.hypot(first[0] - before[0], first[1] - before[1])).toBeLessThan(0.001);
    }
  });

  it('begins and ends lightly, and keeps its pressure at a seam', () => {
    const lengths = play(5, drawn(0.2, 4)).caused('pinch');
    expect(lengths[0]?.points[0]?.[2]).toBeLessThan(0.06);
    expect(lengths.at(-1)?.points.at(-1)?.[2]).toBeLessThan(0.06);
    expect(lengths[0]?.points.at(-1)?.[2]).toBeGreaterThan(0.15);
  });

  it('is heavier when slow than when quick, and takes the mop when slow, the rigger when quick', () => {
    const slow = play(4, drawn(0.1, 3, 0.4)).caused('pinch')[0];
    const quick = play(2, drawn(0.1, 0.6, 4)).caused('pinch')[0];
    const peak = (stroke?: StrokeDraft): number => Math.max(0, ...(stroke?.points.map((p) => p[2]) ?? []));
    expect(slow?.brush).toBe('mop');
    expect(quick?.brush).toBe('rigger');
    expect(peak(slow)).toBeGreaterThan(peak(quick) + 0.1);
  });

  it('leaves nothing but the drop when it was a mere tap', () => {
    const { strokes } = play(2, (t) => ({ people: [hand({ grip: t > 0.5 && t < 0.9 })] }));
    expect(strokes.map(({ what }) => what.cause)).toEqual(['drop']);
  });

  it('is not lost when its drawer vanishes', () => {
    const { strokes } = play(2, (t) => ({ people: t < 1 ? [hand({ at: across(t), grip: t > 0.3 })] : [] }));
    expect(strokes.filter(({ what }) => what.cause === 'pinch').map(({ at }) => at)).toEqual([1]);
  });

  it('does not draw across the canvas when a tip is lost and found elsewhere', () => {
    const { caused } = play(2, (t) => ({
      people: [hand({ at: { x: t < 1 ? 0.1 + 0.1 * t : 0.8 + 0.1 * (t - 1), y: 0.5 }, grip: t < 1.9 })],
    }));
    for (const { points } of caused('pinch')) expect(points.every(([x]) => x < 200 || x > 500)).toBe(true);
    expect(caused('pinch').length).toBe(2);
  });

  it('stays a brush’s half width inside the canvas', () => {
    const { caused } = play(4, (t) => ({ people: [hand({ at: { x: 0.2 + 0.2 * t, y: 0.003 + 0.2 * t }, grip: t < 3.5 })] }));
    for (const stroke of caused('pinch'))
      for (const [x, y] of stroke.points) {
        const margin = stroke.brush === 'mop' ? 8 : 2.5;
        expect(x).toBeLessThanOrEqual(700 - margin);
        expect(y).toBeGreaterThanOrEqual(margin);
      }
  });
});

describe('stillness', () => {
  const resting = (seconds: number, differs: Partial<Person> = {}) => play(seconds, (t) => ({ people: [hand({ stillS: t, ...differs })] }));

  it('leaves a wet edge after 1.6 s: an arc of 200 to 420 mm round the hand, lifted once', () => {
    const { events, strokes, caused } = resting(3);
    expect(events.map(({ what }) => what.kind)).toEqual(['settle']);
    expect(strokes[0]?.at).toBeGreaterThan(1.6);
    expect(strokes[0]?.at).toBeLessThan(1.7);
    expect(caused('settle').length).toBe(2);
    const length = caused('settle').reduce((sum, { points }) => sum + lengthMm(points), 0);
    expect(length).toBeGreaterThan(200);
    expect(length).toBeLessThan(420);
    expect(caused('settle').every(({ brush }) => brush === 'mop')).toBe(true);
  });

  it('goes around the hand without closing', () => {
    const angles = resting(3)
      .caused('settle')
      .flatMap(({ points }) => points.map(([x, y]) => Math.atan2(y - 250, x - 350)))
      .sort((a, b) => a - b);
    const gaps = angles.map((angle, i) => (angles[i + 1] ?? (angles[0] ?? 0) + 2 * Math.PI) - angle);
    expect(Math.max(...gaps)).toBeGreaterThan(0.9);
    expect(Math.max(...gaps)).toBeLessThan(4.4);
  });

  it('leaves edges at least 9 s apart, and three at most in one stillness', () => {
    const { events } = resting(60);
    expect(events.length).toBe(3);
    for (const [i, { at }] of events.entries()) expect(at - (events[i - 1]?.at ?? -9)).toBeGreaterThanOrEqual(8.9);
  });

  it.each<[string, Partial<Person>]>([
    ['a fist', { openness: 0.1 }],
    ['a hand that grips', { grip: true }],
    ['a phone that lies there', { kind: 'phone' }],
  ])('leaves no edge for %s', (_, differs) => {
    expect(resting(5, differs).caused('settle')).toEqual([]);
  });
});

describe('the dream', () => {
  it('begins when nobody has been there for as long as its patience', () => {
    const first = (patience: number): number | undefined =>
      play(patience + 4, alone, { patience }).views.find(({ what }) => what.people.length > 0)?.at;
    expect(first(8)).toBeCloseTo(8, 0);
    expect(first(20)).toBeCloseTo(20, 0);
  });

  it('paints in phrases of 3 to 5, each ended by the dark paint, no two strokes within 12 s', () => {
    const { strokes } = play(420, alone, {}, 3);
    expect(strokes.length).toBeGreaterThan(15);
    for (const [i, { at }] of strokes.entries()) expect(at - (strokes[i - 1]?.at ?? -12)).toBeGreaterThanOrEqual(11.9);
    expect(strokes.every(({ what }) => what.author === 'generator')).toBe(true);
    const dark = strokes.filter(({ what }) => what.paint === 'black').length / strokes.length;
    expect(dark).toBeGreaterThan(0.1);
    expect(dark).toBeLessThan(0.45);
  });

  it.each([1, 2, 3])('leaves two fifths of the canvas and more bare (seed %i)', (seed) => {
    const bare = [...play(1200, alone, { dreams: 200 }, seed).state.space].filter((cell) => cell === '0').length;
    expect(bare / (24 * 16)).toBeGreaterThan(0.4);
  });

  it('paints no more strokes than it may, and then still lets drops fall and drifts', () => {
    const { strokes, events, views } = play(200, alone, { dreams: 3 });
    expect(strokes.length).toBe(3);
    expect(events.some(({ at, what }) => at > 150 && what.kind === 'drop')).toBe(true);
    expect(views.at(-1)?.what.people.length).toBe(2);
  });

  it('drifts slowly: no dreamer crosses a third of the wall in a second', () => {
    for (const { what } of play(60, alone).views)
      for (const { velocity } of what.people) expect(Math.hypot(velocity.x, velocity.y)).toBeLessThan(0.33);
  });

  it('fades when somebody comes, within 5 s, without a jump', () => {
    const { views } = play(40, (t) => ({ people: t < 30 ? [] : [hand({ at: across((t - 30) / 5) })] }));
    const open = views.map(({ what }) => what.people[0]?.openness ?? 0);
    const jumps = open.map((value, i) => Math.abs(value - (open[i - 1] ?? 0)));
    expect(Math.max(...jumps)).toBeLessThan(0.05);
    expect(views.at(-60 * 5)?.what.people).toEqual([]);
  });

  it('is not kept away by a mouse that lies on a desk, but by a hand that rests', () => {
    const mouse = play(60, (t) => ({ people: [hand({ kind: 'pointer', stillS: t })] }));
    const rest = play(60, (t) => ({ people: [hand({ stillS: t })] }));
    expect(mouse.views.at(-1)?.what.people.length).toBe(2);
    expect(rest.views.at(-1)?.what.people).toEqual([]);
  });

  it('moves presence softly between nobody and somebody', () => {
    const { views } = play(20, (t) => ({ people: t > 2 && t < 8 ? [hand({ at: across(t / 4) })] : [] }));
    const presence = views.map(({ what }) => what.presence);
    expect(presence[60]).toBe(0);
    expect(presence[60 * 7]).toBeGreaterThan(0.95);
    expect(presence.at(-1)).toBeLessThan(0.05);
    expect(Math.max(...presence.map((value, i) => Math.abs(value - (presence[i - 1] ?? 0))))).toBeLessThan(0.05);
  });
});
