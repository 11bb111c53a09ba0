import type { Params } from '../../engine/scene.ts';
import { slider } from '../kit/slider.ts';

export const params = {
  swell: slider({ min: 0, max: 40, initial: 12, unit: 'mm', label: { en: 'Swell of the edges', fr: 'Houle des bords' } }),
  patience: slider({ min: 2, max: 120, initial: 8, unit: 's', label: { en: 'Alone before it dreams', fr: 'Solitude avant le rêve' } }),
  dreams: slider({ min: 0, max: 200, initial: 40, unit: 'strokes', label: { en: 'Strokes it may dream', fr: 'Traits rêvés au plus' } }),
  flow: slider({ min: 40, max: 140, initial: 100, unit: '%', label: { en: 'Flow of the ink', fr: 'Débit de l’encre' } }),
} satisfies Params;

export type HushParams = typeof params;
