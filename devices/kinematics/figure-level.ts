import { links, type Member, member } from './figure-member.ts';
import type { BarArm, FiveBarDescription, ScaraDescription } from './schema.ts';
import { cosDeg, sinDeg, type Vector } from './space.ts';

/** Between the highest place of the brush's tip and the links above it, mm. */
const clearMm = 45;
const aboveMm = 40;

const out = (from: Vector, mm: number, deg: number): Vector => ({ x: from.x + mm * cosDeg(deg), y: from.y + mm * sinDeg(deg), z: from.z });

function quill(tip: Vector, { minMm, maxMm }: { readonly minMm: number; readonly maxMm: number }, radiusMm: number): Member {
  return member('brush', { ...tip, z: tip.z + (maxMm - minMm) + clearMm + aboveMm }, tip, radiusMm);
}

/** A column, two links in a level plane above everything that the brush can reach, and a brush that slides in the last. */
export function scaraFigure({ upperMm, foreMm, z }: ScaraDescription, q1: number, q2: number, tip: Vector): Member[] {
  const level = z.maxMm + clearMm;
  const thick = (upperMm + foreMm) * 0.042;
  const shoulder = { x: 0, y: 0, z: level };
  const elbow = out(shoulder, upperMm, q1);
  const wrist = out(elbow, foreMm, q1 + q2);
  return [
    ...links([
      [{ x: 0, y: 0, z: z.minMm }, thick * 1.7],
      [shoulder, thick * 1.1],
      [elbow, thick * 0.85],
      [wrist, 0],
    ]),
    quill(tip, z, Math.min(7, thick * 0.4)),
  ];
}

/** Two columns with a motor each, joined by a bar; from each a proximal and a distal link; the brush where these meet. */
export function fiveBarFigure({ spacingMm, left, right, z }: FiveBarDescription, q1: number, q2: number, tip: Vector): Member[] {
  const level = z.maxMm + clearMm;
  const thick = (left.proximalMm + left.distalMm) * 0.03;
  const arm = (side: number, { proximalMm }: BarArm, deg: number): Member[] => {
    const motor = { x: (side * spacingMm) / 2, y: 0, z: level };
    return links([
      [{ ...motor, z: z.minMm }, thick * 1.7],
      [motor, thick],
      [out(motor, proximalMm, deg), thick * 0.75],
      [{ ...tip, z: level }, 0],
    ]);
  };
  const bar = member('rail', { x: -spacingMm / 2, y: 0, z: z.minMm }, { x: spacingMm / 2, y: 0, z: z.minMm }, thick * 1.2);
  return [bar, ...arm(-1, left, q1), ...arm(1, right, q2), quill(tip, z, Math.min(7, thick * 0.5))];
}
