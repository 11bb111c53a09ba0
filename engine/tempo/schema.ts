import { z } from 'zod';

export const MIN_BPM = 20;
export const MAX_BPM = 300;
const bpm = z.number().min(MIN_BPM).max(MAX_BPM);

/** The tempo that a programme begins with. */
export const tempoSchema = z.object({ bpm, beatsPerBar: z.number().int().min(1).max(16).default(4) });
export type ProgrammeTempo = z.infer<typeof tempoSchema>;

/** ms of a clock that only rises, anybody's own */
const ms = z.number().min(0).max(1e13);

/**
 * A tap on the beat; a push forwards or back, in beats; a tempo; pulses of an external clock, 24 a quarter note, rising, with
 * the sender's own times (`start`: the first of them is the head of a bar).
 */
export const tempoInputs = [
  z.object({ kind: z.literal('tempo/tap'), t: ms }),
  z.object({ kind: z.literal('tempo/nudge'), beats: z.number().min(-1).max(1) }),
  z.object({ kind: z.literal('tempo/set'), bpm }),
  z.object({ kind: z.literal('clock/pulse'), times: z.array(ms).min(1).max(64), start: z.boolean().optional() }),
] as const;
