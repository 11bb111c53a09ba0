import type { CrowdView, Gesture, Person } from '../../../engine/people.ts';
import type { SceneEvent } from '../../../engine/scene.ts';
import type { Frame } from '../../protocol/messages.ts';
import type { TempoView } from '../../protocol/play.ts';

/** The show as this page last heard of it: every frame's news merged into one whole. */
export interface ShowNow {
  readonly step: number;
  /** seconds of the show */
  readonly time: number;
  readonly people: readonly Person[];
  readonly dreamers: readonly Person[];
  readonly presence: number;
  readonly crowd: CrowdView;
  readonly scene: string;
  readonly leaving: NonNullable<Frame['leaving']> | null;
  readonly frozen: boolean;
  readonly kept: readonly string[];
  readonly undoable: boolean;
  readonly editable: NonNullable<Frame['editable']>;
  readonly cue: Frame['cue'] | null;
  readonly path: NonNullable<Frame['path']>;
  readonly params: Readonly<Record<string, number>>;
  readonly light: number;
  readonly sound: number;
  readonly masters: NonNullable<Frame['masters']>;
  readonly moved: NonNullable<Frame['moved']>;
  readonly tempo: TempoView;
}

/** What happened since the last call, each thing told once. */
export interface Told {
  readonly gestures: readonly Gesture[];
  readonly events: readonly SceneEvent[];
}

/** Before the first frame: dark, silent, empty. */
export const nothingYet: ShowNow = {
  step: -1,
  time: 0,
  people: [],
  dreamers: [],
  presence: 0,
  crowd: { energy: 0, centre: { x: 0.5, y: 0.5 }, attract: false },
  scene: '',
  leaving: null,
  frozen: false,
  kept: [],
  undoable: false,
  editable: { undo: null, redo: null, locked: false },
  cue: null,
  path: [],
  params: {},
  light: 0,
  sound: 0,
  masters: { light: 1, sound: 1, blackout: false, panic: false },
  moved: {},
  tempo: { bpm: 60, beats: 0, beatsPerBar: 4, barFrom: 0, following: false },
};

/** @returns the show after this frame: an absent field keeps its value */
export function mergeFrame(now: ShowNow, frame: Frame): ShowNow {
  const { gestures: _gestures, events: _events, ...news } = frame;
  return { ...now, ...news };
}

/** Something that happened, and when, s of the show. */
interface Untold<T> {
  readonly what: T;
  readonly time: number;
}

/** A page whose window is hidden draws nothing for hours: past this many untold moments the oldest are dropped. */
const UNTOLD = 400;

/** Merges frames and hands on gestures and events once each, even if a frame should come twice. */
export class Mirror {
  now: ShowNow = nothingYet;
  #gestures: Untold<Gesture>[] = [];
  #events: Untold<SceneEvent>[] = [];

  /** A server said hello: its steps count from wherever they are, and nothing untold survives. */
  begin(): void {
    this.now = { ...this.now, step: -1 };
    this.#gestures = [];
    this.#events = [];
  }

  /** @returns false for a frame that was already taken */
  take(frame: Frame): boolean {
    if (frame.step <= this.now.step) return false;
    this.now = mergeFrame(this.now, frame);
    for (const what of frame.gestures ?? []) this.#gestures.push({ what, time: frame.time });
    for (const what of frame.events ?? []) this.#events.push({ what, time: frame.time });
    if (this.#gestures.length > UNTOLD) this.#gestures.splice(0, this.#gestures.length - UNTOLD);
    if (this.#events.length > UNTOLD) this.#events.splice(0, this.#events.length - UNTOLD);
    return true;
  }

  /** @param from - show time, s: what happened earlier is not told any more, for a page that has slept must not answer it all at once */
  drain(from = Number.NEGATIVE_INFINITY): Told {
    const fresh = <T>(untold: readonly Untold<T>[]): T[] => untold.flatMap(({ what, time }) => (time >= from ? [what] : []));
    const told = { gestures: fresh(this.#gestures), events: fresh(this.#events) };
    this.#gestures = [];
    this.#events = [];
    return told;
  }
}
