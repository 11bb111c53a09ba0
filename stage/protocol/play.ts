/** Signals, mappings and tempo, as pages and server tell one another of them. */
import { z } from 'zod';
import { type Mapping, mappingSchema, targetSchema } from '../../engine/mapping/schema.ts';
import { heardNameSchema } from '../../engine/signals/names.ts';
import { tempoInputs } from '../../engine/tempo/schema.ts';

const [tap, nudge, set, pulse] = tempoInputs;
const values = z
  .array(z.object({ name: heardNameSchema, value: z.number().min(0).max(1) }))
  .min(1)
  .max(32);

/** What an operator may do to signals, mappings, tempo and cues. */
export const playDoors = {
  cue: z.object({ number: z.number().min(0).max(9999) }),
  signal: z.object({ values }),
  tap: tap.omit({ kind: true }),
  nudge: nudge.omit({ kind: true }),
  bpm: set.omit({ kind: true }),
  pulse: pulse.omit({ kind: true }),
  map: z.object({ mapping: mappingSchema }),
  unmap: z.object({ id: mappingSchema.shape.id }),
  learn: z.object({ to: targetSchema.nullable(), id: mappingSchema.shape.id.optional() }),
} as const;

/** A projection page hears the room: levels of sound, and nothing else, are what it may tell. */
export const soundDoor = z.object({
  values: values.refine((all) => all.every(({ name }) => name.startsWith('sound/')), 'a projection page tells only of "sound/…"'),
});

/** The beat, thirty times a second. `beats` only grows; between two frames it goes on by bpm / 60 a second. */
export interface TempoView {
  readonly bpm: number;
  readonly beats: number;
  readonly beatsPerBar: number;
  readonly barFrom: number;
  /** an external clock is being followed */
  readonly following: boolean;
}

/** What moves what: told when it changes. */
export interface MappingsView {
  readonly mappings: readonly Mapping[];
  readonly learning: { readonly to: string; readonly id: string | null } | null;
}

/** Where everything is, ten times a second: a row for each mapping, in the order of the last `MappingsView`. */
export interface MetersView {
  readonly rows: readonly (readonly [raw: number | null, shaped: number, weight: number])[];
  /** every signal that has a value, in its own unit */
  readonly signals: Readonly<Record<string, number>>;
}
