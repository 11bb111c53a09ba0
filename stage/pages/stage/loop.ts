import { type ReadonlySignal, signal } from '@preact/signals';
import type { Hello } from '../../protocol/messages.ts';
import type { Mirror, Told } from '../shared/mirror.ts';
import { createFade } from '../wall/fade.ts';
import { momentOf, type Pace } from '../wall/moment.ts';
import type { Picture } from '../wall/picture.ts';
import { createGovernor } from '../wall/quality.ts';
import type { RoomSound } from '../wall/sound.ts';
import { createStepper } from '../wall/stepper.ts';
import { createDrawn, type Drawn } from './drawn.ts';
import { createMeter, type Meter } from './meter.ts';

export interface LoopParts {
  readonly mirror: Mirror;
  readonly pace: Pace;
  /** null where there is no WebGL: then only the sound goes on */
  readonly picture: Picture | null;
  readonly sound: RoomSound;
  readonly hello: () => Hello | null;
  readonly quality: number;
  /** true keeps the quality as it is */
  readonly fixed: boolean;
  readonly wall: HTMLElement;
  /** for those who asked for less motion: light comes and goes slowly */
  readonly gentle: boolean;
  readonly about: () => {
    readonly connected: boolean;
    readonly camera: string;
    readonly bodies: string;
    readonly hands: number;
    readonly bodiesSeen: number;
  };
}

export interface Loop {
  readonly fps: ReadonlySignal<number>;
  readonly hands: ReadonlySignal<number>;
  readonly bodies: ReadonlySignal<number>;
  /** main-thread script a frame, ms */
  readonly script: Meter;
  quality(): number;
  drawn(): readonly Drawn[];
  dispose(): void;
}

/** A picture that has not been drawn for this long was hidden: what was missed is not caught up, s. */
const HIDDEN_S = 0.5;
/** What happened longer ago, while the page slept or the line was dead, is not told any more, s. */
const FRESH_S = 1;
const REPORT_S = 0.25;
const nothingTold: Told = { gestures: [], events: [] };

/** The stage page's heart: each animation frame steps the picture and the sound, and shows the light that the show wants. */
export function createLoop(parts: LoopParts): Loop {
  const { mirror, picture, sound, wall } = parts;
  const fps = signal(0);
  const hands = signal(0);
  const bodies = signal(0);
  const script = createMeter();
  const drawn = createDrawn();
  const stepper = createStepper();
  const govern = createGovernor(parts.quality);
  // what the show cuts is dark within an eighth of a second; within one, for those who asked for less motion
  const light = createFade(parts.gentle ? 0.3 : 0.05, parts.gentle ? 1 : 8);
  let quality = parts.quality;
  let last = performance.now();
  let frames = 0;
  let second = { at: last, frames: 0 };
  let reportedAt = 0;
  let size = '';

  const adjust = (): void => {
    const { clientWidth, clientHeight } = wall;
    const next = `${clientWidth}×${clientHeight}×${devicePixelRatio}`;
    if (next === size || clientWidth === 0) return;
    size = next;
    picture?.resize(clientWidth, clientHeight, devicePixelRatio);
  };
  const measure = (now: number): void => {
    const elapsedS = (now - second.at) / 1000;
    if (elapsedS < 1) return;
    fps.value = (frames - second.frames) / elapsedS;
    second = { at: now, frames };
    if (!parts.fixed && elapsedS < 2) quality = govern(fps.peek(), elapsedS);
  };
  const report = (now: number): void => {
    if ((now - reportedAt) / 1000 < REPORT_S) return;
    reportedAt = now;
    const about = parts.about();
    hands.value = about.hands;
    bodies.value = about.bodiesSeen;
    const { dataset } = document.body;
    Object.assign(dataset, { ...about, frame: frames, fps: fps.peek().toFixed(1) });
  };

  const frame = (now: number): void => {
    const begun = performance.now();
    const elapsedS = (now - last) / 1000;
    last = now;
    const dtS = elapsedS > HIDDEN_S ? 1 / 60 : Math.max(0, elapsedS);
    adjust();
    const hello = parts.hello();
    const show = mirror.now;
    if (hello !== null) {
      const scene = show.scene || hello.scene.id;
      picture?.want({ scene, seed: hello.seed, palette: hello.palette, quality }, show.leaving);
      sound.want(scene, hello.seed);
    }
    const due = stepper(dtS);
    // a frozen picture stands still; what happens meanwhile is told to it afterwards
    const steps = show.frozen ? 0 : due;
    const nowS = performance.now() / 1000;
    const [sinceS, silentS] = [parts.pace.since(show.time, nowS), parts.pace.silence(nowS)];
    const told = steps > 0 ? mirror.drain(show.time + sinceS - FRESH_S) : nothingTold;
    const moment = momentOf(show, told, sinceS, silentS);
    // the scene that goes sees who is there; what the next one dreams and does is not its own
    const leaving = momentOf({ ...show, dreamers: [] }, nothingTold, sinceS, silentS);
    picture?.step(moment, leaving, steps, show.frozen ? 0 : dtS);
    const seen = picture?.render(light.toward(show.light, dtS), Math.min(1, Math.max(0, elapsedS)));
    if (seen) drawn.note(told.events);
    sound.step(moment, leaving, picture?.share ?? show.leaving?.progress ?? 1, dtS, show.sound);
    frames++;
    measure(now);
    report(now);
    script.push(performance.now() - begun);
    handle = requestAnimationFrame(frame);
  };
  let handle = requestAnimationFrame(frame);

  return { fps, hands, bodies, script, quality: () => quality, drawn: drawn.latest, dispose: () => cancelAnimationFrame(handle) };
}
