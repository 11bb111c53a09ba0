import { programmeSchema } from '../../engine/programme.ts';
import { createShow } from '../../engine/show.ts';
import { scenes } from '../../scenes/index.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { handAt } from '../support/hands.ts';
import { quantile, type Row, round } from './table.ts';

/** What one step of the show costs: eight people with both hands before two cameras, and twenty fingers on phones. */
export function benchStep(): Row[] {
  const show = createShow(programmeSchema.parse(builtIn), scenes);
  let state = show.begin(1);
  const cost: number[] = [];
  for (let step = 1; step <= 6000; step++) {
    const hands = Array.from({ length: 8 }, (_, i) =>
      handAt(0.1 + 0.11 * i, 0.5 + 0.3 * Math.sin(step / (40 - 4 * i)), {
        gap: (step + 60 * i) % 300 < 150 ? 0.05 : 1,
        palm: 0.06,
        side: i % 2 === 0 ? 'left' : 'right',
      }),
    );
    const cameras = ['camera-a', 'camera-b']
      .filter((_, i) => step % 4 === 2 * i)
      .map((camera) => ({ kind: 'hands' as const, camera, source: 'camera' as const, t: (step * 1000) / 60, aspect: 16 / 9, hands }));
    const phones =
      step % 2 === 0
        ? Array.from({ length: 20 }, (_, i) => ({
            kind: 'touch' as const,
            participant: `phone-${i}`,
            via: 'phone' as const,
            phase: (step + 13 * i) % 200 < 2 ? ('down' as const) : (step + 13 * i) % 200 > 190 ? ('up' as const) : ('move' as const),
            x: 0.5 + 0.4 * Math.sin(step / 70 + i),
            y: 0.5 + 0.4 * Math.cos(step / 50 + i),
            pressure: 0.6,
          }))
        : [];
    const before = performance.now();
    state = show.step(state, [...cameras, ...phones]).state;
    if (step > 600) cost.push(performance.now() - before);
  }
  return [
    { what: 'step, 16 hands + 20 phones, p50', value: round(quantile(cost, 0.5), 3), unit: 'ms' },
    { what: 'step, 16 hands + 20 phones, p99', value: round(quantile(cost, 0.99), 3), unit: 'ms' },
    { what: 'strokes made meanwhile', value: state.nextStroke - 1, unit: 'strokes' },
  ];
}
