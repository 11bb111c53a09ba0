import { HZ } from '../../../../engine/show.ts';
import { type FilmJob, SOUND_HZ } from '../../../protocol/film.ts';
import type { WholeFrame } from '../../../protocol/frames.ts';
import { createPicture } from '../../wall/picture.ts';
import { createRenderer } from '../../wall/renderer.ts';
import { createProjector, type Projector } from '../projector.ts';
import type { ReelRoom } from '../reel-room.ts';
import { type FilmPlan, frameOf, planFilm } from './plan.ts';
import { type Heard, renderScore } from './score.ts';
import type { Studio } from './send.ts';
import { wavOf } from './wav.ts';

/** Where the page shows what it does. */
export interface Slate {
  /** @param share - of the whole film, 0..1 */
  at(what: 'reading' | 'replaying' | 'warming' | 'drawing' | 'sounding', share: number): void;
}

/** Steps that are asked for at once. */
const CHUNK = 300;
/** The last of the warm-up is drawn too, so that the light is up and what keeps the wall from flashing knows the picture: 1.5 s in steps. */
const DRAWN = 90;
/** Whoever waits hears so often that the picture gets on, ms. */
const TELL_MS = 1000;
/** Long enough for the veil over a picture that has just come to lift, s. */
const LIFT_S = 10;

async function* steps(room: ReelRoom, from: number, to: number): AsyncGenerator<WholeFrame> {
  for (let at = from - 1; at < to; at += CHUNK) yield* await room.play(at, Math.min(to, at + CHUNK));
}

const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('the browser made no picture of a frame')) : resolve(blob)), 'image/png'),
  );

/**
 * Draws the stretch that the studio wants, frame by frame on a clock of its own, then its sound: how long a frame takes to
 * draw changes nothing in it.
 */
export async function makeFilm(canvas: HTMLCanvasElement, room: ReelRoom, studio: Studio, slate: Slate): Promise<void> {
  const job = await studio.job();
  const opened = await room.open(job.run, (what, share) => {
    slate.at(what, share);
    studio.tell({ kind: 'at', what, share }).catch(() => {});
  });
  if (!opened.ok) throw new Error(`${opened.why.text}; ${opened.why.remedy}`);
  const { head, marks, digest } = opened.value;
  const renderer = createRenderer(canvas);
  if (renderer === null) throw new Error('this browser draws no WebGL 2');
  let trouble: string | null = null;
  const picture = createPicture(renderer, {
    onTrouble: (text) => {
      trouble ??= text;
    },
    gentle: false,
    // a film has as many pixels as it was ordered in, whatever its quality
    sizeFor: (width, height) => ({ width, height }),
  });
  canvas.addEventListener('webglcontextlost', () => {
    trouble ??= 'the browser lost its graphics while it drew';
  });
  picture.resize(job.width, job.height, 1);
  const { seed, palette } = head.programme;
  const plan = planFilm(job);
  try {
    const projector = createProjector(picture, { seed, palette, quality: job.quality });
    const heard = await draw({ canvas, room, studio, slate, projector, plan, job, failed: () => trouble });
    slate.at('sounding', 0);
    await studio.tell({ kind: 'at', what: 'sounding', share: 0 });
    const [left, right] = await renderScore(heard, seed, plan.skip, plan.samples, (share) => {
      slate.at('sounding', share);
      studio.tell({ kind: 'at', what: 'sounding', share }).catch(() => {});
    });
    await studio.sound(wavOf(left, right, SOUND_HZ));
    slate.at('sounding', 1);
    await studio.tell({
      kind: 'done',
      digest,
      identical: digest === head.digest,
      renderer: nameOf(renderer.getContext()),
      cues: marks.cues.flatMap(({ step, number, name }) => {
        const frame = frameOf(plan.shown, Math.max(1, step));
        return frame === null ? [] : [{ number, name, frame }];
      }),
    });
  } finally {
    picture.dispose();
  }
}

interface Drawing {
  readonly canvas: HTMLCanvasElement;
  readonly room: ReelRoom;
  readonly studio: Studio;
  readonly slate: Slate;
  readonly projector: Projector;
  readonly plan: FilmPlan;
  readonly job: FilmJob;
  readonly failed: () => string | null;
}

/** @returns what the sound goes by, step for step, the warm-up too */
async function draw({ canvas, room, studio, slate, projector, plan, job, failed }: Drawing): Promise<Heard[]> {
  const heard: Heard[] = [];
  const first = plan.shown[0] ?? 1;
  const warm = first - plan.fromStep;
  let next = 0;
  let toldMs = performance.now();
  let sending: Promise<void> = Promise.resolve();
  for await (const frame of steps(room, plan.fromStep, plan.toStep)) {
    await projector.load(frame);
    const why = failed();
    if (why !== null) throw new Error(why);
    heard.push({ ...projector.step([frame], 1), scene: frame.scene, level: frame.sound });
    if (frame.step < first) {
      if (frame.step === plan.fromStep) projector.render(LIFT_S);
      else if (first - frame.step <= DRAWN) projector.render(1 / HZ);
      // by the time that passes here, too: a picture of the largest size takes long for a second of the show
      if (performance.now() - toldMs < TELL_MS && frame.step % HZ !== 0) continue;
      toldMs = performance.now();
      slate.at('warming', (frame.step - plan.fromStep) / warm);
      await studio.tell({ kind: 'at', what: 'warming', share: (frame.step - plan.fromStep) / warm });
    }
    // more frames than steps a second would show a step twice: the plan allows it, and the picture stands still
    while (plan.shown[next] === frame.step) {
      if (warm === 0 && next === 0) projector.render(LIFT_S);
      projector.render(1 / job.fps);
      const png = await pngOf(canvas);
      await sending;
      next++;
      sending = studio.frame(next, png);
      // whoever waits for it hears of it; nobody may wait yet
      sending.catch(() => {});
      slate.at('drawing', next / job.frames);
    }
  }
  await sending;
  if (next < plan.shown.length) throw new Error(`the replay ended at frame ${next} of ${plan.shown.length}`);
  return heard;
}

/** @returns what draws, as the browser names it */
function nameOf(gl: WebGLRenderingContext | WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL)).slice(0, 200);
}
