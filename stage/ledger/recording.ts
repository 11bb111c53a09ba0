import { z } from 'zod';
import { replay, type StampedInput } from '../../engine/replay.ts';
import { done, type Result, refused } from '../../engine/result.ts';
import type { Score } from '../../engine/scene.ts';
import { createShow, type Show } from '../../engine/show.ts';
import { compareStrokes } from './compare-strokes.ts';
import { type StateDigests, stateDigests, strokesDigest } from './digest.ts';
import { entryTrouble, readEntry } from './entry.ts';
import { type Begun, type ReadRun, readBegin, readInputs, unreadableRun } from './run.ts';

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
  /** the first step whose strokes were others than the recorded ones */
  readonly strokesDifferAt: number | null;
  /** moments at which the whole state was held against the recorded one; none in a ledger that was written before it kept them */
  readonly states: number;
  /** the first step at which the state was another than the recorded one, to six figures; all compared before were the same */
  readonly differsAt: number | null;
  /** the first step at which it was not the same to the last bit: another version of V8 computes a sine otherwise */
  readonly bitsDifferAt: number | null;
  readonly identical: boolean;
}

const markSchema = z.object({ state: z.string(), near: z.string() });

/** What the ledger recorded beside inputs and strokes: how far the show went, and digests of its state by step. */
function recorded(read: ReadRun) {
  const states = new Map<number, StateDigests>();
  let lastStep = 0;
  for (const entry of read(['stroke/proposed', 'show/mark', 'show/end'])) {
    const { kind, step } = entry;
    lastStep = Math.max(lastStep, step);
    if (kind === 'stroke/proposed') continue;
    const mark = markSchema.safeParse(readEntry(entry, (body) => body));
    if (mark.success) states.set(step, mark.data);
  }
  return { states, lastStep };
}

/**
 * Run one performance of a ledger again.
 *
 * @param read - entries of the run, in order, by kind; several kinds are read side by side
 * @param onStep - told now and then how far it is, 0..1
 */
export function replayRun(read: ReadRun, scenes: readonly Score<unknown>[], onStep?: (part: number) => void): Result<Replayed> {
  const begun = readBegin(read);
  if (!begun.ok) return begun;
  const { programme } = begun.value;
  const missing = programme.cues.find((cue) => !scenes.some((scene) => scene.id === cue.scene));
  if (missing)
    return refused(
      'ledger/no-scene',
      `it used the scene "${missing.scene}", which this version does not have`,
      'replay it with the version that recorded it',
    );

  const told = compareStrokes(read(['stroke/proposed']));
  try {
    return done(goThrough(begun.value, read, told, createShow(programme, scenes), onStep));
  } catch (error) {
    const trouble = entryTrouble(error);
    if (trouble === null) throw error;
    return unreadableRun(trouble);
  } finally {
    told.dispose();
  }
}

function goThrough(
  { run, programme: { title } }: Begun,
  read: ReadRun,
  told: ReturnType<typeof compareStrokes>,
  show: Show,
  onStep?: (part: number) => void,
): Replayed {
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
  for (const { state, strokes: made } of replay(show, run, counted(), kept.lastStep)) {
    steps = state.step;
    for (const stroke of made) {
      digest.add(stroke);
      told.made(stroke);
    }
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
  const { digest: recordedDigest, differsAt: strokesDifferAt } = told.end();
  return {
    run,
    title,
    steps,
    inputs,
    strokes,
    digest: made,
    recordedDigest,
    strokesDifferAt,
    states,
    differsAt,
    bitsDifferAt,
    identical: made === recordedDigest && differsAt === null,
  };
}
