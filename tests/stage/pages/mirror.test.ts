import { describe, expect, it } from 'vitest';
import type { Gesture } from '../../../engine/people.ts';
import { Mirror, mergeFrame, nothingYet } from '../../../stage/pages/shared/mirror.ts';
import type { Frame } from '../../../stage/protocol/messages.ts';

const pinch: Gesture = { kind: 'pinch', person: 'hand-1', at: { x: 0.5, y: 0.5 }, paint: 'vermilion' };
const drop = { kind: 'drop', x: 0.2, y: 0.3, strength: 1, paint: 'vermilion' };
const frame = (step: number, news: Partial<Frame> = {}): Frame => ({ step, time: step / 60, ...news });

describe('the mirror of the show', () => {
  it('keeps what a frame does not mention', () => {
    const first = mergeFrame(nothingYet, frame(1, { light: 0.5, scene: 'hush', params: { swell: 12 } }));
    const second = mergeFrame(first, frame(2, { sound: 0.25 }));
    expect(second).toMatchObject({ step: 2, light: 0.5, sound: 0.25, scene: 'hush', params: { swell: 12 } });
  });

  it('takes a value of zero and an empty list as news', () => {
    const first = mergeFrame(nothingYet, frame(1, { light: 1, presence: 1, people: [] }));
    expect(mergeFrame(first, frame(2, { light: 0, presence: 0 }))).toMatchObject({ light: 0, presence: 0 });
  });

  it('tells each gesture and event once, in order, across frames', () => {
    const mirror = new Mirror();
    mirror.take(frame(1, { gestures: [pinch] }));
    mirror.take(frame(2, { gestures: [{ ...pinch, kind: 'release' }], events: [drop] }));
    expect(mirror.drain()).toEqual({ gestures: [pinch, { ...pinch, kind: 'release' }], events: [drop] });
    expect(mirror.drain()).toEqual({ gestures: [], events: [] });
  });

  it('does not tell a gesture again when its frame comes twice', () => {
    const mirror = new Mirror();
    mirror.take(frame(7, { gestures: [pinch] }));
    expect(mirror.take(frame(7, { gestures: [pinch] }))).toBe(false);
    expect(mirror.drain().gestures).toHaveLength(1);
  });

  it('follows a server that was started again and counts from the beginning', () => {
    const mirror = new Mirror();
    mirror.take(frame(5000, { light: 1 }));
    mirror.begin();
    expect(mirror.take(frame(2, { light: 0.5 }))).toBe(true);
    expect(mirror.now.light).toBe(0.5);
  });

  it('does not tell what happened before the time that it is asked from, then or later', () => {
    const mirror = new Mirror();
    for (const step of [60, 120, 600]) mirror.take(frame(step, { gestures: [pinch], events: [{ ...drop, strength: step / 1000 }] }));
    expect(mirror.drain(9)).toEqual({ gestures: [pinch], events: [{ ...drop, strength: 0.6 }] });
    expect(mirror.drain()).toEqual({ gestures: [], events: [] });
  });

  it('forgets the oldest moments of a page that was hidden for hours', () => {
    const mirror = new Mirror();
    for (let step = 1; step <= 1000; step++) mirror.take(frame(step, { events: [{ ...drop, strength: step / 1000 }] }));
    const { events } = mirror.drain();
    expect(events.length).toBeLessThanOrEqual(400);
    expect(events.at(-1)?.strength).toBe(1);
  });
});
