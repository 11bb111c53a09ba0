import { z } from 'zod';
import { createRandom } from '../../engine/random.ts';

const way = z.enum(['toArm', 'toHost']);
const nth = z.number().int().min(1);
const when = { atLine: nth.optional(), atMs: z.number().min(0).optional() };

/**
 * What goes wrong, on request. Bytes are altered at the `nth` of their way, or each with a probability `rate`; events
 * happen once, when so many lines were read or at a time, ms of the controller's clock. `power` loses the position.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['drop', 'flip', 'double']), way, nth: nth.optional(), rate: z.number().min(0).max(1).optional() }),
  z.object({ kind: z.literal('loseOk'), nth }),
  z.object({ kind: z.enum(['reset', 'power', 'unplug']), ...when }),
  z.object({ kind: z.literal('stall'), ms: z.number().min(0), ...when }),
]);
export const faultsSchema = z.array(faultSchema).max(1000);
export type Fault = z.infer<typeof faultSchema>;
type ByteFault = Extract<Fault, { way: unknown }>;
export type FaultEvent = Exclude<Fault, ByteFault | { kind: 'loseOk' }>;

export interface Faults {
  /** @returns what becomes of one byte: nothing, itself, another, or itself twice */
  alter(byte: number, way: 'toArm' | 'toHost'): readonly number[];
  /** to be asked once for each `ok` */
  losesOk(): boolean;
  /** events that are due, each told once */
  due(nowMs: number, lines: number): readonly FaultEvent[];
  nextMs(): number;
}

/** @param seed - the same seed and the same traffic give the same faults */
export function createFaults(faults: readonly Fault[], seed: number): Faults {
  const random = createRandom(seed).split('faults');
  const altering: ByteFault[] = [];
  const lost = new Set<number>();
  let events: FaultEvent[] = [];
  for (const fault of faults) {
    if ('way' in fault) altering.push(fault);
    else if (fault.kind === 'loseOk') lost.add(fault.nth);
    else events.push(fault);
  }
  const passed = { toArm: 0, toHost: 0 };
  let oks = 0;
  return {
    alter: (byte, direction) => {
      const count = ++passed[direction];
      for (const fault of altering) {
        if (fault.way !== direction) continue;
        const struck = fault.nth === count || (fault.rate !== undefined && random.next() < fault.rate);
        if (!struck) continue;
        if (fault.kind === 'drop') return [];
        if (fault.kind === 'double') return [byte, byte];
        return [byte ^ (1 << Math.floor(random.between(0, 8)))];
      }
      return [byte];
    },
    losesOk: () => lost.has(++oks),
    due: (nowMs, lines) => {
      const isDue = ({ atMs, atLine }: FaultEvent): boolean =>
        (atMs !== undefined && nowMs >= atMs) || (atLine !== undefined && lines >= atLine);
      const ready = events.filter(isDue);
      if (ready.length > 0) events = events.filter((event) => !isDue(event));
      return ready;
    },
    nextMs: () => events.reduce((soonest, { atMs }) => Math.min(soonest, atMs ?? Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY),
  };
}
