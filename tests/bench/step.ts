import type { Input } from '../../engine/input.ts';
import { type Mapping, mappingSchema } from '../../engine/mapping/schema.ts';
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

const CURVES = ['linear', 'exponential', 's-curve', 'steps'] as const;
const FEATURES = ['height', 'across', 'openness', 'span', 'speed', 'grip', 'still'] as const;
const GOALS = ['hush/swell', 'hush/flow', 'hush/patience', 'master/light', 'master/sound'] as const;

/** Two hundred mappings: of every feature of sixteen hands, of knobs and of the beat, with every curve. */
const manyMappings = (): Mapping[] =>
  Array.from({ length: 200 }, (_, i) =>
    mappingSchema.parse({
      id: `m-${i}`,
      from: i % 5 === 0 ? `midi/cc/${i % 100}` : i % 11 === 0 ? 'clock/sway' : `hand/${i % 16}/${FEATURES[i % FEATURES.length]}`,
      to: GOALS[i % GOALS.length],
      curve: CURVES[i % CURVES.length],
      ...(i % 3 === 0 && { threshold: { on: 0.6, off: 0.4 } }),
      depth: 0.5,
    }),
  );

/** Played so often; of each step the quickest counts, because a busy machine's other programs are not the step's cost. */
const PLAYS = 3;

/** What one step of the show costs with 200 mappings, eight people with two hands each, twenty knobs and a MIDI clock. */
export function benchMappings(): Row[] {
  const show = createShow({ ...programmeSchema.parse(builtIn), mappings: manyMappings() }, scenes);
  const cost: number[] = [];
  let counting = 0;
  for (let play = 0; play < PLAYS; play++) {
    let state = show.begin(1);
    for (let step = 1; step <= 4000; step++) {
      const inputs = knobsAndHands(step);
      const before = performance.now();
      const stepped = show.step(state, inputs);
      const took = performance.now() - before;
      state = stepped.state;
      if (step > 600) cost[step - 600] = Math.min(cost[step - 600] ?? took, took);
    }
    counting = state.mapping.rows.filter(({ weight }) => weight > 0).length;
  }
  const costs = cost.slice(1);
  return [
    { what: `step, 16 hands + 200 mappings, p50, best of ${PLAYS}`, value: round(quantile(costs, 0.5), 3), unit: 'ms' },
    { what: `step, 16 hands + 200 mappings, p99, best of ${PLAYS}`, value: round(quantile(costs, 0.99), 3), unit: 'ms' },
    { what: 'mappings that count at the end', value: counting, unit: 'mappings' },
  ];
}

function knobsAndHands(step: number): Input[] {
  const inputs: Input[] = [];
  if (step % 4 === 0)
    for (const [c, camera] of ['camera-a', 'camera-b'].entries())
      inputs.push({
        kind: 'hands',
        camera,
        source: 'camera',
        t: (step * 1000) / 60,
        aspect: 16 / 9,
        hands: Array.from({ length: 8 }, (_, i) =>
          handAt(0.1 + 0.11 * i, 0.5 + 0.3 * Math.sin(step / 40 + i + 3 * c), { gap: (step + 60 * i) % 300 < 150 ? 0.05 : 1, palm: 0.06 }),
        ),
      });
  for (let i = 0; i < 20; i++) inputs.push({ kind: 'signal', name: `midi/cc/${5 * i}`, value: 0.5 + 0.5 * Math.sin(step / 30 + i) });
  if (step % 3 === 0) inputs.push({ kind: 'clock/pulse', times: [step * 16.7 - 21, step * 16.7] });
  return inputs;
}
