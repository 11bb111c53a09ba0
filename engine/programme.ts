import { z } from 'zod';
import { cueSchema, leadsTo } from './cues/cue.ts';
import { MOST_CUES } from './cues/edit.ts';
import { snapshotName, snapshotSchema } from './cues/snapshot.ts';
import { mappingsSchema } from './mapping/schema.ts';
import { nearRuleSchema } from './nearness.ts';
import { brushesSchema, paletteSchema } from './palette.ts';
import { tempoSchema } from './tempo/schema.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be a short name: a-z, 0-9 and -, at most 40 characters');

/** The file that a show is started from, `*.show.json`. */
export const programmeSchema = z
  .object({
    $schema: z.string().optional(),
    version: z.literal(1),
    title: z.string().min(1).max(120),
    /** of all chance in the show */
    seed: z.number().int().min(0).max(0xffffffff),
    /** the painted area */
    canvas: z.object({ widthMm: z.number().min(20).max(10_000), heightMm: z.number().min(20).max(10_000) }),
    palette: paletteSchema,
    brushes: brushesSchema,
    /** id of a machine description, or the path of one beside this file */
    machine: z.string().min(1).max(200),
    /** another paint may go over one that has dried so long, s; without it wet goes into wet */
    dryingS: z.number().min(0).max(86_400).optional(),
    /** the palette's ids that visitors are given, in turn, by how they came */
    paints: z.object({ hands: z.array(name).min(1), phones: z.array(name).min(1) }),
    tempo: tempoSchema.default({ bpm: 60, beatsPerBar: 4 }),
    /** what moves what, beside what the scenes bring; the id of a scene's own, such as "hush/energy", replaces it */
    mappings: mappingsSchema.default([]),
    /** who comes near is seen by the camera: the arm slows, or holds. Without it the camera has no say in that */
    safety: z.object({ camera: nearRuleSchema.optional() }).optional(),
    cues: z.array(cueSchema).min(1).max(MOST_CUES),
    /** faders as they were stored, by name */
    snapshots: z.record(snapshotName, snapshotSchema).default({}),
  })
  .superRefine((programme, context) => {
    const known = new Set(programme.palette.map((paint) => paint.id));
    for (const [who, paints] of Object.entries(programme.paints))
      for (const [i, paint] of paints.entries())
        if (!known.has(paint))
          context.addIssue({
            code: 'custom',
            path: ['paints', who, i],
            message: `"${paint}" is not in the palette (${[...known].join(', ')})`,
          });
    const numbers = programme.cues.map((cue) => cue.number);
    for (const [i, cue] of programme.cues.entries()) {
      if (numbers.indexOf(cue.number) < i)
        context.addIssue({ code: 'custom', path: ['cues', i, 'number'], message: `${cue.number} is another cue's number already` });
      for (const to of leadsTo(cue))
        if (!numbers.includes(to))
          context.addIssue({
            code: 'custom',
            path: ['cues', i, cue.loop?.to === to ? 'loop' : 'until', 'to'],
            message: `there is no cue ${to} (${numbers.join(', ')})`,
          });
    }
  });
export type Programme = z.infer<typeof programmeSchema>;
