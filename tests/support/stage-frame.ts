import type { StageFrame } from '../../scenes/kit/scene.ts';

/** What a scene's picture and sound are given in an empty room, but for what differs. */
export const stageFrame = (differs: Partial<StageFrame> = {}): StageFrame => ({
  time: 0,
  people: [],
  gestures: [],
  events: [],
  presence: 0,
  crowd: { energy: 0, centre: { x: 0.5, y: 0.5 }, attract: false },
  beat: { bpm: 60, beats: differs.time ?? 0 },
  ...differs,
});
