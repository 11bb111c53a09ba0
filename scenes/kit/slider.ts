import type { Slider } from '../../engine/scene.ts';

/** A parameter that an operator turns. */
export const slider = (settings: Omit<Slider, 'kind'>): Slider => ({ kind: 'slider', ...settings });
