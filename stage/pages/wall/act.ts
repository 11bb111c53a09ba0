import type { Texture, WebGLRenderer } from 'three';
import { createPlate, type Size } from '../../../scenes/kit/field.ts';
import type { StageFrame, Visuals } from '../../../scenes/kit/scene.ts';
import { afterwards } from './moment.ts';
import { STEP_S } from './stepper.ts';

/** A scene's picture, drawn into a texture of its own. */
export interface Act {
  readonly scene: string;
  /** encoded as sRGB */
  readonly texture: Texture;
  /** @param steps - fixed steps due in this animation frame */
  step(moment: StageFrame, steps: number): void;
  /**
   * Draws what has changed since.
   *
   * @param every - only one in so many changes is drawn: for a picture that goes anyway
   * @returns whether anything was drawn
   */
  draw(every: number): boolean;
  resize(size: Size): void;
  dispose(): void;
}

export function createAct(renderer: WebGLRenderer, scene: string, visuals: Visuals, size: Size): Act {
  let plate = createPlate(size);
  let undrawn = Number.POSITIVE_INFINITY;
  return {
    scene,
    get texture() {
      return plate.texture;
    },
    step(moment, steps) {
      for (let i = 0; i < steps; i++) visuals.step(i === 0 ? moment : afterwards(moment), STEP_S);
      if (steps > 0) undrawn++;
    },
    draw(every) {
      if (undrawn < every) return false;
      undrawn = 0;
      renderer.setRenderTarget(null);
      visuals.render(plate);
      return true;
    },
    resize(wanted) {
      if (wanted.width === plate.width && wanted.height === plate.height) return;
      plate.dispose();
      plate = createPlate(wanted);
      visuals.resize(wanted.width, wanted.height);
      undrawn = Number.POSITIVE_INFINITY;
    },
    dispose() {
      visuals.dispose();
      plate.dispose();
    },
  };
}
