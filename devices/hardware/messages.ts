import { z } from 'zod';
import { createSplitter } from './splitter.ts';

/** Each message is one line of JSON. */

const toBoard = z.discriminatedUnion('kind', [
  /** set-points, the servos' own degrees, in the order of the description; null leaves one as it is, also asleep. Answered by `wrote` */
  z.object({ kind: z.literal('servos'), turn: z.number().int(), deg: z.array(z.number().min(0).max(180).nullable()).max(6) }),
  z.object({ kind: z.literal('output'), output: z.enum(['armedLamp', 'paintingLamp', 'stoppedLamp', 'pump']), on: z.boolean() }),
]);
export type ToBoard = z.infer<typeof toBoard>;
export type Output = Extract<ToBoard, { kind: 'output' }>['output'];

const refusal = z.object({ code: z.string(), text: z.string(), remedy: z.string() });
const fromBoard = z.discriminatedUnion('kind', [
  /** `firmata 2.5 (StandardFirmata.ino)`; the inputs follow as they are now. `parked`: its servos are known to stand at the park */
  z.object({ kind: z.literal('ready'), firmware: z.string(), parked: z.boolean().optional() }),
  /** the board did not come up, or is lost: the program ends */
  z.object({ kind: z.literal('over'), why: refusal }),
  /** these set-points were written to the port */
  z.object({ kind: z.literal('wrote'), turn: z.number().int() }),
  z.object({ kind: z.literal('input'), input: z.enum(['stop', 'presence']), on: z.boolean() }),
  /** of 1023 */
  z.object({ kind: z.literal('load'), value: z.number().int().min(0).max(1023) }),
]);
export type FromBoard = z.infer<typeof fromBoard>;

const text = new TextEncoder();
export const encode = (message: ToBoard | FromBoard): Uint8Array => text.encode(`${JSON.stringify(message)}\n`);

/** Bytes to messages. What is no message is dropped: neither side may be brought down by the other. */
const decoder =
  <T>(schema: z.ZodType<T>) =>
  (hear: (message: T) => void): ((bytes: Uint8Array) => void) =>
    createSplitter((line) => {
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        return;
      }
      const message = schema.safeParse(value);
      if (message.success) hear(message.data);
    });
export const decodeToBoard = decoder(toBoard);
export const decodeFromBoard = decoder(fromBoard);
