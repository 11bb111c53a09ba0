import type { Input } from './input.ts';
import type { Person } from './people.ts';
import { HANDS } from './signals/names.ts';
import { barPhase, beatPhase, type Tempo } from './tempo.ts';

/** What signals need to remember from step to step. Plain data. */
export interface Signals {
  /** who sits at `hand/0`, `hand/1`, …: a hand keeps its number while it is there, and another takes it afterwards */
  readonly hands: readonly (string | null)[];
  /** what was told from outside, by name: the value 0..1 and the step at which it last came */
  readonly heard: Readonly<Record<string, { readonly value: number; readonly step: number }>>;
}

/** Every signal that has a value now, in its own unit. One that is absent (a hand that left) is not in it. */
export type SignalValues = ReadonlyMap<string, number>;

export const noSignals: Signals = { hands: [], heard: {} };

/** Names remembered at once: a flood of invented ones pushes out the longest silent that no mapping uses. */
export const HEARD = 128;
/** Sound is a stream: silent for so long, the page that listened is gone. A knob keeps its place for ever. 1.5 s in steps. */
const STREAM_STEPS = 90;

const unit = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));
const isBody = ({ kind }: Person): boolean => kind === 'hand' || kind === 'pointer';

function seat(seats: Signals['hands'], people: readonly Person[]): readonly (string | null)[] {
  if (people.length === 0) return seats.length === 0 ? seats : [];
  const here = people.filter(isBody).map(({ id }) => id);
  const next = seats.map((id) => (id !== null && here.includes(id) ? id : null));
  for (const id of here) {
    if (next.includes(id)) continue;
    const free = next.indexOf(null);
    if (free >= 0) next[free] = id;
    else if (next.length < HANDS) next.push(id);
  }
  while (next.length > 0 && next.at(-1) === null) next.pop();
  return next;
}

function hear(heard: Signals['heard'], inputs: readonly Input[], step: number, isUsed: (name: string) => boolean): Signals['heard'] {
  const told = inputs.filter((input) => input.kind === 'signal');
  let stale = false;
  for (const name in heard) if (name.startsWith('sound/') && step - (heard[name]?.step ?? 0) > STREAM_STEPS) stale = true;
  if (told.length === 0 && !stale) return heard;
  const next = new Map(Object.entries(heard));
  for (const { name, value } of told) next.set(name, { value: unit(value, 0, 1), step });
  for (const [name, one] of next) if (name.startsWith('sound/') && step - one.step > STREAM_STEPS) next.delete(name);
  if (next.size > HEARD) {
    const silent = [...next].filter(([name]) => !isUsed(name)).sort((a, b) => a[1].step - b[1].step);
    for (const [name] of silent.slice(0, next.size - HEARD)) next.delete(name);
  }
  return Object.fromEntries(next);
}

/** Names once made, not sixty times a second. */
const HAND_NAMES = Array.from({ length: HANDS }, (_, i) => ({
  height: `hand/${i}/height`,
  across: `hand/${i}/across`,
  openness: `hand/${i}/openness`,
  span: `hand/${i}/span`,
  speed: `hand/${i}/speed`,
  grip: `hand/${i}/grip`,
  still: `hand/${i}/still`,
}));

function hands(values: Map<string, number>, seats: Signals['hands'], people: readonly Person[]): void {
  for (const [i, id] of seats.entries()) {
    const names = HAND_NAMES[i];
    const person = id === null ? undefined : people.find((one) => one.id === id);
    if (!person || !names) continue;
    values.set(names.height, unit(person.at.y, 0, 1));
    values.set(names.across, unit(person.at.x, 0, 1));
    values.set(names.openness, unit(person.openness, 0, 1));
    values.set(names.span, unit(person.span, 0.03, 0.5));
    values.set(names.speed, unit(Math.hypot(person.velocity.x, person.velocity.y), 0, 3));
    values.set(names.grip, person.grip ? unit(person.pressure, 0, 1) : 0);
    values.set(names.still, unit(person.stillS, 0, 10));
  }
}

/** Who is there, how lively, and the beat. */
interface Room {
  readonly people: readonly Person[];
  readonly count: number;
  readonly energy: number;
  readonly tempo: Tempo;
}

/**
 * One step of every signal: of the crowd, of the tempo, and those that were told from outside (the latest of a step wins).
 *
 * @param people - hands, fingers and mice; @param count - how many persons these are, and those of whom only a body is seen
 * @param energy - of the crowd, 0..1; it is no signal while nobody is there
 * @param isUsed - whether a mapping listens to this name; such a name is never forgotten
 */
export function stepSignals(
  signals: Signals,
  inputs: readonly Input[],
  step: number,
  { people, count, energy, tempo }: Room,
  isUsed: (name: string) => boolean,
): { readonly signals: Signals; readonly values: SignalValues } {
  const next: Signals = { hands: seat(signals.hands, people), heard: hear(signals.heard, inputs, step, isUsed) };
  const values = new Map<string, number>();
  const phase = barPhase(tempo);
  hands(values, next.hands, people);
  if (count > 0) values.set('crowd/energy', unit(energy, 0, 1));
  values.set('crowd/presence', count > 0 ? 1 : 0);
  values.set('crowd/count', unit(count, 0, 20));
  values.set('phone/count', unit(people.filter(({ kind }) => kind === 'phone').length, 0, 20));
  values.set('clock/beat', beatPhase(tempo));
  values.set('clock/bar', phase);
  values.set('clock/sway', 0.5 - 0.5 * Math.cos(2 * Math.PI * phase));
  for (const name in next.heard) values.set(name, next.heard[name]?.value ?? Number.NaN);
  for (const [name, value] of values) if (!Number.isFinite(value)) values.delete(name);
  return { signals: next, values };
}
