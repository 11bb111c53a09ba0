import { describe, expect, it } from 'vitest';
import type { Input } from '../../../engine/input.ts';
import { programmeSchema } from '../../../engine/programme.ts';
import { createShow } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { createFrames } from '../../../stage/protocol/frames.ts';
import type { Frame } from '../../../stage/protocol/messages.ts';
import { handAt, handsInput } from '../../support/hands.ts';

/** Frames of a show, one for two steps, as the server tells them. */
function told(steps: number, inputs: (step: number) => Input[], programme: object = builtIn): Frame[] {
  const show = createShow(programmeSchema.parse(programme), scenes);
  const frames = createFrames(show);
  const found: Frame[] = [];
  let state = show.begin(1);
  for (let step = 1; step <= steps; step++) {
    const stepped = show.step(state, inputs(step));
    state = stepped.state;
    frames.note(stepped);
    if (step % 2 === 0) found.push(frames.delta(stepped));
  }
  return found;
}

describe('a frame', () => {
  it('tells of the crowd only when it has changed, and once a second for a page that missed it', () => {
    const frames = told(120, () => []);
    expect(frames.map(({ crowd }, i) => (crowd ? i : null)).filter((i) => i !== null)).toEqual([0, 30]);
    expect(frames[0]?.crowd).toEqual({ energy: 0, centre: { x: 0.5, y: 0.5 }, attract: false });
  });

  it('tells that the room has been empty for 20 seconds, once it has', () => {
    const frames = told(60 * 21, () => []);
    expect(frames.findIndex(({ crowd }) => crowd?.attract === true)).toBe(20 * 30 - 1);
  });

  it('tells how far the ways on have come in whole seconds, and the path when it grows, in few bytes', () => {
    const until = [
      { on: 'time', seconds: 600 },
      { on: 'energy', below: 0.9, seconds: 300 },
      { on: 'vote', choice: 'sea', count: 9 },
      { on: 'painting', left: 2 },
    ];
    const cues = [1, 2].map((number) => ({ number, name: `Cue ${number}`, scene: 'hush', until }));
    const go = (step: number): Input[] => (step === 95 ? [{ kind: 'go' }] : []);
    const frames = told(600, go, { ...builtIn, cues });
    const cue = frames.flatMap((frame) => frame.cue ?? []);
    expect(cue.at(-1)).toMatchObject({ number: 2, forS: 8, come: [8, 8, 0, -1], question: 95 });
    // ten whole frames, ten seconds of the first cue and of the second
    expect(cue.length).toBeLessThanOrEqual(31);
    expect(Math.max(...cue.map((one) => JSON.stringify(one).length))).toBeLessThan(400);
    expect(frames.filter(({ path }) => path).length).toBe(11);
    expect(frames.findLast(({ path }) => path)?.path).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  it('tells each gesture once, with what it carries, in few bytes', () => {
    const swiping = (step: number): Input[] => {
      const way = Math.min(1, Math.max(0, (step - 60) / 18));
      return step % 4 === 0 ? [handsInput(step * 16.7, handAt(0.8 - 0.6 * way, 0.5, { gap: 0.9 }))] : [];
    };
    const frames = told(150, swiping);
    const swipes = frames.flatMap(({ gestures = [] }) => gestures.filter(({ kind }) => kind === 'swipe'));
    expect(swipes).toEqual([expect.objectContaining({ kind: 'swipe', way: 'right', person: 'hand-1' })]);
    expect(Math.max(...frames.map((frame) => JSON.stringify(frame).length))).toBeLessThan(1800);
  });
});
