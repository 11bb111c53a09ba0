import { FilesetResolver, HandLandmarker, type HandLandmarkerResult } from '@mediapipe/tasks-vision';
import type { HandSeen } from '../../../protocol/doors.ts';
import { fetchModel } from './model.ts';
import type { SourceState } from './source.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** One tracker a worker: its memory returns only when the worker ends. */
let tracker: HandLandmarker | null = null;

const say = (message: FromWorker): void => globalThis.postMessage(message);
const trouble = (kind: SourceState['kind'], text: string, remedy: SourceState['remedy']): void =>
  say({ kind: 'trouble', state: { kind, text, remedy } });

async function begin(origin: string, delegate: 'CPU' | 'GPU'): Promise<void> {
  // even the CPU delegate draws its input through WebGL 2, and fails obscurely without it
  if (new OffscreenCanvas(1, 1).getContext('webgl2') === null) return trouble('no-webgl', 'the browser gives a worker no WebGL 2', 'webgl');
  const model = await fetchModel(origin);
  if (!model.ok) return trouble(model.why.code === 'wrong-model' ? 'wrong-model' : 'no-model', model.why.text, 'model');
  // an address with its origin: development servers rewrite the relative ones that a module imports
  const files = await FilesetResolver.forVisionTasks(new URL('/mediapipe/wasm', origin).href, true);
  tracker = await HandLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetBuffer: model.value, delegate },
    runningMode: 'VIDEO',
    numHands: 2,
  });
  say({ kind: 'ready', text: `tracking hands on the ${delegate}` });
}

/** Hands as the protocol tells them: raw image coordinates, handedness as the tracker names it on unmirrored images. */
function handsOf(result: HandLandmarkerResult): HandSeen[] {
  return result.landmarks.map((landmarks, i) => {
    const named = result.handedness[i]?.[0];
    return {
      side: named?.categoryName === 'Left' ? 'left' : 'right',
      score: Math.min(1, Math.max(0, named?.score ?? 0)),
      landmarks: landmarks.flatMap(({ x, y, z }) => [x, y, z].map((value) => Math.min(3, Math.max(-2, Math.round(value * 1e5) / 1e5)))),
    };
  });
}

function look(t: number, image: VideoFrame | ImageBitmap): void {
  const width = 'displayWidth' in image ? image.displayWidth : image.width;
  const height = 'displayHeight' in image ? image.displayHeight : image.height;
  try {
    const begun = performance.now();
    // a video that is only opening has no size, and an empty image would kill the tracker for good
    const hands = tracker === null || width === 0 || height === 0 ? [] : handsOf(tracker.detectForVideo(image, t));
    say({ kind: 'seen', t, aspect: height === 0 ? 4 / 3 : width / height, hands, detectMs: performance.now() - begun });
  } finally {
    image.close();
  }
}

globalThis.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  const failed = (error: unknown): void => trouble('failed', `hand tracking failed: ${String(error).slice(0, 200)}`, 'retry');
  if (message.kind === 'begin') begin(message.origin, message.delegate).catch(failed);
  else
    try {
      look(message.t, message.image);
    } catch (error) {
      failed(error);
    }
});
