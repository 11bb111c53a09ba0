import type { Cue } from '../../../../engine/cues/cue.ts';
import type { Hello } from '../../../protocol/messages.ts';
import type { Mirror } from '../../shared/mirror.ts';
import { createFade } from '../../wall/fade.ts';
import { momentOf, type Pace } from '../../wall/moment.ts';
import { createPicture } from '../../wall/picture.ts';
import { createRenderer } from '../../wall/renderer.ts';
import { createStepper, MOST_STEPS, STEP_S } from '../../wall/stepper.ts';
import { timeTrial } from '../../wall/trial.ts';
import { createFence } from './fence.ts';
import { createGoPicture } from './go-picture.ts';
import { createShare, nothingTold } from './share.ts';
import { standbyOf } from './standby.ts';
import { createTurns } from './turns.ts';

export interface ScreensParts {
  /** whoever shows the screens is the one who drains it */
  readonly mirror: Mirror;
  readonly pace: Pace;
  readonly hello: () => Hello | null;
  readonly cues: () => readonly Cue[];
  /** where the two pictures are shown */
  readonly wall: HTMLCanvasElement;
  readonly go: HTMLCanvasElement;
  readonly gentle: boolean;
  readonly onTrouble: (text: string) => void;
  /** whether there is a picture yet: what is black because it is still being made is no dark wall */
  readonly onSeen: (which: 'wall' | 'go', seen: boolean) => void;
}

/** Small and coarse, so that a stage page beside them loses no frame by it; still smaller where pictures are drawn in software. */
const usual = { size: { width: 640, height: 360 }, quality: 0.5 };
const slow = { size: { width: 384, height: 216 }, quality: 0.25 };
/** A machine that needs longer for the trial than this draws in software, ms. */
const SLOW_TRIAL_MS = 5;
/** A picture that has not been drawn for so long was hidden: what it missed is not caught up, s. */
const HIDDEN_S = 2;

/** A picture's own time. @returns seconds since its last turn, at most one, and the fixed steps that are due */
function createTime(mostSteps: number): (nowMs: number) => { readonly elapsedS: number; readonly steps: number } {
  const stepper = createStepper(mostSteps);
  let last: number | null = null;
  return (nowMs) => {
    const elapsedS = last === null ? 0 : Math.max(0, (nowMs - last) / 1000);
    last = nowMs;
    return { elapsedS: Math.min(1, elapsedS), steps: stepper(elapsedS > HIDDEN_S ? STEP_S : elapsedS) };
  };
}

/**
 * The two pictures of the console, drawn in turn by one renderer that nobody sees, and copied to where they are looked at.
 *
 * @returns what ends them; null where the browser gives no WebGL 2
 */
export function openScreens({ mirror, pace, hello, cues, wall, go, gentle, onTrouble, onSeen }: ScreensParts): (() => void) | null {
  const renderer = createRenderer(document.createElement('canvas'));
  if (renderer === null) return null;
  const { size, quality } = timeTrial(renderer) > SLOW_TRIAL_MS ? slow : usual;
  const copyTo = (canvas: HTMLCanvasElement): (() => void) => {
    Object.assign(canvas, size);
    const sheet = canvas.getContext('2d', { alpha: false });
    return () => sheet?.drawImage(renderer.domElement, 0, 0);
  };
  const picture = createPicture(renderer, { onTrouble, gentle, sizeFor: () => size });
  picture.resize(size.width, size.height, 1);
  const going = createGoPicture(renderer, { size, quality, gentle, onTrouble });
  const fence = createFence(renderer);
  const light = createFade(gentle ? 0.3 : 0.05, gentle ? 1 : 8);
  const [onWall, onGo] = [createShare(), createShare()];
  const [wallTime, goTime] = [createTime(MOST_STEPS), createTime(HIDDEN_S / STEP_S)];
  const [copyWall, copyGo] = [copyTo(wall), copyTo(go)];

  const drawWall = (nowMs: number, said: Hello): void => {
    const show = mirror.now;
    const { elapsedS, steps: due } = wallTime(nowMs);
    const steps = show.frozen ? 0 : due;
    const nowS = performance.now() / 1000;
    const [sinceS, silentS] = [pace.since(show.time, nowS), pace.silence(nowS)];
    const moment = momentOf(show, steps > 0 ? onWall.take() : nothingTold, sinceS, silentS);
    const leaving = momentOf({ ...show, dreamers: [] }, nothingTold, sinceS, silentS);
    picture.want({ scene: show.scene || said.scene.id, seed: said.seed, palette: said.palette, quality }, show.leaving);
    picture.step(moment, leaving, steps, show.frozen ? 0 : elapsedS);
    const lit = light.toward(show.light, elapsedS);
    const drawn = picture.render(lit, elapsedS);
    copyWall();
    onSeen('wall', drawn || lit === 0);
    wall.dataset.scene = show.scene;
  };
  const drawGo = (nowMs: number, { seed, canvas, palette, brushes }: Hello): void => {
    const show = mirror.now;
    const { elapsedS, steps } = goTime(nowMs);
    const nowS = performance.now() / 1000;
    // who is there is the same; what the scene that is on dreams and does is not the next one's
    const told = steps > 0 ? { ...onGo.take(), events: [] } : nothingTold;
    const room = momentOf({ ...show, dreamers: [] }, told, pace.since(show.time, nowS), pace.silence(nowS));
    const standby = standbyOf(cues(), show);
    going.want(standby, { seed, canvas, palette, brushes });
    going.step(room, show.crowd, steps);
    going.render(elapsedS);
    copyGo();
    onSeen('go', standby === null || going.shown !== null);
    go.dataset.cue = String(going.shown ?? '');
  };

  const turns = createTurns([drawWall, drawGo]);
  const frame = (nowMs: number): void => {
    handle = requestAnimationFrame(frame);
    const told = mirror.drain();
    for (const share of [onWall, onGo]) share.add(told);
    const said = hello();
    const draw = said && turns.next(nowMs, fence.passed());
    if (!draw) return;
    draw(nowMs, said);
    fence.set();
  };
  mirror.drain();
  let handle = requestAnimationFrame(frame);

  return () => {
    cancelAnimationFrame(handle);
    going.dispose();
    picture.dispose();
    renderer.dispose();
    // a browser keeps few contexts, and a page that is folded and unfolded must not use them up
    renderer.forceContextLoss();
  };
}
