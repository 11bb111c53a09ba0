import { loadMachine } from '../../devices/machine-load.ts';
import type { ArmSetting } from '../../devices/process/messages.ts';
import type { VirtualGrblOptions } from '../../devices/virtual/grbl.ts';
import { jointArm } from '../../devices/virtual/joint-arm.ts';
import type { Stroke, StrokePoint } from '../../engine/stroke.ts';
import { createRig, stroke, wave } from '../devices/stream/rig.ts';
import { randomStrokes } from '../support/synthetic-plan.ts';
import { type Row, round } from './table.ts';

const paints = ['black', 'red'] as const;
const spiral = (): StrokePoint[] =>
  Array.from({ length: 400 }, (_, i): StrokePoint => {
    const angle = 4 + i / 12;
    return [250 + 3 * angle * Math.cos(angle), 200 + 3 * angle * Math.sin(angle), 0.5];
  });

/** Plans of different kinds, on 500 × 400 mm. */
const plans: Readonly<Record<string, readonly Stroke[]>> = {
  'eight waves': Array.from({ length: 8 }, (_, i) => wave(`wave-${i}`, 30 + 40 * i, 100 + 20 * i, paints[i % 2])),
  'forty short lines': randomStrokes(5, 40).map(({ id, points }, i) =>
    stroke(
      id,
      points.map(([x, y]): StrokePoint => [Math.max(0, x), Math.max(0, y), 0.6]),
      paints[i % 2],
    ),
  ),
  'thirty dabs': Array.from({ length: 30 }, (_, i) => stroke(`dab-${i}`, [[30 + 15 * i, 50 + ((137 * i) % 300), 0.5]])),
  'one spiral of many dips': [stroke('spiral', spiral())],
};

/** @returns by how much the estimate is off, percent; positive where it said too long */
async function errorPercent(strokes: readonly Stroke[], grbl: VirtualGrblOptions, setting: Partial<ArmSetting>): Promise<number> {
  const rig = createRig({ grbl, setting });
  await rig.time.until(() => rig.arm.status().state.kind === 'ready', 20_000);
  for (const entry of strokes) rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
  const { etaS } = rig.arm.status();
  const beganMs = rig.time.now();
  await rig.time.until(() => rig.painted().length === strokes.length, 3_600_000);
  await rig.dispose();
  return 100 * (etaS / ((rig.time.now() - beganMs) / 1000) - 1);
}

/** The estimate of a plan's time against the virtual arm's, in supplied time. */
export async function benchEstimate(): Promise<Row[]> {
  const six = loadMachine('six-axis');
  if (!six.ok || six.value.arm === undefined) throw new Error('benchEstimate: the six-axis machine is not there');
  const arms: Readonly<Record<string, readonly [VirtualGrblOptions, Partial<ArmSetting>]>> = {
    'gantry, Grbl': [{}, {}],
    'gantry, AVR timing': [{ avr: true }, {}],
    'six axes': [jointArm(six.value.arm), { machine: six.value, canvas: { widthMm: 700, heightMm: 500 } }],
  };
  const rows: Row[] = [];
  for (const [arm, [grbl, setting]] of Object.entries(arms))
    for (const [plan, strokes] of Object.entries(plans))
      rows.push({ what: `${arm}: ${plan}, estimate off by`, value: round(await errorPercent(strokes, grbl, setting)), unit: '%' });
  return rows;
}
