import type { MappingDraft } from './mapping/schema.ts';
import type { Brush, Paint } from './palette.ts';
import type { CrowdView, Gesture, Person } from './people.ts';
import type { Random } from './random.ts';
import type { Canvas, StrokeDraft } from './stroke.ts';

/** A typed, ranged parameter of a scene, with its unit and the words that an operator reads. */
export interface Slider {
  readonly kind: 'slider';
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  /** `mm`, `s`, `%` … */
  readonly unit: string;
  readonly label: { readonly en: string; readonly fr: string };
}
export type Params = Readonly<Record<string, Slider>>;
export type ParamValues<P extends Params> = { readonly [K in keyof P]: number };

/** What a scene knows in one step. */
export interface SceneContext<P extends Params = Params> {
  /** seconds, always 1/60 */
  readonly dt: number;
  /** seconds since the scene began */
  readonly time: number;
  readonly canvas: Canvas;
  readonly palette: readonly Paint[];
  readonly brushes: readonly Brush[];
  readonly params: ParamValues<P>;
  /** who is there now, in order of arrival */
  readonly people: readonly Person[];
  /** what happened since the last step */
  readonly gestures: readonly Gesture[];
  /** all who are there as one: how lively, where, and whether the room is empty */
  readonly crowd: CrowdView;
  /** fresh for each step; split it by name */
  readonly random: Random;
}

/** Something the scene did that picture and sound answer once: a drop that falls, a ring that settles. */
export interface SceneEvent {
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  /** 0..1 */
  readonly strength: number;
  readonly paint: string;
}

/** What the pages are told of a scene each frame: small, JSON. `people` are those the scene moves by itself (its dreams). */
export interface SceneView {
  readonly people: readonly Person[];
  readonly events: readonly SceneEvent[];
  /** 0 nobody, 1 somebody is here; fades between */
  readonly presence: number;
}

/** A mapping that a scene brings with it; `to` is one of its own parameters. */
export interface SceneMapping extends Omit<MappingDraft, 'to'> {
  readonly to: string;
}

/**
 * The pure half of a scene: its score. `step` must not mutate, must cost a bounded time, and its state must survive
 * JSON. `strokes` yields what became ready in this very step, inside the canvas.
 */
export interface Score<S, P extends Params = Params> {
  readonly id: string;
  readonly title: string;
  readonly params: P;
  /** what moves its parameters unless the artist says otherwise */
  readonly mappings?: readonly SceneMapping[];
  begin(context: SceneContext<P>): S;
  step(state: S, context: SceneContext<P>): S;
  strokes(state: S, context: SceneContext<P>): Iterable<StrokeDraft>;
  view(state: S): SceneView;
}

/**
 * @returns the value inside the parameter's range; the initial one for what is no number
 * @throws RangeError where there is no such parameter
 */
export function clampParam(params: Params, name: string, value: number): number {
  const slider = params[name];
  if (!slider) throw new RangeError(`there is no parameter "${name}"; there are ${Object.keys(params).join(', ')}`);
  return Number.isFinite(value) ? Math.min(slider.max, Math.max(slider.min, value)) : slider.initial;
}
