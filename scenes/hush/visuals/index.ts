import type { Visuals, VisualsSetting } from '../../kit/scene.ts';
export const createVisuals = (_: VisualsSetting): Visuals => ({ step() {}, render() {}, resize() {}, dispose() {} });
