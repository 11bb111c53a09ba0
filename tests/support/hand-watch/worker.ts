import { readNumber } from '../rendered-hand/barcode.ts';
import type { Sighting } from './watch.ts';

// an import map does not reach into a worker, so that the package is named by its address
const library: string = '/node_modules/@mediapipe/tasks-vision/vision_bundle.mjs';
const { FilesetResolver, HandLandmarker }: typeof import('@mediapipe/tasks-vision') = await import(library);
const tracker = await HandLandmarker.createFromOptions(await FilesetResolver.forVisionTasks('/public/mediapipe/wasm', true), {
  baseOptions: { modelAssetPath: '/public/models/hand_landmarker.task', delegate: 'CPU' },
  runningMode: 'VIDEO',
  numHands: 1,
});
const say = (sighting: Sighting) => postMessage(sighting);

self.onmessage = ({ data: frame }: MessageEvent<VideoFrame>) => {
  const surface = new OffscreenCanvas(frame.displayWidth, frame.displayHeight).getContext('2d', { willReadFrequently: true });
  if (surface === null) throw new Error('No 2D canvas in a worker: the browser is too old.');
  surface.drawImage(frame, 0, 0);
  const { landmarks, handedness } = tracker.detectForVideo(frame, performance.now());
  frame.close();
  say({
    frame: readNumber(surface),
    hand: handedness[0]?.[0]?.categoryName ?? '',
    landmarks: (landmarks[0] ?? []).map(({ x, y }) => ({ x, y })),
  });
};
say({ frame: undefined, hand: '', landmarks: [] });
