import type { Random } from '../../engine/random.ts';
import type { Stroke, StrokePoint } from '../../engine/stroke.ts';
import { stroke } from '../devices/stream/rig.ts';

type Shape = (random: Random, x: number, y: number, sizeMm: number) => StrokePoint[];

const pressure = (at: number): number => 0.45 + 0.3 * Math.cos(at / 20);

const shapes: Readonly<Record<'wave' | 'line' | 'corner' | 'loop' | 'dab' | 'speck', Shape>> = {
  wave: (_random, x, y, sizeMm) =>
    Array.from({ length: Math.ceil(sizeMm) + 1 }, (_, i): StrokePoint => [x + i, y + 8 * Math.sin(i / 12), pressure(i)]),
  line: (random, x, y, sizeMm) => {
    const angle = random.between(-0.1, 0.1);
    return [
      [x, y, 0.3],
      [x + sizeMm * Math.cos(angle), y + sizeMm * Math.sin(angle), 0.8],
    ];
  },
  corner: (_random, x, y, sizeMm) => [
    [x, y, 0.5],
    [x + sizeMm / 2, y, 0.5],
    [x + sizeMm / 2, y + sizeMm / 3, 0.7],
    [x, y + sizeMm / 3, 0.4],
  ],
  /** crosses itself */
  loop: (_random, x, y, sizeMm) =>
    Array.from({ length: 33 }, (_, i): StrokePoint => {
      const turn = (i / 32) * 1.2 * 2 * Math.PI;
      const radius = sizeMm / 7;
      return [x + radius + radius * Math.cos(turn), y + radius * Math.sin(turn), pressure(2 * i)];
    }),
  dab: (random, x, y) => [[x, y, random.between(0.1, 1)]],
  speck: (_random, x, y) => [
    [x, y, 0.3],
    [x + 0.9, y + 0.2, 0.4],
  ],
};

/** Two to four short strokes anywhere on 480 × 380 mm, now and then one that takes more than one dip. */
export function makeStrokes(random: Random, mmPerDip: number): Stroke[] {
  const count = 2 + Math.floor(random.between(0, 3));
  return Array.from({ length: count }, (_, i) => {
    const long = i === 0 && random.next() < 0.4;
    const shape = long ? random.pick(['wave', 'line'] as const) : random.pick(['wave', 'line', 'corner', 'loop', 'dab', 'speck'] as const);
    const sizeMm = long ? Math.min(300, mmPerDip * random.between(1.05, 2.1)) : random.between(8, 70);
    const x = random.between(15, 465 - sizeMm);
    const points = shapes[shape](random, x, random.between(180, 220) + random.between(-140, 140), sizeMm);
    return stroke(`${shape}-${i}`, points, random.pick(['black', 'red']));
  });
}
