import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hitch } from '../say.mjs';
import { readPackedAssets } from './packed-assets.mjs';
import { withImageMetadata } from './tflite-metadata.mjs';
import { storedZip } from './zip.mjs';

/**
 * The bundle that `@mediapipe/pose` 0.5.1675469404 gives (lite model). The package is no dependency: it is a download of
 * 41 MB, of which this is 6, and few shows look at whole bodies.
 */
export const poseLandmarker = {
  file: 'pose_landmarker.task',
  list: 'pose.json',
  sha256: '64d5b59b8004945aa3dbaad361fad17c6939d43eaa2738efb999935bf8a80a02',
  bytes: 5_786_644,
  package: '@mediapipe/pose@0.5.1675469404',
};

const again = 'Have it fetched anew: npm run models -- --bodies';

/**
 * Assembles the pose landmarker for MediaPipe Tasks, as the hand landmarker is.
 *
 * @param {string} folder - of the package `@mediapipe/pose`
 * @returns {Buffer} a `.task` bundle
 * @throws {Hitch} where it is another package, or part of one
 */
export function assemblePoseLandmarker(folder) {
  const missing = ['pose_solution_packed_assets.data', 'pose_solution_packed_assets_loader.js', 'pose_landmark_lite.tflite'].find(
    (file) => !existsSync(join(folder, file)),
  );
  if (missing !== undefined) throw new Hitch(`${folder} holds no ${missing}: it is not ${poseLandmarker.package}.`, again);
  const detector = readPackedAssets(folder, 'pose').get('pose_detection.tflite');
  if (detector === undefined) throw new Hitch(`${folder} carries no pose_detection.tflite.`, again);
  const landmarks = readFileSync(join(folder, 'pose_landmark_lite.tflite'));
  // the detector takes colours as -1..1, the landmarks' network as 0..1
  return storedZip([
    ['pose_detector.tflite', withImageMetadata(detector, { name: 'PoseDetector', mean: 127.5, std: 127.5 })],
    ['pose_landmarks_detector.tflite', withImageMetadata(landmarks, { name: 'PoseLandmarksDetector', mean: 0, std: 255 })],
  ]);
}
