import { isHere } from '../../engine/gestures/gathering.ts';
import type { SceneEvent, SceneView, Score } from '../../engine/scene.ts';
import type { StrokeDraft } from '../../engine/stroke.ts';
import { approach } from '../kit/numbers.ts';
import { type Dream, dreamersOf, dreamless, dreamOn, dreamPaints } from './dream.ts';
import { type Followed, type Follower, farewell, follow } from './follow.ts';
import { mappings } from './mappings.ts';
import { type HushParams, params } from './params.ts';
import { seen } from './seen.ts';
import { bare, painted, type Space } from './space.ts';

/** Strokes and drops that one step may bring about; what a crowd does beyond it in the same sixtieth of a second is let go. */
const mostStrokes = 96;
const mostEvents = 32;

/** How quickly the room warms to somebody and forgets them, s (time constants). */
const warmsS = 0.6;
const coolsS = 2.2;

/** Everything that the score remembers. */
export interface HushState {
  /** 0 nobody here, 1 somebody */
  readonly presence: number;
  /** seconds since somebody was here */
  readonly aloneS: number;
  readonly followers: readonly Follower[];
  readonly dream: Dream;
  readonly dreamPaints: readonly string[];
  readonly space: Space;
  /** became ready in this very step */
  readonly strokes: readonly StrokeDraft[];
  readonly events: readonly SceneEvent[];
}

/**
 * The score of a quiet room. A pinch lets a drop fall, a gripping hand draws, a still hand leaves a wet edge; left alone
 * it dreams, sparingly, and leaves part of the canvas bare.
 */
export const score: Score<HushState, HushParams> = {
  id: 'hush',
  title: 'Hush',
  params,
  mappings,

  begin: (context) => ({
    presence: 0,
    aloneS: 0,
    followers: [],
    dream: dreamless(Math.floor(context.random.split('dream').next() * 0x7fffffff)),
    dreamPaints: dreamPaints(context),
    space: bare,
    strokes: [],
    events: [],
  }),

  step(state, context) {
    const people = seen(context);
    const somebody = people.some(isHere);
    const aloneS = somebody ? 0 : Math.min(state.aloneS + context.dt, 1e6);
    const followed = people.map((person) =>
      follow(
        state.followers.find((known) => known.id === person.id),
        person,
        context.gestures.some((gesture) => gesture.kind === 'pinch' && gesture.person === person.id),
        context,
      ),
    );
    const gone = state.followers.filter((known) => !people.some((person) => person.id === known.id));
    const dreamt = dreamOn(state.dream, aloneS >= context.params.patience, state.space, context);
    const strokes = [...gone.flatMap((follower) => farewell(follower, context)), ...both(followed, 'strokes'), ...dreamt.strokes];
    const ready = strokes.slice(0, mostStrokes);
    return {
      presence: approach(state.presence, somebody ? 1 : 0, context.dt, somebody ? warmsS : coolsS),
      aloneS,
      followers: followed.map(({ follower }) => follower),
      dream: dreamt.dream,
      dreamPaints: state.dreamPaints,
      space: painted(state.space, ready, context.canvas),
      strokes: ready,
      events: [...both(followed, 'events'), ...dreamt.events].slice(0, mostEvents),
    };
  },

  strokes: (state) => state.strokes,
  view: viewOf,
};

function both<K extends 'strokes' | 'events'>(followed: readonly Followed[], what: K): Followed[K][number][] {
  return followed.flatMap((one) => [...one[what]]);
}

function viewOf(state: HushState): SceneView {
  return { people: dreamersOf(state.dream, state.dreamPaints), events: state.events, presence: state.presence };
}
