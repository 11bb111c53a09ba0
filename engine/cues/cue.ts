import { z } from 'zod';

const seconds = z.number().min(0).max(3600);
const share = z.number().min(0).max(1);
/** `12`, `12.5`: what an operator calls a cue */
export const cueNumber = z.number().min(0).max(9999);
const short = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/, 'must be a short name: letters, digits, - and _, at most 60');
/** what a vote is for, such as `left` */
export const choiceName = short;

/** How fast a fade goes along: `even`, or slow at both ends. */
const curve = z.enum(['even', 'soft']);

/** Where a parameter of the scene, or a master, goes when the cue fires, and how long it takes. */
const fadeSchema = z.discriminatedUnion('what', [
  z.object({ what: z.enum(['light', 'sound']), to: share, seconds, curve: curve.optional() }),
  z.object({ what: z.literal('param'), name: short, to: z.number(), seconds, curve: curve.optional() }),
]);
export type FadeWish = z.infer<typeof fadeSchema>;

/** Instead of the next cue, this one fires then. */
const to = cueNumber.optional();

/** What must be so before another cue fires by itself. */
const untilSchema = z.discriminatedUnion('on', [
  z.object({ on: z.literal('time'), seconds, to }),
  /** so many gestures of a kind since the cue fired */
  z.object({ on: z.literal('gesture'), gesture: short, count: z.number().int().min(1).max(1000).optional(), to }),
  /** so many people want this choice; each has one vote, and may change it. `label` is what phones read */
  z.object({
    on: z.literal('vote'),
    choice: choiceName,
    label: z.string().min(1).max(60).optional(),
    count: z.number().int().min(1).max(100_000),
    to,
  }),
  /** the crowd's energy stays at or above, or at or below, a level for so long */
  z.object({ on: z.literal('energy'), above: share.optional(), below: share.optional(), seconds, to }),
  /** no more than so many strokes are left to paint */
  z.object({ on: z.literal('painting'), left: z.number().int().min(0).max(100_000).optional(), to }),
]);
export type Until = z.infer<typeof untilSchema>;

/** Characters of a cue's notes. */
export const MOST_NOTES = 10_000;

/** A numbered moment: scene, transition, parameters, what follows. GO fires the next one. */
export const cueSchema = z.object({
  number: cueNumber,
  name: z.string().min(1).max(120),
  scene: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be a short name: a-z, 0-9 and -, at most 40 characters'),
  params: z.record(z.string(), z.number()).default({}),
  /** for whoever calls the show */
  notes: z.string().max(MOST_NOTES).optional(),
  /** cues of one group stand together in the list */
  group: z.string().min(1).max(60).optional(),
  /** how the wall goes from the scene before to this one; water that creeps over the sheet, 4 s, unless said. A name: ours, one of gl-transitions, or `cut` */
  transition: z.object({ kind: short, seconds: z.number().min(0).max(60) }).optional(),
  fades: z.array(fadeSchema).max(64).optional(),
  /** between GO and the cue, s */
  preWaitS: seconds.optional(),
  /** then it waits for the next beat, or the next bar; a second GO does not wait */
  quantise: z.enum(['beat', 'bar']).optional(),
  /** the next cue fires by itself after so many s */
  follow: z.object({ afterS: seconds }).optional(),
  /** the next cue fires by itself when this is so; of several, the first that is so decides */
  until: z.union([untilSchema, z.array(untilSchema).min(1).max(8)]).optional(),
  /** instead of the next cue this one follows, so many times, 0 for ever; then the next */
  loop: z.object({ to: cueNumber, times: z.number().int().min(0).max(10_000) }).optional(),
});
export type Cue = z.infer<typeof cueSchema>;

/** @returns what a cue waits for, in its order; often nothing */
export const untilsOf = ({ until }: Pick<Cue, 'until'>): readonly Until[] =>
  until === undefined ? [] : Array.isArray(until) ? until : [until];

/** @returns every other cue that a cue leads to by name: these must be in the list */
export const leadsTo = (cue: Pick<Cue, 'until' | 'loop'>): readonly number[] =>
  [cue.loop?.to, ...untilsOf(cue).map((until) => until.to)].filter((number) => number !== undefined);

/** Matter carries over from scene to scene; a plain dissolve is for emergencies. */
export const usualTransition = { kind: 'wet-edge', seconds: 4 } as const;
