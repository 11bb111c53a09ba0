import type { Sound } from '../kit/scene.ts';
export const createSound = async (_: { seed: number }): Promise<Sound> => ({ step() {}, setMaster() {}, dispose() {} });
