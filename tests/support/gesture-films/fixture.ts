import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HandSeen, HandsInput } from '../../../engine/input.ts';
import { root } from '../serve.ts';
import type { Act } from './choreography.ts';

/** What the tracker saw in a piece of a film, and what the hand did in it; times from the piece's beginning. */
export interface Fixture {
  readonly about: string;
  readonly acts: readonly Act[];
  readonly frames: readonly HandsInput[];
}

/** Landmarks are kept as whole thousandths: of a picture 640 wide that is 0.6 px, where the tracker errs by 6. */
const FINE = 1000;

/** `[t, hand, …]`, a hand `[side, score in hundredths, 63 thousandths]`: one frame a line. */
type Line = [t: number, ...hands: [side: 'left' | 'right', score: number, ...landmarks: number[]][]];

const fileOf = (name: string): string => join(root, 'tests', 'fixtures', 'gestures', `${name}.json`);

export function writeFixture(name: string, { about, acts, frames }: Fixture): void {
  const aspect = frames[0]?.aspect ?? 4 / 3;
  const lines = frames.map(
    ({ t, hands }): Line => [
      t,
      ...hands.map(({ side, score, landmarks }): Line[1] => [
        side,
        Math.round(score * 100),
        ...landmarks.map((value) => Math.round(value * FINE)),
      ]),
    ],
  );
  const head = JSON.stringify({ about, aspect, acts }).slice(0, -1);
  writeFileSync(fileOf(name), `${head},"frames":[\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\n]}\n`);
}

/** @throws Error where there is no such fixture */
export function readFixture(name: string): Fixture {
  const kept: { about: string; aspect: number; acts: Act[]; frames: Line[] } = JSON.parse(readFileSync(fileOf(name), 'utf8'));
  const frames = kept.frames.map(([t, ...hands]): HandsInput => {
    const seen = hands.map(
      ([side, score, ...landmarks]): HandSeen => ({ side, score: score / 100, landmarks: landmarks.map((value) => value / FINE) }),
    );
    return { kind: 'hands', camera: 'camera-a', source: 'recording', t, aspect: kept.aspect, hands: seen };
  });
  return { about: kept.about, acts: kept.acts, frames };
}
