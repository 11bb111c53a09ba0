import type { WebGLRenderer, WebGLRenderTarget } from 'three';
import type { Paint } from '../../engine/palette.ts';
import type { CrowdView, Gesture, Person } from '../../engine/people.ts';
import type { Params, SceneEvent, Score } from '../../engine/scene.ts';

/** What the stage page gives a scene's picture and sound, once per animation frame. */
export interface StageFrame {
  /** seconds of the show */
  readonly time: number;
  /** visitors, and those whom the scene dreams */
  readonly people: readonly Person[];
  /** since the last call, each exactly once */
  readonly gestures: readonly Gesture[];
  /** since the last call, each exactly once */
  readonly events: readonly SceneEvent[];
  /** 0 nobody here, 1 somebody */
  readonly presence: number;
  /** all who are there as one */
  readonly crowd: CrowdView;
  /** the show's beat at this very moment, the same for picture and sound: `beats` only grows, by bpm / 60 a second */
  readonly beat: { readonly bpm: number; readonly beats: number };
}

export interface VisualsSetting {
  readonly renderer: WebGLRenderer;
  /** drawing buffer, px */
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly palette: readonly Paint[];
  /** 1 full; lower means coarser grids, for slow machines and software rendering */
  readonly quality: number;
}

/** A scene's picture. All chance from the seed, all time from `step`: frame N is always frame N. */
export interface Visuals {
  step(frame: StageFrame, dtS: number): void;
  /**
   * Draws the picture, always encoded as sRGB, opaque: the stage mixes and dims it, and shows it as it is.
   *
   * @param target - of bytes; null is the screen
   */
  render(target: WebGLRenderTarget | null): void;
  resize(width: number, height: number): void;
  dispose(): void;
}

/** A scene's sound, on whatever Tone context is current: it connects itself to the destination through `output`. */
export interface Sound {
  step(frame: StageFrame, dtS: number): void;
  /** 0 silent, 1 full */
  setMaster(level: number): void;
  dispose(): void;
}

export interface Scene<S = unknown, P extends Params = Params> extends Score<S, P> {
  visuals(): Promise<{ createVisuals(setting: VisualsSetting): Visuals }>;
  sound(): Promise<{ createSound(setting: { seed: number }): Promise<Sound> }>;
}

/** One artistic unit: score, visuals, sound. The list in scenes/index.ts is what the programme can name. */
export const defineScene = <S, P extends Params>(scene: Scene<S, P>): Scene<S, P> => scene;
