import type { Edit } from '../../engine/editing/history.ts';
import { viewOf } from '../../engine/gestures/gathering.ts';
import type { CrowdView, Gesture } from '../../engine/people.ts';
import type { SceneEvent, SceneView } from '../../engine/scene.ts';
import { HZ, type Show, type ShowState, type Stepped } from '../../engine/show.ts';
import type { Turnable } from './artist.ts';
import { cueNow, pathOf } from './cue-now.ts';
import type { Frame } from './messages.ts';
import { tempoView } from './meters.ts';

type Standing = Required<Omit<Frame, 'step' | 'time' | 'gestures' | 'events'>>;

/** A frame that leaves nothing out: one step of the show, with all that happened in it. */
export type WholeFrame = Required<Frame>;

/** Frames between those that tell all that stands: one second. */
const WHOLE_EVERY = 30;

/** Decimals that no eye and no ear can tell: positions to a ten-thousandth of the wall. */
const short = (_key: string, value: unknown): unknown => (typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value);

/** A page needs no more of a crowd than hundredths: then it is told of it only when something has changed. */
const coarse = ({ energy, centre, attract }: CrowdView): CrowdView => ({
  energy: hundredth(energy),
  centre: { x: hundredth(centre.x), y: hundredth(centre.y) },
  attract,
});
const hundredth = (value: number): number => Math.round(value * 100) / 100;

/** What a step shows of itself, unrounded: pages that run the show themselves need no wire. */
export const wholeFrame = (show: Show, { state, view, gestures }: Stepped): WholeFrame => ({
  ...standing(show, state, view),
  step: state.step,
  time: state.step / HZ,
  gestures,
  events: view.events,
});

function standing(show: Show, state: ShowState, view: SceneView): Standing {
  const { light, sound, blackout, panic, lightNow, soundNow } = state.masters;
  return {
    people: state.crowd.people,
    dreamers: view.people,
    presence: view.presence,
    crowd: coarse(viewOf(state.crowd.gathering)),
    scene: show.scene(state).id,
    leaving: leavingOf(state),
    frozen: state.frozen,
    cue: cueNow(show, state),
    path: pathOf(state),
    kept: Object.keys(state.kept),
    undoable: state.past.length > 0,
    editable: { undo: turnable(state.edits.done), redo: turnable(state.edits.undone), locked: state.locked },
    params: state.params,
    moved: state.mapping.moved,
    tempo: tempoView(state),
    light: lightNow,
    sound: soundNow,
    masters: { light, sound, blackout, panic: panic !== 'no' },
  };
}

const turnable = (edits: readonly Edit[]): Turnable | null => {
  const last = edits.at(-1);
  return last === undefined ? null : { id: last.id, name: last.name };
};

function leavingOf({ leaving }: ShowState): NonNullable<Frame['leaving']> | null {
  if (leaving === null) return null;
  const { scene, kind, seconds, doneS } = leaving;
  return { scene, kind, progress: doneS / seconds };
}

/** Turns steps into frames: what changed since the last frame, and everything that happened meanwhile, once. */
export function createFrames(show: Show) {
  let gestures: Gesture[] = [];
  let events: SceneEvent[] = [];
  const told = new Map<string, string>();
  let frames = 0;
  const whole = (stepped: Stepped): Frame => ({
    step: stepped.state.step,
    time: stepped.state.step / HZ,
    ...JSON.parse(JSON.stringify(standing(show, stepped.state, stepped.view), short)),
  });
  return {
    /** gather what happened in a step */
    note(stepped: Stepped): void {
      gestures.push(...stepped.gestures);
      events.push(...stepped.view.events);
    },
    /** everything that stands, for a page that has just joined */
    whole,
    /** what is new since the last call; once a second everything, for a page that a slow line made miss one */
    delta(stepped: Stepped): Frame {
      if (frames++ % WHOLE_EVERY === 0) told.clear();
      const now = standing(show, stepped.state, stepped.view);
      const changed: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(now)) {
        const text = JSON.stringify(value, short);
        if (told.get(key) === text) continue;
        told.set(key, text);
        changed[key] = JSON.parse(text);
      }
      const happened = { ...(gestures.length > 0 && { gestures }), ...(events.length > 0 && { events }) };
      gestures = [];
      events = [];
      return { step: stepped.state.step, time: stepped.state.step / HZ, ...changed, ...happened };
    },
  };
}
