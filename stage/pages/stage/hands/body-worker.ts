import { FilesetResolver, PoseLandmarker, type PoseLandmarkerResult } from '@mediapipe/tasks-vision';
import type { BodySeen } from '../../../protocol/doors.ts';
import { fetchModel, poseModel } from './model.ts';
import type { SourceState } from './source.ts';
import type { BodiesSeen, FromWorker, ToWorker } from './worker-messages.ts';

/** One tracker a worker: its memory returns only when the worker ends. */
let tracker: PoseLandmarker | null = null;

const say = (message: FromWorker<BodiesSeen>): void => globalThis.postMessage(message);
const trouble = (kind: SourceState['kind'], text: string, remedy: SourceState['remedy']): void =>
  say({ kind: 'trouble', state: { kind, text, remedy } });

async function begin(origin: string, delegate: 'CPU' | 'GPU'): Promise<void> {
  if (new OffscreenCanvas(1, 1).getContext('webgl2') === null) return trouble('no-webgl', 'the browser gives a worker no WebGL 2', 'webgl');
  const model = await fetchModel(origin, poseModel);
  if (!model.ok)
    return trouble(model.why.code === 'wrong-model' ? 'wrong-model' : 'no-model', `${model.why.text}. ${model.why.remedy}`, 'model');
  const files = await FilesetResolver.forVisionTasks(new URL('/mediapipe/wasm', origin).href, true);
  tracker = await PoseLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetBuffer: model.value, delegate },
    runningMode: 'VIDEO',
    numPoses: 2,
  });
  say({ kind: 'ready', text: `tracking bodies on the ${delegate}` });
}

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, Math.round(value * 1e4) / 1e4));

/** Bodies as the protocol tells them: raw image coordinates. */
function bodiesOf(result: PoseLandmarkerResult): BodySeen[] {
  return result.landmarks.map((landmarks) => ({
    landmarks: landmarks.flatMap(({ x, y, z }) => [x, y, z].map((value) => within(value, -4, 5))),
    visibility: landmarks.map(({ visibility }) => within(visibility ?? 0, 0, 1)),
  }));
}

function look(t: number, image: VideoFrame | ImageBitmap): void {
  const width = 'displayWidth' in image ? image.displayWidth : image.width;
  const height = 'displayHeight' in image ? image.displayHeight : image.height;
  try {
    const begun = performance.now();
    // an empty image would kill the tracker for good
    const bodies = tracker === null || width === 0 || height === 0 ? [] : bodiesOf(tracker.detectForVideo(image, t));
    say({ kind: 'seen', t, aspect: height === 0 ? 4 / 3 : width / height, bodies, detectMs: performance.now() - begun });
  } finally {
    image.close();
  }
}

globalThis.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  const failed = (error: unknown): void => trouble('failed', `body tracking failed: ${String(error).slice(0, 200)}`, 'retry');
  if (message.kind === 'begin') begin(message.origin, message.delegate).catch(failed);
  else
    try {
      look(message.t, message.image);
    } catch (error) {
      failed(error);
    }
});
