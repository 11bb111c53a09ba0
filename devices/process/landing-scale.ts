import type { Timers } from '../drivers/driver.ts';
import type { StrokeLife } from './messages.ts';

/** a piece is told of so long after it was painted, at most: reports come every 125 ms, and a busy computer is late, ms */
const lateMs = 400;
/** strokes that are weighed at once */
const mostStrokes = 1000;

/** Whether the load cell felt the brush while a stroke was painted. */
export interface LandingScale {
  weigh(reading: number): void;
  /** a part of the stroke was just seen painted: the brush was down */
  piece(stroke: string): void;
  /** @returns whether it was felt; undefined where nothing was weighed meanwhile */
  painted(stroke: string): boolean | undefined;
  forget(life: StrokeLife): void;
}

/** @param least - reading from which the brush touches, of 1023 */
export function createLandingScale(least: number, timers: Timers): LandingScale {
  let readings: { readonly atMs: number; readonly felt: boolean }[] = [];
  const strokes = new Map<string, boolean>();
  return {
    weigh: (reading) => {
      const atMs = timers.now();
      readings = readings.filter((one) => atMs - one.atMs <= lateMs);
      readings.push({ atMs, felt: reading >= least });
    },
    piece: (stroke) => {
      const nowMs = timers.now();
      const recent = readings.filter(({ atMs }) => nowMs - atMs <= lateMs);
      if (recent.length === 0 || strokes.size >= mostStrokes) return;
      strokes.set(stroke, (strokes.get(stroke) ?? false) || recent.some(({ felt }) => felt));
    },
    painted: (stroke) => {
      const felt = strokes.get(stroke);
      strokes.delete(stroke);
      return felt;
    },
    forget: ({ kind, stroke }) => {
      if (kind !== 'queued' && kind !== 'sent') strokes.delete(stroke);
    },
  };
}
