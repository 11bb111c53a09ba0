import { z } from 'zod';
import { signalNameSchema } from '../signals/names.ts';
import { DEEDS, deedOf } from './deed.ts';

/** Mappings that a show may have at once, a scene's own included. */
export const MOST_MAPPINGS = 256;

const mappingId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9/-]{0,79}$/, 'must be a short name such as "energy-flow": a-z, 0-9, - and /, at most 80 characters');

/** What a mapping moves: `hush/flow` (a scene and its parameter), `master/light` or `master/sound`; or what it does, pressed: `do/go`. */
export const targetSchema = z
  .string()
  .max(121)
  .regex(
    /^[a-z0-9][a-z0-9-]{0,39}\/[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/,
    'must be a scene and its parameter, such as "hush/flow", or "master/light"',
  )
  .refine(
    (text) => !text.startsWith('master/') || text === 'master/light' || text === 'master/sound',
    'is no master; there are "master/light" and "master/sound"',
  )
  .refine(
    (text) => !text.startsWith('do/') || deedOf(text) !== null,
    `is nothing that can be done; there are ${DEEDS.map((deed) => `"do/${deed}"`).join(', ')}`,
  );

const bound = z.number().min(-1e6).max(1e6);
const range = z.tuple([bound, bound]);
const unit = z.number().min(0).max(1);
const seconds = z.number().min(0).max(60);

/** One signal that moves one parameter, or does one thing: then range, threshold and invert alone count. */
export const mappingSchema = z.object({
  id: mappingId,
  from: signalNameSchema,
  to: targetSchema,
  /** part of the signal's range that counts, in the signal's own unit; the whole range where absent. May fall. */
  in: range.optional(),
  /** where it takes the parameter, in the parameter's own unit; its whole range where absent. May fall. */
  out: range.optional(),
  curve: z.enum(['linear', 'exponential', 's-curve', 'steps']).default('linear'),
  /** of the exponential: above 0 it begins slowly, below 0 quickly */
  bend: z.number().min(-10).max(10).default(4),
  /** levels of `steps` */
  steps: z.number().int().min(2).max(64).default(4),
  invert: z.boolean().default(false),
  /** time constants of rising and falling, s: 63 % of the way; 0 is at once */
  attackS: seconds.default(0.08),
  releaseS: seconds.default(0.25),
  /**
   * Hysteresis, in shares of the in-range: closed until the signal reaches `on`, open until it falls under `off`. A `gate`
   * lets through what is over it; a `switch` is all or nothing.
   */
  threshold: z
    .object({ on: unit, off: unit, as: z.enum(['gate', 'switch']).default('gate') })
    .refine(({ on, off }) => off <= on, { path: ['off'], message: 'must not be over "on"' })
    .optional(),
  /** how far it takes the parameter away from where the artist has set it: 0 not at all, 1 wholly */
  depth: unit.default(1),
  mute: z.boolean().default(false),
  solo: z.boolean().default(false),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** A mapping as a scene or a file gives it: what has a usual value may be left out. */
export type MappingDraft = z.input<typeof mappingSchema>;

export const mappingsSchema = z
  .array(mappingSchema)
  .max(MOST_MAPPINGS)
  .superRefine((mappings, context) => {
    const seen = new Set<string>();
    for (const [i, { id }] of mappings.entries()) {
      if (seen.has(id)) context.addIssue({ code: 'custom', path: [i, 'id'], message: `"${id}" is there twice` });
      seen.add(id);
    }
  });

/** Adds or replaces a mapping, removes one, or waits for the signal that somebody moves. Null ends the waiting. */
export const mappingInputs = [
  z.object({ kind: z.literal('mapping/put'), mapping: mappingSchema }),
  z.object({ kind: z.literal('mapping/remove'), id: mappingId }),
  z.object({ kind: z.literal('mapping/learn'), to: targetSchema.nullable(), id: mappingId.optional() }),
] as const;
