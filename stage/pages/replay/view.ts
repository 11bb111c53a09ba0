import type { GestureKind } from '../../../engine/people.ts';
import { HZ } from '../../../engine/show.ts';
import type { Stretch } from './command.ts';

/** Shortest stretch that a timeline shows: two seconds. */
const LEAST = 2 * HZ;

/**
 * A nearer or farther view that keeps a step where it is.
 *
 * @param by - below 1 comes nearer
 * @param step - the one that stays in its place
 */
export function zoomed({ from, to }: Stretch, by: number, step: number, steps: number): Stretch {
  const length = Math.min(steps, Math.max(LEAST, (to - from) * by));
  const share = (step - from) / (to - from);
  const begin = Math.min(steps - length, Math.max(0, step - share * length));
  return { from: begin, to: begin + length };
}

/** The same view further on, where a step would lie outside of it. */
export function following(view: Stretch, step: number, steps: number): Stretch {
  if (step >= view.from && step <= view.to) return view;
  const length = view.to - view.from;
  const from = Math.min(steps - length, Math.max(0, step - length / 4));
  return { from, to: from + length };
}

const SPACINGS_S = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200] as const;

/** @returns s between the marks of a ruler, so that they are no nearer than `leastPx` */
export const spacingS = (view: Stretch, widthPx: number, leastPx: number): number =>
  SPACINGS_S.find((s) => ((s * HZ) / (view.to - view.from)) * widthPx >= leastPx) ?? 7200;

/** Gestures of one kind of meaning share a row. */
export const gestureRows = ['presence', 'grip', 'pose', 'move'] as const;
export type GestureRow = (typeof gestureRows)[number];

const rows: Readonly<Record<GestureKind, GestureRow>> = {
  enter: 'presence',
  leave: 'presence',
  approach: 'presence',
  pinch: 'grip',
  release: 'grip',
  fist: 'grip',
  open: 'pose',
  still: 'pose',
  point: 'pose',
  victory: 'pose',
  raise: 'pose',
  wave: 'move',
  swipe: 'move',
  push: 'move',
  spread: 'move',
  conduct: 'move',
  lean: 'move',
};
export const rowOf = (kind: GestureKind): GestureRow => rows[kind];
