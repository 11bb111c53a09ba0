import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Crowd, nobody, stepCrowd } from '../../../engine/gestures/crowd.ts';
import { inputSchema } from '../../../engine/input.ts';
import type { Gesture } from '../../../engine/people.ts';
import { wildInputs } from './wild-hands.ts';

const paints = { hands: ['grey', 'black'], phones: ['red'] };

/** @param onStep - called after each step */
function play(seed: number, steps: number, onStep: (crowd: Crowd, gestures: readonly Gesture[]) => void): void {
  let crowd = nobody;
  for (let step = 1; step <= steps; step++) {
    const stepped = stepCrowd(crowd, wildInputs(seed, step), step, 1 / 60, paints);
    crowd = stepped.crowd;
    onStep(crowd, stepped.gestures);
  }
}

/** JSON writes null for NaN and infinity; what may be null here is named. */
const nameless = /"(?:against|deed|last|upAbove|nearest|told|toldT|reach|wrist|raisedStep)":null/g;
const holdsNoNumber = (value: unknown): boolean => JSON.stringify(value).replace(nameless, '').includes('null');

describe('hands that no tracker would see', () => {
  it('are let in by the schema', () => {
    for (let step = 3; step < 300; step += 3)
      for (const input of wildInputs(1, step)) expect(inputSchema.safeParse(input).error).toBeUndefined();
  });

  it('never bring a number that is not finite into the crowd or a gesture', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        let steps = 0;
        play(seed, 240, (crowd, gestures) => {
          if ((++steps % 6 === 0 && holdsNoNumber(crowd)) || holdsNoNumber(gestures))
            throw new Error(`not finite: ${JSON.stringify({ gestures, crowd }).slice(0, 2000)}`);
        });
      }),
      { seed: 6, numRuns: 12 },
    );
  });

  it('leave a crowd that does not grow in ten thousand frames', () => {
    const sizes: number[] = [];
    let steps = 0;
    play(7, 30_000, (crowd) => {
      if (++steps % 500 === 0) sizes.push(JSON.stringify(crowd).length);
    });
    const most = (some: readonly number[]): number => Math.max(...some);
    expect(most(sizes)).toBeLessThan(150_000);
    expect(most(sizes.slice(-20))).toBeLessThan(1.3 * most(sizes.slice(0, 20)));
  }, 60_000);

  it('make the same gestures of the same inputs, and go on from JSON as if nothing had been', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const [first, second]: string[][] = [[], []];
        play(seed, 400, (_, gestures) => first?.push(JSON.stringify(gestures)));
        let crowd = nobody;
        for (let step = 1; step <= 400; step++) {
          const stepped = stepCrowd(JSON.parse(JSON.stringify(crowd)), wildInputs(seed, step), step, 1 / 60, paints);
          crowd = stepped.crowd;
          second?.push(JSON.stringify(stepped.gestures));
        }
        expect(second).toEqual(first);
      }),
      { seed: 8, numRuns: 5 },
    );
  });
});
