import type { FilmScript } from '../rendered-hand/script.ts';
import { type Act, meaningOf } from './choreography.ts';
import type { GestureFilm } from './films.ts';
import type { TimedGesture } from './play.ts';

/** What became of one act. */
export interface Verdict {
  readonly film: string;
  /** kind, with the way of a swipe */
  readonly was: string;
  readonly told: string;
  /** something else was told as well, that was not true */
  readonly beside: boolean;
  /** s from the moment that the act was done (a pose reached, a swipe ended) until it was told; null where it was not */
  readonly delayS: number | null;
  /** of a conducting hand: each tempo told, less the true one, parts of the true one */
  readonly bpmErrors: readonly number[];
}

/** Something told that nobody did. */
export interface FalseEvent {
  readonly film: string;
  readonly told: string;
  readonly time: number;
}

/** Told while they go on, more than once: a delay after their end says nothing. */
export const onTheWay: ReadonlySet<string> = new Set(['spread', 'conduct']);
/** True of anybody who is there, so that they are neither right nor wrong. */
const always = new Set(['enter', 'leave', 'still', 'release']);
const poses = new Set(['open', 'fist', 'point', 'victory', 'pinch']);
/** A pose that the hand had or takes at that time is no error though it is told beside another act, s. */
const ABOUT_S = 0.3;
/** What is told so long after an act still belongs to it, s. */
const AFTER_S = 0.3;

const nameOf = ({ kind, way }: { kind: string; way?: string }): string => (way ? `${kind} ${way}` : kind);

/** Holds what was told against what was done. Each act is one verdict: the right thing, the first wrong one, or `nothing`. */
export function judge(film: GestureFilm, gestures: readonly TimedGesture[]): { verdicts: Verdict[]; falseEvents: FalseEvent[] } {
  const told = gestures.filter(({ kind }) => !always.has(kind));
  const used = new Set<TimedGesture>();
  const verdicts = film.acts.map((act): Verdict => {
    const inTime = told.filter(({ time }) => time >= act.from && time <= act.until + (act.kind === 'rest' ? 0 : AFTER_S));
    const right = inTime.filter((gesture) => nameOf(gesture) === nameOf(act));
    for (const gesture of onTheWay.has(act.kind) ? right : right.slice(0, 1)) used.add(gesture);
    const wrong = inTime.filter((gesture) => !right.includes(gesture) && !isTrue(film, gesture, act));
    const first = right[0];
    return {
      film: film.name,
      was: nameOf(act) + (act.bpm ? ` ${act.bpm}` : ''),
      told: wrong[0] && (act.kind === 'rest' || !first) ? nameOf(wrong[0]) : first ? nameOf(act) : act.kind === 'rest' ? 'rest' : 'nothing',
      beside: wrong.length > 0,
      delayS: first ? first.time - act.reached : null,
      bpmErrors: right.flatMap((gesture) => (gesture.kind === 'conduct' && act.bpm ? [gesture.bpm / act.bpm - 1] : [])),
    };
  });
  const falseEvents = told
    .filter((gesture) => !used.has(gesture) && !isTrue(film, gesture))
    .map((gesture) => ({ film: film.name, told: nameOf(gesture), time: gesture.time }));
  return { verdicts, falseEvents };
}

/** Whether a pose is told of a hand that had it about then, or something of an act that goes on. */
function isTrue(film: GestureFilm, gesture: TimedGesture, besides?: Act): boolean {
  const acts = film.acts.filter((act) => act !== besides && gesture.time >= act.from && gesture.time <= act.until + AFTER_S);
  if (onTheWay.has(gesture.kind) && acts.some((act) => nameOf(act) === nameOf(gesture))) return true;
  return poses.has(gesture.kind) && posesAbout(film.order.script, gesture.time).has(gesture.kind);
}

function posesAbout({ hands }: FilmScript, time: number): Set<string> {
  const found = new Set<string>();
  for (const { keys } of hands)
    for (const [i, key] of keys.entries()) {
      const until = keys[i + 1]?.at ?? Number.POSITIVE_INFINITY;
      if (key.at - ABOUT_S <= time && until >= time - ABOUT_S) found.add(meaningOf(key.pose));
    }
  return found;
}
