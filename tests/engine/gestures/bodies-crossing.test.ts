import { describe, expect, it } from 'vitest';
import type { BodiesInput, BodySeen } from '../../../engine/input.ts';
import { bodiesInput, bodyAt, recordedBodies } from '../../support/bodies.ts';
import { playRecording } from '../../support/gesture-films/play.ts';

/** @returns each body's id at the film's end, from the wall's left to its right */
const idsAfter = (seconds: number, fps: number, at: (second: number) => BodySeen[]): (string | undefined)[] => {
  const frames: BodiesInput[] = Array.from({ length: seconds * fps }, (_, i) => bodiesInput(Math.round((i * 1000) / fps), ...at(i / fps)));
  const bodies = playRecording(frames, 0).crowds.at(-1)?.bodies ?? [];
  return [...bodies].sort((a, b) => a.x.value - b.x.value).map(({ id }) => id);
};
/** From one place to the other between two moments, at rest before and after. */
const walk = (s: number, from: number, to: number, begin: number, end: number): number =>
  from + (to - from) * Math.min(1, Math.max(0, (s - begin) / (end - begin)));

describe('two bodies that the real tracker saw walk past one another', () => {
  const { frames } = recordedBodies('bodies-crossing');
  const each = [1, 2, 3, 4].flatMap((every) => Array.from({ length: every }, (_, first) => [every, first] as const));

  it.each(each)('are the same two afterwards, where each %ith image is looked at, from the %ith', (every, first) => {
    const { crowds } = playRecording(
      frames.filter((_, i) => i % every === first),
      0,
    );
    const rightOf = (step: number) => crowds.at(step)?.bodies.find(({ x }) => x.value > 0.6)?.id;
    expect(crowds.at(-1)?.bodies).toHaveLength(2);
    expect(rightOf(-1)).toBe(crowds.at(45)?.bodies.find(({ x }) => x.value < 0.4)?.id);
    expect(new Set(crowds.flatMap(({ bodies }) => bodies.map(({ id }) => id))).size).toBe(2);
  });
});

describe('two bodies', () => {
  // body-1 is the first in the camera's list: in the raw image on the left, on the mirrored wall on the right
  const stay = ['body-2', 'body-1'];
  const cross = ['body-1', 'body-2'];

  it.each([8, 15, 30])('keep who they are beside one another while one is lost for half a second, at %i images a second', (fps) => {
    for (const lost of [0, 1])
      expect(
        idsAfter(4, fps, (s) => [bodyAt(0.35 + 0.02 * Math.sin(3 * s)), bodyAt(0.6)].filter((_, i) => i !== lost || s < 2 || s > 2.5)),
      ).toEqual(stay);
  });

  it.each([
    ['the nearer hides the other', 8, 0.34, 0.26, 0.12],
    ['the nearer hides the other', 15, 0.34, 0.26, 0.12],
    ['the farther is lost for longer', 15, 0.34, 0.26, 0.2],
    ['both are as far away', 8, 0.3, 0.3, 0.08],
    ['both are as far away', 15, 0.3, 0.3, 0.08],
    ['both are seen all the time', 15, 0.3, 0.3, 0],
  ])('keep who they are when they cross: %s, at %i images a second', (_, fps, first, second, hides) => {
    const at = (s: number): BodySeen[] => {
      const [a, b] = [walk(s, 0.15, 0.85, 1, 3.5), walk(s, 0.85, 0.15, 1, 3.5)];
      return Math.abs(a - b) < hides ? [bodyAt(a, { trunk: first })] : [bodyAt(a, { trunk: first }), bodyAt(b, { trunk: second })];
    };
    expect(idsAfter(5, fps, at)).toEqual(cross);
  });

  it('keep who they are when they meet and turn back', () => {
    const at = (s: number): BodySeen[] => {
      const way = s < 2.5 ? walk(s, 0, 1, 1, 2) : walk(s, 1, 0, 3, 4);
      return [bodyAt(0.15 + 0.25 * way, { trunk: 0.33 }), bodyAt(0.85 - 0.25 * way, { trunk: 0.27 })];
    };
    expect(idsAfter(5, 8, at)).toEqual(stay);
  });

  it('keep who they are on a machine that looks once in a second, and are gone three seconds after', () => {
    const frames = [0, 1, 2.1, 3, 4.2, 5].map((s) => bodiesInput(1000 * s, bodyAt(0.3), bodyAt(0.7)));
    const { crowds } = playRecording(frames, 5);
    const believed = (second: number) => crowds[60 * second]?.bodies.filter(({ believed }) => believed).length;
    expect([2, 3, 4, 5, 6, 7].map(believed)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(crowds.at(-1)?.bodies).toEqual([]);
    expect(crowds[300]?.bodies.map(({ id }) => id)).toEqual(['body-1', 'body-2']);
  });

  it('keep who they are whatever the order in which the tracker names them', () => {
    const at = (s: number): BodySeen[] => {
      const both = [bodyAt(0.3 + 0.01 * s), bodyAt(0.7 - 0.01 * s)];
      return Math.floor(s * 5) % 2 === 0 ? both : both.reverse();
    };
    expect(idsAfter(4, 15, at)).toEqual(stay);
  });
});
