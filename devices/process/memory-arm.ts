import { memoryPair } from '../transports/memory.ts';
import type { Transport } from '../transports/transport.ts';
import { createVirtualGrbl } from '../virtual/grbl.ts';
import { realClock, type Served, serveVirtualGrbl } from '../virtual/serve.ts';

/** The virtual arm in memory: one controller, with limit switches so that Home works, for any number of connections. */
export interface MemoryArm {
  /** a cable to it; the one before is pulled */
  connect(): Transport;
  dispose(): Promise<void>;
}

export function memoryArm(): MemoryArm {
  const clock = realClock();
  const controller = createVirtualGrbl({ homing: true });
  let served: Promise<Served | undefined> = Promise.resolve(undefined);
  return {
    connect: () => {
      const [near, far] = memoryPair();
      const before = served;
      served = (async () => {
        await (await before)?.dispose();
        const answer = await serveVirtualGrbl(far, controller, clock);
        return answer.ok ? answer.value : undefined;
      })();
      return near;
    },
    dispose: async () => {
      await (await served)?.dispose();
    },
  };
}
