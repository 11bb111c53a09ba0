/** What pages may tell the server: the shape of every message at every door. */
import { z } from 'zod';
import { choiceName } from '../../engine/cues/cue.ts';
import { bodiesSchema, handsSchema, touchSchema } from '../../engine/input.ts';
import type { Refusal } from '../../engine/result.ts';
import { artistSchema } from './artist.ts';
import { playDoors, soundDoor } from './play.ts';

export type { BodySeen, HandSeen } from '../../engine/input.ts';
export type HandsMessage = z.infer<typeof handsSchema>;
export type BodiesMessage = z.infer<typeof bodiesSchema>;
export type TouchMessage = z.infer<typeof touchSchema>;

const unit = z.number().min(0).max(1);
const nothing = z.object({});

export const cameraSchema = z.object({
  kind: z.enum(['starting', 'running', 'off', 'refused', 'absent', 'no-webgl', 'no-model', 'wrong-model', 'failed']),
  text: z.string().max(300),
});

const strokes = z.array(z.string().min(1).max(60)).min(1).max(1000);

/** Stopping the arm is for everybody; `stage` and `visitor` have it among their own words, and a page that only watches has nothing else. */
export const watcherDoors = { stop: nothing } as const;
export const operatorDoors = {
  go: nothing,
  panic: nothing,
  blackout: z.object({ on: z.boolean() }),
  master: z.object({ which: z.enum(['light', 'sound']), level: unit }),
  param: z.object({ name: z.string().min(1).max(60), value: z.number() }),
  hold: nothing,
  resume: nothing,
  stop: nothing,
  home: nothing,
  withdraw: z.object({ strokes }),
  /** these first, in this order */
  urge: z.object({ strokes }),
  /** `ask` for the arm where nobody has it, take it `over` from whoever has it, give it `back` */
  lease: z.object({ want: z.enum(['ask', 'over', 'back']) }),
  /** goes on moving this way, mm/s along the easel's axes: to be said every 200 ms; zeros stand still */
  jog: z.object({ mmS: z.tuple([z.number(), z.number(), z.number()]) }),
  /** cues and what is kept of the faders */
  artist: artistSchema,
  ...playDoors,
} as const;
export const stageDoors = {
  hands: handsSchema,
  bodies: bodiesSchema,
  touch: touchSchema,
  camera: cameraSchema,
  stop: nothing,
  signal: soundDoor,
} as const;
export const visitorDoors = { touch: touchSchema, vote: z.object({ choice: choiceName }), stop: nothing } as const;

export type DoorReply = { readonly ok: true } | { readonly ok: false; readonly why: Refusal };

/** Client side of a namespace: an event for each door, with an optional acknowledgement. */
export type Speaks<D extends Record<string, z.ZodType>> = {
  [K in keyof D]: (message: z.infer<D[K]>, answer?: (reply: DoorReply) => void) => void;
};
