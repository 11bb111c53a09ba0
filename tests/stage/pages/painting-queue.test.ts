import { describe, expect, it } from 'vitest';
import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import { stretch } from '../../../engine/painting/travel.ts';
import { lengthMm, type StrokePoint } from '../../../engine/stroke.ts';
import { bites, createPieceQueue } from '../../../stage/pages/shared/painting/queue.ts';

const level = (fromX: number, toX: number): StrokePoint[] =>
  Array.from({ length: (toX - fromX) / 2 + 1 }, (_, i): StrokePoint => [fromX + 2 * i, 30, 1]);
const across = (change: Partial<PaintedPiece> = {}): PaintedPiece => ({
  stroke: 's1',
  author: 'hand-1',
  paint: 'lamp-black',
  brush: 'mop',
  points: level(20, 100),
  fromMm: 0,
  loadFrom: 1,
  loadTo: 0.9,
  ...change,
});
const mm = (pieces: readonly PaintedPiece[]): number => pieces.reduce((sum, { points }) => sum + lengthMm(points), 0);

describe('piece queue', () => {
  it('lays a piece along its path in about the time it is told', () => {
    const queue = createPieceQueue(130);
    queue.add(across());
    const laid = [16, 16, 16, 16, 16, 16, 16, 16].map((elapsed) => mm(queue.due(elapsed)));
    expect(laid[0]).toBeCloseTo((80 * 16) / 130, 6);
    expect(queue.empty).toBe(false);
    expect(mm(queue.due(16))).toBeGreaterThan(0);
    expect(queue.due(16)).toEqual([]);
    expect(queue.empty).toBe(true);
  });

  it('loses nothing and keeps the order, in bites that join', () => {
    const queue = createPieceQueue(130);
    for (const [from, to] of [
      [0, 30],
      [30, 60],
      [60, 80],
    ] as const)
      queue.add(stretch(across(), from, to));
    const all = Array.from({ length: 12 }, () => queue.due(16)).flat();
    expect(mm(all)).toBeCloseTo(80, 6);
    let at = 0;
    for (const bite of all) {
      expect(bite.fromMm).toBeCloseTo(at, 6);
      expect(lengthMm(bite.points)).toBeLessThanOrEqual(20 + 1e-9);
      at += lengthMm(bite.points);
    }
  });

  it('catches up at once with most of what a hidden page missed', () => {
    const queue = createPieceQueue(130);
    for (let k = 0; k < 20; k++) queue.add(across({ stroke: `s${k}`, points: level(0, 100) }));
    expect(mm(queue.due(1))).toBeGreaterThan(1590);
  });

  it('cuts an old piece into bites of at most 20 mm that are the piece again', () => {
    const parts = bites(across({ points: level(0, 50) }));
    expect(parts.map(({ fromMm }) => Math.round(fromMm))).toEqual([0, 17, 33]);
    expect(mm(parts)).toBeCloseTo(50, 9);
    expect(bites(across({ points: [[1, 1, 1]] }))).toEqual([]);
  });
});
