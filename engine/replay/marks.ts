import type { GestureKind } from '../people.ts';
import { HZ, type Show, type ShowState, type Stepped } from '../show.ts';

/** A cue that fired. */
export interface CueMark {
  readonly step: number;
  readonly number: number;
  readonly name: string;
}
export interface GestureMark {
  readonly step: number;
  readonly kind: GestureKind;
}
export interface StrokeMark {
  readonly step: number;
  /** pseudonym of whoever made it */
  readonly author: string;
  /** id of its pigment */
  readonly paint: string;
}
/** A stretch in which the wall was dark because somebody wanted it so. */
export interface DarkMark {
  readonly kind: 'panic' | 'blackout';
  readonly from: number;
  readonly to: number;
}

/** What a timeline shows of a performance. Steps everywhere; curves have a value a second. */
export interface Marks {
  readonly steps: number;
  readonly cues: readonly CueMark[];
  readonly gestures: readonly GestureMark[];
  readonly strokes: readonly StrokeMark[];
  readonly dark: readonly DarkMark[];
  /** of the crowd, 0..1, the most of each second */
  readonly energy: readonly number[];
  /** people there, the most of each second */
  readonly people: readonly number[];
}

const cueMark = (show: Show, state: ShowState, step: number): CueMark => {
  const { number, name } = show.cue(state);
  return { step, number, name };
};

/** Gathers the marks of a performance, step by step from its first. */
export function createMarks(show: Show, begun: ShowState): { note(stepped: Stepped): void; marks(): Marks } {
  const cues: CueMark[] = [cueMark(show, begun, 0)];
  const gestures: GestureMark[] = [];
  const strokes: StrokeMark[] = [];
  const dark: DarkMark[] = [];
  const energy: number[] = [];
  const people: number[] = [];
  const since: Record<DarkMark['kind'], number | null> = { panic: null, blackout: null };
  let before = begun;

  const shade = (kind: DarkMark['kind'], on: boolean, step: number): void => {
    const from = since[kind];
    if (on && from === null) since[kind] = step;
    if (!on && from !== null) {
      dark.push({ kind, from, to: step });
      since[kind] = null;
    }
  };
  return {
    note({ state, strokes: made, gestures: seen }) {
      const { step } = state;
      // a cue that fires begins to count its time anew, the same one too
      if (state.cues.place !== before.cues.place || state.cues.elapsedS < before.cues.elapsedS) cues.push(cueMark(show, state, step));
      for (const { kind } of seen) gestures.push({ step, kind });
      for (const { author, paint } of made) strokes.push({ step, author, paint });
      shade('panic', state.masters.panic !== 'no', step);
      shade('blackout', state.masters.blackout, step);
      const second = Math.floor((step - 1) / HZ);
      energy[second] = Math.max(energy[second] ?? 0, state.crowd.gathering.energy);
      people[second] = Math.max(people[second] ?? 0, state.crowd.people.length);
      before = state;
    },
    marks() {
      const still = (['panic', 'blackout'] as const).flatMap((kind) => {
        const from = since[kind];
        return from === null ? [] : [{ kind, from, to: before.step }];
      });
      return { steps: before.step, cues, gestures, strokes, dark: [...dark, ...still], energy, people };
    },
  };
}
