import { HZ } from '../../../../engine/show.ts';
import { type FilmJob, SOUND_HZ, soundSamples } from '../../../protocol/film.ts';

/** Which steps of the show a film is made of. */
export interface FilmPlan {
  /** the first step that is seen, in the warm-up; 1 is the show's first */
  readonly fromStep: number;
  /** step that is shown in each frame, in order */
  readonly shown: readonly number[];
  /** the last step that is gone to: of the last frame, or of the end of the sound after it */
  readonly toStep: number;
  /** samples of sound, and those before them that only warm up */
  readonly samples: number;
  readonly skip: number;
}

/** Frames a second need not divide the show's steps: each frame shows the step that its time falls in. */
export function planFilm(job: Pick<FilmJob, 'fromS' | 'frames' | 'fps' | 'warmUpS'>): FilmPlan {
  const stepAt = (s: number): number => Math.max(1, Math.floor(s * HZ + 1e-6));
  const shown = Array.from({ length: job.frames }, (_, n) => stepAt(job.fromS + n / job.fps));
  const fromStep = Math.max(1, stepAt(job.fromS) - Math.round(job.warmUpS * HZ));
  return {
    fromStep,
    shown,
    toStep: Math.max(shown.at(-1) ?? 1, stepAt(job.fromS + job.frames / job.fps) - 1),
    samples: soundSamples(job),
    // a step is heard from when it is seen
    skip: Math.max(0, Math.round((job.fromS - fromStep / HZ) * SOUND_HZ)),
  };
}

/** @returns the frame, from 1, that first shows a step or what comes after it; null where no frame does */
export function frameOf(shown: readonly number[], step: number): number | null {
  const first = shown[0];
  const n = shown.findIndex((one) => one >= step);
  return n < 0 || first === undefined || step < first ? null : n + 1;
}
