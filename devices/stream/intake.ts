import type { PaintedPiece } from '../../engine/painting/piece.ts';
import { lengthMm, type Stroke } from '../../engine/stroke.ts';
import { checkStroke } from '../painter/check.ts';
import type { Limits } from '../painter/estimate.ts';
import type { ArmSetting, FromArm, StrokeLife } from '../process/messages.ts';
import { createEstimator } from './estimator.ts';
import { createQueue, type Job, type Queue } from './queue.ts';
import { newTally, type Tally } from './tally.ts';

/** The strokes of an arm, from being asked for to being painted, and the telling of it. */
export interface Intake {
  readonly queue: Queue;
  readonly tally: Tally;
  /** queues a stroke; refuses one that cannot be painted as asked; ignores one that it has */
  paint(setting: ArmSetting, limits: Limits, stroke: Stroke, fromMm: number): void;
  /** @returns the jobs taken out: those of which nothing is in flight */
  withdraw(strokes: readonly string[]): readonly Job[];
  sent(job: Job): void;
  painted(job: Job): void;
  piece(piece: PaintedPiece): void;
}

/** @param epochMs - ms since the epoch, for `firstByte` */
export function createIntake(emit: (message: FromArm) => void, epochMs: () => number): Intake {
  const queue = createQueue();
  const tally = newTally();
  const estimator = createEstimator();
  const tell = (life: StrokeLife): void => emit({ kind: 'life', life });
  return {
    queue,
    tally,
    paint: (setting, limits, stroke, fromMm) => {
      if (queue.has(stroke.id)) return;
      const fit = checkStroke(setting, stroke);
      if (!fit.ok) {
        tell({ kind: 'refused', stroke: stroke.id, why: fit.why });
      } else if (fromMm > 0 && fromMm >= lengthMm(stroke.points)) {
        tell({ kind: 'painted', stroke: stroke.id });
      } else {
        queue.add(stroke, fromMm, estimator.next(setting, stroke, fromMm, limits, setting.horizonMs));
        tell({ kind: 'queued', stroke: stroke.id });
      }
    },
    withdraw: (strokes) => {
      const jobs = queue.withdraw(strokes);
      for (const { doneMm, stroke } of jobs) {
        tally.withdrawn++;
        if (doneMm > 0) tell({ kind: 'aborted', stroke: stroke.id, doneMm, why: 'The rest of it was withdrawn.' });
        else tell({ kind: 'withdrawn', stroke: stroke.id });
      }
      return jobs;
    },
    sent: ({ stroke }) => {
      emit({ kind: 'firstByte', stroke: stroke.id, atMs: epochMs() });
      tell({ kind: 'sent', stroke: stroke.id });
    },
    painted: ({ stroke }) => {
      tally.painted++;
      tell({ kind: 'painted', stroke: stroke.id });
    },
    piece: (piece) => emit({ kind: 'painted', piece }),
  };
}
