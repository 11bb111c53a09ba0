import { z } from 'zod';
import { choiceName, cueNumber, cueSchema } from './cues/cue.ts';
import { MOST_CUES } from './cues/edit.ts';
import { snapshotName } from './cues/snapshot.ts';
import { mappingInputs, mappingsSchema } from './mapping/schema.ts';
import { heardNameSchema } from './signals/names.ts';
import { tempoInputs } from './tempo/schema.ts';

const unit = z.number().min(0).max(1);

/**
 * One hand as the tracker saw it, in the *unmirrored* camera image: 21 landmarks in MediaPipe's order, flat
 * [x0, y0, z0, x1, …], x and y 0..1 from the top left corner, z relative depth in image widths.
 */
export const handSchema = z.object({
  side: z.enum(['left', 'right']),
  score: unit,
  landmarks: z.array(z.number().min(-2).max(3)).length(63),
});
export type HandSeen = z.infer<typeof handSchema>;

/** What one camera saw in one frame. `t` is the frame's time in its page, ms; `aspect` is image width / height. */
export const handsSchema = z.object({
  source: z.enum(['camera', 'recording', 'pointer']),
  t: z.number().min(0),
  aspect: z.number().min(0.2).max(5),
  hands: z.array(handSchema).max(8),
});

/**
 * One body as the tracker saw it, in the *unmirrored* camera image: 33 landmarks in MediaPipe's order, flat as a hand's;
 * `visibility` says of each how surely it is in the picture and not hidden.
 */
export const bodySchema = z.object({
  landmarks: z.array(z.number().min(-4).max(5)).length(99),
  visibility: z.array(unit).length(33),
});
export type BodySeen = z.infer<typeof bodySchema>;

/** The bodies that one camera saw in one frame; `t` and `aspect` as for hands. */
export const bodiesSchema = z.object({
  source: z.enum(['camera', 'recording']),
  t: z.number().min(0),
  aspect: z.number().min(0.2).max(5),
  bodies: z.array(bodySchema).max(4),
});

/** A finger or a mouse on the glass, 0..1 from the bottom left corner of the wall; `move` without `down` hovers. */
export const touchSchema = z.object({ phase: z.enum(['down', 'move', 'up']), x: unit, y: unit, pressure: unit });

/** of an edit, as it was told; absent means whichever comes */
const editId = z.number().int().min(1).optional();
/** of the cue that is replaced or deleted, as whoever edits it has seen it (`markOf`); absent where they have seen none */
const mark = z.string().length(16).optional();

const who = z.string().min(1).max(40);

/** What an artist does to cues and faders, beside GO, panic and the faders themselves. */
export const artistInputs = [
  z.object({ kind: z.literal('cue/back') }),
  z.object({ kind: z.literal('cue/stop') }),
  z.object({ kind: z.literal('undo') }),
  z.object({ kind: z.literal('cue/standby'), number: cueNumber }),
  z.object({ kind: z.literal('cue/hold'), on: z.boolean() }),
  /** the picture stands still, and nothing new is drawn */
  z.object({ kind: z.literal('freeze'), on: z.boolean() }),
  z.object({ kind: z.literal('snapshot/store'), name: snapshotName }),
  z.object({ kind: z.literal('snapshot/recall'), name: snapshotName, seconds: z.number().min(0).max(600) }),
  z.object({ kind: z.literal('snapshot/forget'), name: snapshotName }),
  /** `amount`: 0 is the one, 1 the other */
  z.object({ kind: z.literal('snapshot/morph'), one: snapshotName, other: snapshotName, amount: unit }),
  /** `instead`: number of the cue that this one takes the place of; null adds one */
  z.object({ kind: z.literal('cue/put'), cue: cueSchema, instead: cueNumber.nullable(), was: mark }),
  z.object({ kind: z.literal('cue/remove'), number: cueNumber, was: mark }),
  /** the latest edit of cues, mappings or snapshots is taken back; what was taken back last is done again */
  z.object({ kind: z.literal('edit/undo'), edit: editId }),
  z.object({ kind: z.literal('edit/redo'), edit: editId }),
  /** what would be saved is locked: cues, mappings, snapshots */
  z.object({ kind: z.literal('show-mode'), on: z.boolean() }),
] as const;

/** Anything that anyone did, as the show's step takes it and the ledger keeps it. */
export const inputSchema = z.discriminatedUnion('kind', [
  handsSchema.extend({ kind: z.literal('hands'), camera: who }),
  bodiesSchema.extend({ kind: z.literal('bodies'), camera: who }),
  touchSchema.extend({ kind: z.literal('touch'), participant: who, via: z.enum(['phone', 'pointer']) }),
  z.object({ kind: z.literal('join'), participant: who }),
  /** a phone, a pointer or a camera went away */
  z.object({ kind: z.literal('leave'), who }),
  /** somebody wants this of what the cue asks */
  z.object({ kind: z.literal('vote'), participant: who, choice: choiceName }),
  z.object({ kind: z.literal('go') }),
  ...artistInputs,
  z.object({ kind: z.literal('cue/jump'), number: cueNumber }),
  /** the programme's file was edited: all of its cues, and where they differ all of its mappings */
  z.object({ kind: z.literal('cue/list'), cues: z.array(cueSchema).min(1).max(MOST_CUES), mappings: mappingsSchema.optional() }),
  /** the latest edit of cues is taken back: nobody says it any more, and older recordings do */
  z.object({ kind: z.literal('cue/unedit') }),
  /** so many strokes are left to paint */
  z.object({ kind: z.literal('painting'), left: z.number().int().min(0).max(1_000_000) }),
  z.object({ kind: z.literal('panic') }),
  z.object({ kind: z.literal('blackout'), on: z.boolean() }),
  z.object({ kind: z.literal('master'), which: z.enum(['light', 'sound']), level: unit }),
  z.object({ kind: z.literal('param'), name: z.string().min(1).max(60), value: z.number() }),
  /** a value that some sensor, knob or program has now */
  z.object({ kind: z.literal('signal'), name: heardNameSchema, value: unit }),
  ...mappingInputs,
  ...tempoInputs,
]);
export type Input = z.infer<typeof inputSchema>;
export type HandsInput = Extract<Input, { kind: 'hands' }>;
export type BodiesInput = Extract<Input, { kind: 'bodies' }>;
export type TouchInput = Extract<Input, { kind: 'touch' }>;
