import { z } from 'zod';
import { done, type Result, refused } from '../../engine/result.ts';
import type { TransportAddress } from '../transports/transport.ts';
import { hardwarePinsSchema } from './pins.ts';

const settingSchema = z.object({
  /** `memory` is a virtual board inside the process itself */
  address: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('serial'), path: z.string(), baud: z.number() }),
    z.object({ kind: z.literal('tcp'), host: z.string(), port: z.number() }),
    z.object({ kind: z.literal('memory') }),
  ]),
  pins: hardwarePinsSchema,
  /** see JohnnyOptions */
  askAfterMs: z.number().min(0),
  /** where the servos of the virtual board stand when it is switched on, their own degrees */
  parkDeg: z.array(z.number()).optional(),
});
/** What the johnny-five process is started with. */
export type HardwareSetting = z.infer<typeof settingSchema>;

/** A serial port may reset its board, which then speaks by itself; nothing else does. */
export const askAfterMs = (address: TransportAddress): number => (address.kind === 'serial' ? 4000 : 50);

/** @param text - JSON, from the command line */
export function readSetting(text: string): Result<HardwareSetting> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const parsed = settingSchema.safeParse(value);
  if (parsed.success) return done(parsed.data);
  const [issue] = parsed.error.issues;
  return refused(
    'hardware/setting',
    `The hardware process was started with “${text.slice(0, 80)}”: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    'It is started by the arm process; start that instead.',
  );
}
