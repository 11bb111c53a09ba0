import { createHash } from 'node:crypto';
import { z } from 'zod';
import { inputSchema } from '../../engine/input.ts';
import { programmeSchema } from '../../engine/programme.ts';
import { replay, type StampedInput, strokeLine } from '../../engine/replay.ts';
import { done, type Result, refused } from '../../engine/result.ts';
import type { Score } from '../../engine/scene.ts';
import { createShow } from '../../engine/show.ts';
import type { Stroke } from '../../engine/stroke.ts';
import type { Entry } from './chain.ts';

const beginSchema = z.object({ run: z.number().int(), programme: programmeSchema });

/** One performance, run again from the ledger beside what was recorded of it. */
export interface Replayed {
  readonly run: number;
  readonly title: string;
  readonly steps: number;
  readonly inputs: number;
  readonly strokes: number;
  /** SHA-256, hex, of every stroke in order, as the replay made them */
  readonly digest: string;
  /** the same over the strokes that the ledger recorded when they were made */
  readonly recordedDigest: string;
  readonly identical: boolean;
}

/** A digest of strokes that grows as they come. */
export function strokesDigest() {
  const hash = createHash('sha256');
  return { add: (stroke: Stroke) => hash.update(`${strokeLine(stroke)}\n`), hex: () => hash.digest('hex') };
}

/**
 * Run one performance of a ledger again.
 *
 * @param read - entries of the run, in order, by kind
 * @param onStep - told now and then how far it is, 0..1
 */
export function replayRun(
  read: (kinds: readonly string[]) => Iterable<Entry>,
  scenes: readonly Score<unknown>[],
  onStep?: (part: number) => void,
): Result<Replayed> {
  const [first] = read(['show/begin']);
  const begun = first && beginSchema.safeParse(JSON.parse(first.body));
  if (!begun?.success)
    return refused(
      'ledger/no-begin',
      'this performance has no readable beginning in the ledger',
      'choose another run, or verify the ledger',
    );
  const { run, programme } = begun.data;
  const missing = programme.cues.find((cue) => !scenes.some((scene) => scene.id === cue.scene));
  if (missing)
    return refused(
      'ledger/no-scene',
      `it used the scene "${missing.scene}", which this version does not have`,
      'replay it with the version that recorded it',
    );

  const recorded = strokesDigest();
  let lastStep = 0;
  for (const entry of read(['stroke/proposed', 'show/mark', 'show/end', 'input'])) {
    lastStep = Math.max(lastStep, entry.step);
    if (entry.kind === 'stroke/proposed') recorded.add(JSON.parse(entry.body));
  }
  let inputs = 0;
  function* stamped(): Generator<StampedInput> {
    for (const entry of read(['input'])) {
      const input = inputSchema.parse(JSON.parse(entry.body));
      inputs++;
      yield { step: entry.step, input };
    }
  }
  const digest = strokesDigest();
  let strokes = 0;
  for (const { state, strokes: made } of replay(createShow(programme, scenes), run, stamped(), lastStep)) {
    for (const stroke of made) digest.add(stroke);
    strokes += made.length;
    if (state.step % 3600 === 0) onStep?.(state.step / lastStep);
  }
  const made = digest.hex();
  const recordedDigest = recorded.hex();
  return done({
    run,
    title: programme.title,
    steps: lastStep,
    inputs,
    strokes,
    digest: made,
    recordedDigest,
    identical: made === recordedDigest,
  });
}
