/** What pages may tell the server: the shape of every message at every door. */
import { z } from 'zod';

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

/** `/stage`: landmarks, at most 60 a second; `t` is the camera frame's time in the page, ms. */
export const handsSchema = z.object({
  source: z.enum(['camera', 'recording', 'pointer']),
  t: z.number().min(0),
  /** image width / height */
  aspect: z.number().min(0.2).max(5),
  hands: z.array(handSchema).max(8),
});
export type HandsMessage = z.infer<typeof handsSchema>;

/** `/stage` and `/visitor`: a finger or mouse on the glass, 0..1 from the bottom left corner of the wall. */
export const touchSchema = z.object({ phase: z.enum(['down', 'move', 'up']), x: unit, y: unit, pressure: unit });
export type TouchMessage = z.infer<typeof touchSchema>;

export const cameraSchema = z.object({
  kind: z.enum(['starting', 'running', 'off', 'refused', 'absent', 'no-webgl', 'no-model', 'wrong-model', 'failed']),
  text: z.string().max(300),
});

export const operatorDoors = {
  go: z.object({}),
  panic: z.object({}),
  blackout: z.object({ on: z.boolean() }),
  master: z.object({ which: z.enum(['light', 'sound']), level: unit }),
  param: z.object({ name: z.string().min(1).max(60), value: z.number() }),
  hold: z.object({}),
  resume: z.object({}),
  stop: z.object({}),
  home: z.object({}),
  withdraw: z.object({ strokes: z.array(z.string().max(60)).min(1).max(1000) }),
} as const;
export const stageDoors = { hands: handsSchema, touch: touchSchema, camera: cameraSchema, stop: z.object({}) } as const;
export const visitorDoors = { touch: touchSchema } as const;

/** Client side of a namespace: an event for each door, with an optional acknowledgement. */
export type Speaks<D extends Record<string, z.ZodType>> = {
  [K in keyof D]: (message: z.infer<D[K]>, answer?: (reply: DoorReply) => void) => void;
};
export type DoorReply = { readonly ok: true } | { readonly ok: false; readonly why: { code: string; text: string; remedy: string } };
