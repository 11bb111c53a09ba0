import { defineScene } from '../kit/scene.ts';
import { score } from './score.ts';

/** *Somebody enters a quiet room*: ink in still water, seen from above, over pale paper. */
export const hush = defineScene({
  ...score,
  visuals: () => import('./visuals/index.ts'),
  sound: () => import('./sound.ts'),
});
