import { hush } from './hush/index.ts';
import type { Scene } from './kit/scene.ts';

/** Every scene that a programme can name. */
export const scenes: readonly Scene[] = [hush];

/** @returns the scene of that id, or undefined */
export const findScene = (id: string): Scene | undefined => scenes.find((scene) => scene.id === id);
