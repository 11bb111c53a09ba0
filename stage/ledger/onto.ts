import type { GestureKind } from '../../engine/people.ts';
import type { Programme } from '../../engine/programme.ts';
import { type RehearsalWish, rehearse, sideOf } from '../../engine/rehearsal.ts';
import { replay, type StampedInput } from '../../engine/replay.ts';
import { done, type Result } from '../../engine/result.ts';
import type { Score } from '../../engine/scene.ts';
import { createShow, HZ, type Show } from '../../engine/show.ts';
import type { Stroke } from '../../engine/stroke.ts';
import { strokesDigest } from './digest.ts';
import { entryTrouble } from './entry.ts';
import { type Begun, type ReadRun, readBegin, readInputs, unreadableRun } from './run.ts';

/** A cue that fired, and when, s. */
export interface Fired {
  readonly number: number;
  readonly name: string;
  readonly atS: number;
}

/** What an audience of one performance would have made of another programme. */
export interface Onto {
  /** the performance that the audience is of */
  readonly run: number;
  readonly title: string;
  readonly seconds: number;
  readonly inputs: number;
  /** inputs that were not the audience's, and stayed away */
  readonly leftOut: number;
  readonly strokes: readonly Stroke[];
  readonly gestures: Readonly<Partial<Record<GestureKind, number>>>;
  /** the first stands at 0 */
  readonly cues: readonly Fired[];
  readonly digest: string;
}

/**
 * Plays yesterday's audience into tonight's programme, as fast as it goes.
 *
 * @param read - entries of yesterday's performance, in order, by kind
 * @param programme - tonight's; its scenes are there
 * @param onStep - told now and then how far it is, 0..1
 */
export function playOnto(
  read: ReadRun,
  programme: Programme,
  scenes: readonly Score<unknown>[],
  wish: RehearsalWish,
  onStep?: (part: number) => void,
): Result<Onto> {
  const begun = readBegin(read);
  if (!begun.ok) return begun;
  try {
    return done(play(begun.value, read, createShow(programme, scenes), wish, onStep));
  } catch (error) {
    const trouble = entryTrouble(error);
    if (trouble === null) throw error;
    return unreadableRun(trouble);
  }
}

function play(begun: Begun, read: ReadRun, show: Show, wish: RehearsalWish, onStep?: (part: number) => void): Onto {
  let recordedSteps = 0;
  for (const { step } of read(['stroke/proposed', 'show/mark', 'show/end'])) recordedSteps = Math.max(recordedSteps, step);
  const steps = Math.max(0, Math.ceil((recordedSteps - Math.round(wish.fromS * HZ)) / wish.pace));

  let leftOut = 0;
  let inputs = 0;
  function* all(): Generator<StampedInput> {
    for (const stamped of readInputs(read(['input']))) {
      const side = sideOf(stamped.input);
      if (side === 'house' || (side === 'artist' && !wish.withArtist)) leftOut++;
      yield stamped;
    }
  }
  function* counted(): Generator<StampedInput> {
    for (const stamped of rehearse(all(), wish)) {
      inputs++;
      yield stamped;
    }
  }
  const digest = strokesDigest();
  const strokes: Stroke[] = [];
  const gestures: Partial<Record<GestureKind, number>> = {};
  const first = show.programme.cues[0];
  const cues: Fired[] = first ? [{ number: first.number, name: first.name, atS: 0 }] : [];
  let seconds = 0;
  let before = show.begin(1).cues;
  for (const stepped of replay(show, 1, counted(), steps)) {
    const { step, cues: now } = stepped.state;
    // whatever fires begins to count anew
    if (now.place !== before.place || now.elapsedS < before.elapsedS) {
      const { number, name } = show.cue(stepped.state);
      cues.push({ number, name, atS: step / HZ });
    }
    before = now;
    seconds = step / HZ;
    for (const stroke of stepped.strokes) {
      digest.add(stroke);
      strokes.push(stroke);
    }
    for (const { kind } of stepped.gestures) gestures[kind] = (gestures[kind] ?? 0) + 1;
    if (step % 3600 === 0 && steps > 0) onStep?.(Math.min(1, step / steps));
  }
  return {
    run: begun.run,
    title: begun.programme.title,
    seconds,
    inputs,
    leftOut,
    strokes,
    gestures,
    cues,
    digest: digest.hex(),
  };
}
