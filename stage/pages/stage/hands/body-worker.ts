import { PoseLandmarker, type PoseLandmarkerResult } from '@mediapipe/tasks-vision';
import type { BodySeen } from '../../../protocol/doors.ts';
import { poseModel } from './model.ts';
import { track } from './tracking.ts';
import type { BodiesSeen } from './worker-messages.ts';

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, Math.round(value * 1e4) / 1e4));

/** Bodies as the protocol tells them: raw image coordinates. */
function bodiesOf(result: PoseLandmarkerResult): BodySeen[] {
  return result.landmarks.map((landmarks) => ({
    landmarks: landmarks.flatMap(({ x, y, z }) => [x, y, z].map((value) => within(value, -4, 5))),
    visibility: landmarks.map(({ visibility }) => within(visibility ?? 0, 0, 1)),
  }));
}

track<BodiesSeen>({
  what: 'bodies',
  model: poseModel,
  create: async (files, options, people) => {
    const tracker = await PoseLandmarker.createFromOptions(files, { ...options, numPoses: Math.max(2, people) });
    return (image, t) => ({ bodies: bodiesOf(tracker.detectForVideo(image, t)) });
  },
  nothing: { bodies: [] },
});
