import { DEEDS, deedOf } from '../../../engine/mapping/deed.ts';
import { type Mapping, mappingSchema } from '../../../engine/mapping/schema.ts';
import type { Slider } from '../../../engine/scene.ts';
import { signalKind } from '../../../engine/signals/names.ts';
import type { Hello } from '../../protocol/messages.ts';
import { type Language, language, words } from '../shared/i18n/language.ts';

/** Something that can be chosen from a list. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** Range and unit of a signal or a parameter. */
export interface Span {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

/** Signals that are offered though they have no value now: what comes when somebody does. */
const USUAL = [
  'hand/0/height',
  'hand/0/across',
  'hand/0/openness',
  'hand/0/span',
  'hand/0/speed',
  'hand/1/height',
  'hand/1/openness',
  'crowd/energy',
  'crowd/presence',
  'crowd/count',
  'phone/count',
  'clock/beat',
  'clock/bar',
  'clock/sway',
  'sound/level',
  'sound/low',
  'sound/mid',
  'sound/high',
];

export const signalLabel = (name: string, speaks: Language = language.value): string => signalKind(name)?.label[speaks] ?? name;

export function signalSpan(name: string): Span {
  const { min, max, unit } = signalKind(name) ?? { min: 0, max: 1, unit: '' };
  return { min, max, unit };
}

/** @param there - names of the signals that have a value now */
export function signalChoices(there: readonly string[]): Choice[] {
  const more = there.filter((name) => !USUAL.includes(name)).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return [...USUAL, ...more].map((id) => ({ id, label: signalLabel(id) }));
}

const sliderOf = (target: string, hello: Hello | null): Slider | undefined => {
  const prefix = `${hello?.scene.id ?? ''}/`;
  const name = target.slice(prefix.length);
  const params = hello?.scene.params ?? {};
  return target.startsWith(prefix) && Object.hasOwn(params, name) ? params[name] : undefined;
};

/** @returns its name for a person; its own where it belongs to a scene that is not on */
export function targetLabel(target: string, hello: Hello | null): string {
  const deed = deedOf(target);
  if (deed !== null) return words.value.play.deeds[deed];
  if (target === 'master/light') return words.value.play.light;
  if (target === 'master/sound') return words.value.play.sound;
  return sliderOf(target, hello)?.label[language.value] ?? target;
}

export const targetSpan = (target: string, hello: Hello | null): Span => sliderOf(target, hello) ?? { min: 0, max: 1, unit: '' };

export const targetChoices = (hello: Hello | null): Choice[] =>
  [
    ...Object.keys(hello?.scene.params ?? {}).map((name) => `${hello?.scene.id}/${name}`),
    ...['master/light', 'master/sound', ...DEEDS.map((deed) => `do/${deed}`)],
  ].map((id) => ({ id, label: targetLabel(id, hello) }));

/** @returns a mapping with usual values, under the first free name */
export function newMapping(from: string, to: string, taken: readonly Mapping[]): Mapping {
  let n = 1;
  while (taken.some(({ id }) => id === `own-${n}`)) n++;
  return mappingSchema.parse({ id: `own-${n}`, from, to });
}

/** @returns a number as it is read beside a fader: three figures */
export const figure = (value: number, unit: string): string => {
  const places = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return words.value.console.quantity(value, places, unit);
};
