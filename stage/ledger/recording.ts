import { z } from 'zod';
import { replay, type StampedInput } from '../../engine/replay.ts';
import { done, type Result, refused } from '../../engine/result.ts';
import type { Score } from '../../engine/scene.ts';
import { createShow } from '../../engine/show.ts';
import { type StateDigests, stateDigests, strokesDigest } from './digest.ts';
import { type ReadRun, readBegin, readInputs } from './run.ts';

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
  /** moments at which the whole state was held against the recorded one; none in a ledger that was written before it kept them */
  readonly states: number;
  /** the first step at which the state was another than the recorded one, to six figures; all compared before were the same */
  readonly differsAt: number | null;
  /** the first step at which it was not the same to the last bit: another version of V8 computes a sine otherwise */
  readonly bitsDifferAt: number | null;
  readonly identical: boolean;
}

const markSchema = z.object({ state: z.string(), near: z.string() });

/** What the ledger recorded beside the inputs: how far the show went, what it drew, and digests of its state by step. */
function recorded(read: ReadRun) {
  const digest = strokesDigest();
  const states = new Map<number, StateDigests>();
  let lastStep = 0;
  for (const { kind, step, body } of read(['stroke/proposed', 'show/mark', 'show/end'])) {
    lastStep = Math.max(lastStep, step);
    if (kind === 'stroke/proposed') digest.add(JSON.parse(body));
    else {
      const mark = markSchema.safeParse(JSON.parse(body));
      if (mark.success) states.set(step, mark.data);
    }
  }
  return { digest: digest.hex(), states, lastStep };
}

/**
 * Run one performance of a ledger again.
 *
 * @param read - entries of the run, in order, by kind
 * @param onStep - told now and then how far it is, 0..1
 */
export function replayRun(read: ReadRun, scenes: readonly Score<unknown>[], onStep?: (part: number) => void): Result<Replayed> {
  const begun = readBegin(read);
  if (!begun.ok) return begun;
  const { run, programme } = begun.value;
  const missing = programme.cues.find((cue) => !scenes.some((scene) => scene.id === cue.scene));
  if (missing)
    return refused(
      'ledger/no-scene',
      `it used the scene "${missing.scene}", which this version does not have`,
      'replay it with the version that recorded it',
    );

  const kept = recorded(read);
  let inputs = 0;
  function* counted(): Generator<StampedInput> {
    for (const stamped of readInputs(read(['input']))) {
      inputs++;
      yield stamped;
    }
  }
  const digest = strokesDigest();
  let steps = 0;
  let strokes = 0;
  let states = 0;
  let differsAt: number | null = null;
  let bitsDifferAt: number | null = null;
  for (const { state, strokes: made } of replay(createShow(programme, scenes), run, counted(), kept.lastStep)) {
    steps = state.step;
    for (const stroke of made) digest.add(stroke);
    strokes += made.length;
    const mark = kept.states.get(steps);
    if (mark !== undefined) {
      states++;
      const now = stateDigests(state);
      if (mark.state !== now.state) bitsDifferAt ??= steps;
      if (mark.near !== now.near) differsAt ??= steps;
    }
    if (steps % 3600 === 0) onStep?.(Math.min(1, steps / kept.lastStep));
  }
  const made = digest.hex();
  return done({
    run,
    title: programme.title,
    steps,
    inputs,
    strokes,
    digest: made,
    recordedDigest: kept.digest,
    states,
    differsAt,
    bitsDifferAt,
    identical: made === kept.digest && differsAt === null,
  });
}
