import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { WholeFrame } from '../../protocol/frames.ts';
import { afterwards } from '../wall/moment.ts';
import type { RoomSound } from '../wall/sound.ts';
import type { Lit, Projector } from './projector.ts';
import type { ReelRoom } from './reel-room.ts';

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16] as const;

export interface Player {
  /** step that is looked at */
  readonly at: ReadonlySignal<number>;
  readonly now: ReadonlySignal<WholeFrame | null>;
  readonly playing: Signal<boolean>;
  readonly speed: Signal<number>;
  /** the picture is not yet what it was there */
  readonly warming: ReadonlySignal<boolean>;
  /** @param step - kept within the performance */
  seek(step: number): void;
  toggle(): void;
  /** The picture has another size: it is drawn again though it stands. */
  redraw(): void;
  /** The picture lost all that it had seen: it is brought on again to where it was. */
  again(): void;
  dispose(): void;
}

interface Parts {
  readonly room: Pick<ReelRoom, 'play'>;
  readonly steps: number;
  readonly seed: number;
  /** null where there is no WebGL */
  readonly projector: Projector | null;
  readonly sound: RoomSound;
  /** told in words what keeps it from going on */
  readonly onTrouble: (text: string) => void;
}

/** A picture has a history: it is brought on from so far before the place that is looked at, in steps: ten seconds. */
const PAST = 600;
/** Steps of that in an animation frame. */
const WARM_STEPS = 20;
/** Of a picture that is played fast, no more steps a frame than this: people go on, the water is slower than they. */
const MOST_STEPS = 4;
/** What a slow page missed is not caught up beyond this, s. */
const MISSED_S = 0.25;
/** A picture that stands is drawn on until light and limiter have come to rest, s. */
const REST_S = 1.5;

/** Plays a replay on the wall's picture: forwards at any speed, and from anywhere. */
export function createPlayer({ room, steps, seed, projector, sound, onTrouble }: Parts): Player {
  const at = signal(1);
  const now = signal<WholeFrame | null>(null);
  const playing = signal(false);
  const speed = signal(1);
  const warming = signal(true);
  let queue: WholeFrame[] = [];
  /** the queue reaches to this step; the picture has seen this one; it is brought on to this one */
  let [reach, drawn, goal] = [0, 0, 1];
  let era = 0;
  let asking = false;
  let scene = '';
  let loading = false;
  let owed = 0;
  let restS = 0;
  let lit: Lit | null = null;
  let last = performance.now();

  const fill = (): void => {
    if (asking || reach >= steps || queue.length > 60 * Math.max(2, speed.peek())) return;
    asking = true;
    const [asked, from, to] = [era, reach, Math.min(steps, reach + 60 * Math.max(2, speed.peek()))];
    room.play(from, to).then(
      (frames) => {
        asking = false;
        if (asked !== era) return;
        queue.push(...frames);
        reach = to;
      },
      // nothing more comes of it: it is not asked again
      (error: unknown) => onTrouble(error instanceof Error ? error.message : String(error)),
    );
  };
  /** @returns false until the picture of this step is there */
  const loaded = (frame: WholeFrame): boolean => {
    if (projector === null || frame.scene === scene) return true;
    const asked = era;
    loading = true;
    projector.load(frame).then(
      () => {
        loading = false;
        if (asked === era) scene = frame.scene;
      },
      (error: unknown) => onTrouble(error instanceof Error ? error.message : String(error)),
    );
    return false;
  };
  const take = (count: number, most: number): boolean => {
    const next = queue[0];
    if (count === 0 || next === undefined || loading || !loaded(next)) return false;
    const change = queue.findIndex((frame) => frame.scene !== next.scene);
    const frames = queue.splice(0, Math.min(count, change < 0 ? count : change));
    const end = frames.at(-1) ?? next;
    lit = projector?.step(frames, Math.min(frames.length, most)) ?? null;
    drawn = end.step;
    if (goal <= drawn) {
      at.value = end.step;
      now.value = end;
    }
    return true;
  };
  const warm = (): boolean => {
    for (let n = 0; n < WARM_STEPS && drawn < goal; n++) if (!take(1, 1)) return false;
    return drawn >= goal;
  };
  const run = (dtS: number): boolean => {
    owed += Math.min(MISSED_S, dtS) * 60 * speed.peek();
    const due = Math.floor(owed);
    const moved = take(due, MOST_STEPS);
    if (moved || queue.length === 0) owed -= due;
    if (drawn >= steps) playing.value = false;
    return moved;
  };
  const hear = (moved: boolean, dtS: number): void => {
    const frame = now.peek();
    if (lit === null || frame === null) return;
    sound.want(frame.scene, seed);
    const level = playing.peek() && speed.peek() === 1 && !warming.peek() ? frame.sound : 0;
    sound.step(moved && !warming.peek() ? lit.moment : afterwards(lit.moment), afterwards(lit.leaving), lit.share, dtS, level);
  };

  const begin = (step: number): void => {
    era++;
    queue = [];
    drawn = Math.max(0, step - PAST);
    reach = drawn;
    scene = '';
    projector?.restart();
  };
  const go = (step: number): void => {
    at.value = step;
    goal = step;
    warming.value = true;
    owed = 0;
  };

  const frame = (time: number): void => {
    const dtS = Math.max(0, (time - last) / 1000);
    last = time;
    handle = requestAnimationFrame(frame);
    fill();
    let moved = false;
    if (warming.peek()) {
      if (warm()) {
        warming.value = false;
        moved = true;
      }
    } else if (playing.peek()) moved = run(dtS);
    restS = moved || playing.peek() ? REST_S : restS - dtS;
    if (!warming.peek() && restS > 0) projector?.render(Math.min(1, dtS));
    hear(moved, Math.min(1, dtS));
  };
  let handle = requestAnimationFrame(frame);

  return {
    at,
    now,
    playing,
    speed,
    warming,
    seek(wanted) {
      const step = Math.min(steps, Math.max(1, Math.round(wanted)));
      if (step === drawn && drawn >= goal) return;
      go(step);
      // what lies shortly ahead is gone to; anything else begins anew
      if (step < drawn || step - drawn > PAST || drawn === 0) begin(step);
    },
    toggle() {
      if (!playing.peek() && at.peek() >= steps) this.seek(1);
      playing.value = !playing.peek();
    },
    redraw() {
      restS = REST_S;
    },
    again() {
      go(at.peek());
      begin(at.peek());
    },
    dispose() {
      cancelAnimationFrame(handle);
    },
  };
}
