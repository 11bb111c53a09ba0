import type { BodySeen, HandSeen, Input } from '../../../engine/input.ts';
import { createRandom, type Random } from '../../../engine/random.ts';
import { handAt } from '../../support/hands.ts';

/** Any hand that the schema lets in. */
const anyHand = (random: Random): HandSeen => ({
  side: random.pick(['left', 'right']),
  score: random.next(),
  landmarks: Array.from({ length: 63 }, () => (random.next() < 0.02 ? random.pick([-2, 0, 3]) : random.between(-2, 3))),
});
const anyBody = (random: Random): BodySeen => ({
  landmarks: Array.from({ length: 99 }, () => random.between(-4, 5)),
  visibility: Array.from({ length: 33 }, () => random.next()),
});
/** All landmarks in one point: no finger has a length. */
const pointHand = (random: Random): HandSeen => ({
  side: 'left',
  score: 1,
  landmarks: Array.from({ length: 63 }, () => random.pick([0, 0.5])),
});

/**
 * The inputs of a step that hold anything that the schemas let in: hands that walk about beside hands that make no sense,
 * times that stand still or go back, pictures of any shape, cameras that leave.
 */
export function wildInputs(seed: number, step: number): Input[] {
  const random = createRandom(seed).split(step);
  if (step % 3 !== 0) return [];
  const t = Math.max(0, step * 16.7 + (random.next() < 0.1 ? random.between(-2000, 2000) : 0));
  const aspect = random.next() < 0.05 ? random.pick([0.2, 5]) : 4 / 3;
  const walking = Array.from({ length: Math.floor(random.between(0, 5)) }, (_, i) =>
    handAt(0.5 + 0.4 * Math.sin(step / (9 + 7 * i)), 0.5 + 0.4 * Math.cos(step / (5 + 4 * i)), {
      gap: step % (40 + i) < 20 ? 0.05 : 1,
      palm: 0.12 + 0.04 * Math.sin(step / 11),
      side: i % 2 === 0 ? 'left' : 'right',
    }),
  );
  const strange = Array.from({ length: Math.floor(random.between(0, 4)) }, () =>
    random.next() < 0.2 ? pointHand(random) : anyHand(random),
  );
  const inputs: Input[] = [{ kind: 'hands', camera: 'camera-a', source: 'camera', t, aspect, hands: [...walking, ...strange].slice(0, 8) }];
  if (random.next() < 0.3)
    inputs.push({
      kind: 'bodies',
      camera: 'camera-a',
      source: 'camera',
      t,
      aspect,
      bodies: Array.from({ length: 2 }, () => anyBody(random)),
    });
  if (random.next() < 0.01) inputs.push({ kind: 'leave', who: 'camera-a' });
  return inputs;
}
