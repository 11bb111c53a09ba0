import { expect, it } from 'vitest';
import { motionText } from '../../../devices/painter/motion.ts';
import { paintable, planAll } from './easel.ts';

it('plans a small drawing as it always did', async () => {
  const { motions } = planAll([
    paintable([
      [10, 10, 0.2],
      [40, 10, 0.8],
      [40, 30, 0.5],
    ]),
    paintable([[60, 60, 0.6]], { id: 's2' }),
    paintable(
      [
        [80, 20, 1],
        [100, 40, 1],
      ],
      { id: 's3', paint: 'red', brush: 'liner' },
    ),
  ]);
  await expect(`${motions.map(motionText).join('\n')}\n`).toMatchFileSnapshot('../../golden/plan-small-drawing.txt');
});

it('resumes ten millimetres before what is known painted', async () => {
  const stroke = paintable([
    [100, 100, 0.5],
    [200, 100, 0.5],
  ]);
  const { motions } = planAll([stroke], undefined, 60);
  const marks = motions.flatMap((motion) => (motion.mark === undefined ? [] : [motion.mark]));
  expect(marks[0]?.fromMm).toBe(50);
  expect(marks.at(-1)?.toMm).toBe(100);
});
