import type { Hello } from '../../../protocol/messages.ts';
import type { Mirror, Told } from '../../shared/mirror.ts';
import { createFade } from '../../wall/fade.ts';
import { momentOf, type Pace } from '../../wall/moment.ts';
import { createPicture } from '../../wall/picture.ts';
import { createRenderer } from '../../wall/renderer.ts';
import { createStepper, STEP_S } from '../../wall/stepper.ts';
import { createGoPicture } from './go-picture.ts';
import { standbyOf } from './standby.ts';

export interface ScreensParts {
  /** whoever shows the screens is the one who drains it */
  readonly mirror: Mirror;
  readonly pace: Pace;
  readonly hello: () => Hello | null;
  /** where the two pictures are shown */
  readonly wall: HTMLCanvasElement;
  readonly go: HTMLCanvasElement;
  readonly gentle: boolean;
  readonly onTrouble: (text: string) => void;
}

/** Both pictures are drawn so small and so coarse that a stage page beside them loses no frame by it. */
const SIZE = { width: 512, height: 288 };
const QUALITY = 0.35;
/** Twenty times a second, ms; and never for more than a third of the page's time. */
const EVERY_MS = 50;
const SHARE = 3;
/** Half a frame of a usual display: a frame that comes a hair early is taken. */
const SLACK_MS = 8;
/** A page that has not drawn for so long was hidden: what it missed is not caught up, s. */
const HIDDEN_S = 0.5;
const nothingTold: Told = { gestures: [], events: [] };
/** What a frozen wall is told afterwards, at most. */
const UNTOLD = 400;
const both = (before: Told, now: Told): Told => ({
  gestures: [...before.gestures, ...now.gestures].slice(-UNTOLD),
  events: [...before.events, ...now.events].slice(-UNTOLD),
});

/**
 * The two pictures of the console, drawn in turn by one renderer that nobody sees, and copied to where they are looked at.
 *
 * @returns what ends them; null where the browser gives no WebGL 2
 */
export function openScreens({ mirror, pace, hello, wall, go, gentle, onTrouble }: ScreensParts): (() => void) | null {
  const renderer = createRenderer(document.createElement('canvas'));
  const [wallSheet, goSheet] = [wall, go].map((canvas) => {
    Object.assign(canvas, SIZE);
    return canvas.getContext('2d', { alpha: false });
  });
  if (renderer === null || !wallSheet || !goSheet) return null;
  const picture = createPicture(renderer, { onTrouble, gentle, sizeFor: () => SIZE });
  picture.resize(SIZE.width, SIZE.height, 1);
  const going = createGoPicture(renderer, { size: SIZE, quality: QUALITY, gentle, onTrouble });
  const light = createFade(gentle ? 0.3 : 0.05, gentle ? 1 : 8);
  const stepper = createStepper();
  let untold = nothingTold;
  let last = performance.now();
  let nextAt = 0;

  const draw = (said: Hello, elapsedS: number): void => {
    const dtS = elapsedS > HIDDEN_S ? STEP_S : elapsedS;
    if (elapsedS > HIDDEN_S) mirror.drain();
    const show = mirror.now;
    const { seed, canvas, palette, brushes } = said;
    picture.want({ scene: show.scene || said.scene.id, seed, palette, quality: QUALITY }, show.leaving);
    going.want(standbyOf(said, show), { seed, canvas, palette, brushes });
    const due = stepper(dtS);
    const steps = show.frozen ? 0 : due;
    const told = due > 0 ? mirror.drain() : nothingTold;
    // a frozen wall stands still, and hears afterwards what happened meanwhile; what GO would bring lives on
    untold = both(untold, told);
    const heard = steps > 0 ? untold : nothingTold;
    if (steps > 0) untold = nothingTold;
    const nowS = performance.now() / 1000;
    const [sinceS, silentS] = [pace.since(show.time, nowS), pace.silence(nowS)];
    const room = momentOf({ ...show, dreamers: [] }, { ...told, events: [] }, sinceS, silentS);
    picture.step(momentOf(show, heard, sinceS, silentS), { ...room, gestures: [] }, steps, show.frozen ? 0 : dtS);
    picture.render(light.toward(show.light, dtS), Math.min(1, elapsedS));
    wallSheet.drawImage(renderer.domElement, 0, 0);
    going.step(room, show.crowd, due);
    going.render(Math.min(1, elapsedS));
    goSheet.drawImage(renderer.domElement, 0, 0);
    wall.dataset.scene = show.scene;
    go.dataset.cue = String(going.shown ?? '');
  };

  const frame = (now: number): void => {
    handle = requestAnimationFrame(frame);
    const said = hello();
    if (now < nextAt || said === null) return;
    const elapsedS = Math.max(0, (now - last) / 1000);
    last = now;
    const begun = performance.now();
    draw(said, elapsedS);
    nextAt = now + Math.max(EVERY_MS, SHARE * (performance.now() - begun)) - SLACK_MS;
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
