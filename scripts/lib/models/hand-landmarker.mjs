import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hitch } from '../say.mjs';
import { readPackedAssets } from './packed-assets.mjs';
import { withImageMetadata } from './tflite-metadata.mjs';
import { storedZip } from './zip.mjs';

/**
 * The bundle that `@mediapipe/hands` 0.4.1675469240 gives (lite models), with which the hand tracking was measured.
 */
export const handLandmarker = {
  file: 'hand_landmarker.task',
  sha256: '94cc72c148ec6ef8d73b0a82b58cdf2917c6e4aaf04a00748953d1cb436f6635',
  bytes: 4_059_924,
};

/** Both networks take colours as 0..1. */
const unit = { mean: 0, std: 255 };

/**
 * Assembles the hand landmarker for MediaPipe Tasks out of the older "solution" package, which is where npm has the
 * models: no download but the package's own.
 *
 * @param {string} folder - of the package `@mediapipe/hands`
 * @returns {Buffer} a `.task` bundle
 */
export function assembleHandLandmarker(folder) {
  const palm = readPackedAssets(folder, 'hands').get('palm_detection_lite.tflite');
  if (palm === undefined) throw new Error(`${folder} carries no palm_detection_lite.tflite. Reinstall the package: npm ci`);
  const landmarks = readFileSync(join(folder, 'hand_landmark_lite.tflite'));
  return storedZip([
    ['hand_detector.tflite', withImageMetadata(palm, { name: 'HandDetector', ...unit })],
    ['hand_landmarks_detector.tflite', withImageMetadata(landmarks, { name: 'HandLandmarksDetector', ...unit })],
  ]);
}

/**
 * Compares a bundle with what is expected.
 *
 * @param {Buffer} bundle
 * @param {{ file: string, sha256: string }} expected
 * @returns {string} the digest, SHA-256 in hexadecimal
 * @throws {Hitch} naming both digests and the remedy
 */
export function checkDigest(bundle, expected) {
  const sha256 = createHash('sha256').update(bundle).digest('hex');
  if (sha256 !== expected.sha256)
    throw new Hitch(
      [
        `${expected.file} came out with another digest than the one that was tested.`,
        `  got      ${sha256} (${bundle.length} bytes)`,
        `  expected ${expected.sha256}`,
      ].join('\n'),
      'Restore the packages with `npm ci` and try again. To use a model of your own, name it in the settings instead.',
    );
  return sha256;
}
