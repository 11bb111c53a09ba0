import { HandLandmarker, type HandLandmarkerResult } from '@mediapipe/tasks-vision';
import type { HandSeen } from '../../../protocol/doors.ts';
import { handModel } from './model.ts';
import { track } from './tracking.ts';
import type { HandsSeen } from './worker-messages.ts';

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

track<HandsSeen>({
  what: 'hands',
  model: handModel,
  create: async (files, options, people) => {
    const tracker = await HandLandmarker.createFromOptions(files, { ...options, numHands: 2 * people });
    return (image, t) => ({ hands: handsOf(tracker.detectForVideo(image, t)) });
  },
  nothing: { hands: [] },
});
