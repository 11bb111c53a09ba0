import { describe, expect, it } from 'vitest';
import { createTouching } from '../../../devices/painter/order/touching.ts';
import type { Job } from '../../../devices/stream/queue.ts';
import { nextTurn, urged, type Wet } from '../../../devices/stream/turns.ts';
import { setting, stroke } from './rig.ts';

const touch = createTouching(setting.brushes);
const touching = (a: Job, b: Job): boolean => touch(a.stroke, b.stroke);

/** A level line of 100 mm; lines 20 mm apart do not touch. */
function job(id: string, yMm: number, paint = 'black'): Job {
  const points = [[10, yMm, 0.8] as const, [110, yMm, 0.8] as const];
  return { stroke: stroke(id, points, paint), lengthMm: 100, doneMm: 0, sent: false, estimateS: 3, dips: 1 };
}
const names = (jobs: readonly Job[]): string => jobs.map(({ stroke }) => stroke.id).join('');

describe('strokes that are urged', () => {
  const [a, b, c, d] = [job('a', 20), job('b', 60), job('c', 22), job('d', 100)];

  it('go before all that wait, in the order in which they waited', () => {
    expect(names(urged([a, b, c, d], new Set(['d', 'b']), touching))).toBe('bdac');
  });

  it('take the ground with them that they lie on, so that the picture stays the same', () => {
    expect(names(urged([b, a, d, c], new Set(['c']), touching))).toBe('acbd');
  });

  it('change nothing where they do not wait', () => {
    expect(names(urged([a, b], new Set(['z']), touching))).toBe('ab');
  });
});

describe('a turn where paint must dry', () => {
  const under = job('under', 20, 'red');
  const over = job('over', 22);
  const upon = job('upon', 24, 'red');
  const aside = job('aside', 100);
  const wet: Wet[] = [{ job: under, doneMs: 5000 }];
  const turn = (waiting: readonly Job[], nowMs: number, dryingMs = 60_000) => nextTurn(waiting, wet, dryingMs, nowMs, touching);

  it('is the first that waits where wet goes into wet', () => expect(turn([over, aside], 6000, 0)).toMatchObject({ job: over }));
  it('passes over what lies on wet paint, for what does not', () =>
    expect(turn([over, aside], 6000)).toMatchObject({ kind: 'job', job: aside }));
  it('says how long it must wait where nothing else is left', () =>
    expect(turn([over], 6000)).toEqual({ kind: 'dry', job: over, forMs: 59_000 }));
  it('never paints what lies over a stroke that was passed over', () =>
    expect(turn([over, upon], 6000)).toMatchObject({ kind: 'dry', job: over }));
  it('lets paint go over its own kind while it is wet', () => expect(turn([upon], 6000)).toMatchObject({ kind: 'job', job: upon }));
  it('comes when the paint is dry', () => expect(turn([over, aside], 65_001)).toMatchObject({ kind: 'job', job: over }));
  it('is nobody’s where nothing waits', () => expect(turn([], 0)).toEqual({ kind: 'none' }));
});
