import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BodiesInput, BodySeen, HandsInput } from '../../engine/input.ts';
import { handsInput } from './hands.ts';
import { root } from './serve.ts';

/**
 * A plausible body for tests, drawn and not recorded: upright, facing the camera, arms down.
 *
 * @param x - of the hips' middle, 0..1 from the image's left
 * @param trunk - shoulders to hips, image heights
 * @param leanDeg - from upright, positive to the image's right
 * @param reach - of the right wrist above its shoulder, trunk lengths
 */
export function bodyAt(x: number, { trunk = 0.3, leanDeg = 0, reach = -0.9, aspect = 4 / 3, hidden = false } = {}): BodySeen {
  const lean = (leanDeg * Math.PI) / 180;
  const points: [number, number][] = Array.from({ length: 33 }, () => [0, 0]);
  const put = (i: number, right: number, up: number): void => {
    points[i] = [right * Math.cos(lean) + up * Math.sin(lean), up * Math.cos(lean) - right * Math.sin(lean)];
  };
  put(0, 0, 1.35);
  for (const [i, sign] of [
    [11, 1],
    [12, -1],
  ] as const) {
    put(i, 0.38 * sign, 1);
    put(i + 2, 0.5 * sign, 0.5);
    put(i + 4, 0.5 * sign, i === 12 ? 1 + reach : 0.1);
    put(i + 12, 0.25 * sign, 0);
  }
  return {
    landmarks: points.flatMap(([right, up]) => [x + (right * trunk) / aspect, 0.8 - up * trunk, 0]),
    visibility: Array.from({ length: 33 }, (_, i) => (hidden && (i === 15 || i === 16) ? 0.1 : 0.95)),
  };
}

export const bodiesInput = (t: number, ...bodies: BodySeen[]): BodiesInput => ({
  kind: 'bodies',
  camera: 'camera-a',
  source: 'camera',
  t,
  aspect: 4 / 3,
  bodies,
});

/**
 * Recorded once from the real tracker: visibilities in hundredths, then landmarks in thousandths, one frame a line.
 *
 * @param name - of the file in tests/fixtures/gestures
 */
export function recordedBodies(name = 'bodies'): { readonly acts: readonly BodyAct[]; readonly frames: readonly BodiesInput[] } {
  const kept: { aspect: number; acts: BodyAct[]; frames: [t: number, ...bodies: number[][]][] } = JSON.parse(
    readFileSync(join(root, 'tests', 'fixtures', 'gestures', `${name}.json`), 'utf8'),
  );
  const frames = kept.frames.map(([t, ...bodies]): BodiesInput => {
    const seen = bodies.map((all) => ({
      visibility: all.slice(0, 33).map((value) => value / 100),
      landmarks: all.slice(33).map((value) => value / 1000),
    }));
    return { ...bodiesInput(t, ...seen), aspect: kept.aspect };
  });
  return { acts: kept.acts, frames };
}

/** What the body did: it began, had done it, and had undone it, s. */
export interface BodyAct {
  readonly kind: 'lean' | 'approach';
  readonly way?: 'left' | 'right';
  readonly from: number;
  readonly reached: number;
  readonly until: number;
}

/** Recorded once from both real trackers: the same person's body and hands, in the order of time. */
export function recordedVisitor(): readonly (BodiesInput | HandsInput)[] {
  const kept: { aspect: number; hands: [t: number, ...hands: number[][]][] } = JSON.parse(
    readFileSync(join(root, 'tests', 'fixtures', 'gestures', 'visitor.json'), 'utf8'),
  );
  const hands = kept.hands.map(
    ([t, ...seen]): HandsInput => ({
      ...handsInput(
        t,
        ...seen.map(([right, score = 0, ...all]) => ({
          side: right === 1 ? ('right' as const) : ('left' as const),
          score: score / 100,
          landmarks: all.map((value) => value / 1000),
        })),
      ),
      aspect: kept.aspect,
    }),
  );
  return [...recordedBodies('visitor').frames, ...hands].sort((a, b) => a.t - b.t);
}
