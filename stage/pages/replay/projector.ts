import type { Paint } from '../../../engine/palette.ts';
import type { StageFrame } from '../../../scenes/kit/scene.ts';
import type { WholeFrame } from '../../protocol/frames.ts';
import type { Told } from '../shared/mirror.ts';
import { createFade } from '../wall/fade.ts';
import { momentOf } from '../wall/moment.ts';
import type { Picture } from '../wall/picture.ts';
import { STEP_S } from '../wall/stepper.ts';

/** Drives the wall's picture by the steps of a replay, as the stage page does by what it hears. */
export interface Projector {
  /** Waits until what this step shows is there, where it is a picture that was not there before. */
  load(frame: WholeFrame): Promise<void>;
  /**
   * @param frames - in order, at least one: of all that happened nothing is left out, of where people are the last counts
   * @param steps - of the picture, that these frames take
   */
  step(frames: readonly WholeFrame[], steps: number): Lit;
  /** Shows the light of the last step. @param dtS - since the last picture */
  render(dtS: number): void;
  /** As it is before anything was seen. */
  restart(): void;
}

/** What the sound goes by: the moment of the scene that is on, that of a scene that goes, and how far the wall is between them, 0..1. */
export interface Lit {
  readonly moment: StageFrame;
  readonly leaving: StageFrame;
  readonly share: number;
}

const nothingTold: Told = { gestures: [], events: [] };

export interface Grain {
  readonly seed: number;
  readonly palette: readonly Paint[];
  readonly quality: number;
}

export function createProjector(picture: Picture, { seed, palette, quality }: Grain): Projector {
  let untold: Told = nothingTold;
  // what the show cuts is dark within an eighth of a second, as on the wall
  const light = createFade(0.05, 8);
  let begun = false;
  const want = ({ scene, leaving }: WholeFrame): void => picture.want({ scene, seed, palette, quality }, leaving);
  return {
    load(frame) {
      want(frame);
      return picture.ready();
    },
    step(frames, steps) {
      const last = frames.at(-1);
      if (last === undefined) throw new RangeError('projector: no frame to step by; give at least one');
      want(last);
      untold = {
        gestures: [...untold.gestures, ...frames.flatMap(({ gestures }) => gestures)],
        events: [...untold.events, ...frames.flatMap(({ events }) => events)],
      };
      // a frozen picture stands still; what happens meanwhile is told to it afterwards
      const told = last.frozen ? nothingTold : untold;
      if (!last.frozen) untold = nothingTold;
      const moment = momentOf(last, told, 0, 0);
      const leaving = momentOf({ ...last, dreamers: [] }, nothingTold, 0, 0);
      const taken = last.frozen ? 0 : steps;
      picture.step(moment, leaving, taken, taken * STEP_S);
      if (begun) light.toward(last.light, frames.length * STEP_S);
      else light.level = last.light;
      begun = true;
      return { moment, leaving, share: picture.share };
    },
    render: (dtS) => picture.render(light.level, dtS),
    restart() {
      untold = nothingTold;
      begun = false;
      picture.restart();
    },
  };
}
