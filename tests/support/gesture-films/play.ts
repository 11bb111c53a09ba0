import { type Crowd, nobody, stepCrowd } from '../../../engine/gestures/crowd.ts';
import type { Input } from '../../../engine/input.ts';
import type { Gesture } from '../../../engine/people.ts';

const HZ = 60;
const paints = { hands: ['grey', 'black'], phones: ['red'] };

export type TimedGesture = Gesture & {
  /** s from the recording's start, of the show's step that told it */
  readonly time: number;
};

/** Plays what a camera saw through the show's steps, each frame in the first step after it was taken. */
export function playRecording(
  frames: readonly Extract<Input, { t: number }>[],
  afterS = 0.5,
): { gestures: TimedGesture[]; crowds: Crowd[] } {
  const gestures: TimedGesture[] = [];
  const crowds: Crowd[] = [];
  let crowd = nobody;
  let next = 0;
  const steps = Math.ceil(((frames.at(-1)?.t ?? 0) / 1000 + afterS) * HZ);
  for (let step = 1; step <= steps; step++) {
    const now: Input[] = [];
    for (let frame = frames[next]; frame && frame.t <= (step * 1000) / HZ; frame = frames[++next]) now.push(frame);
    const stepped = stepCrowd(crowd, now, step, 1 / HZ, paints);
    crowd = stepped.crowd;
    crowds.push(crowd);
    gestures.push(...stepped.gestures.map((gesture) => ({ ...gesture, time: step / HZ })));
  }
  return { gestures, crowds };
}
