import type { EaselMachine } from '../kinematics/easel-machine.ts';
import { memoryPair } from '../transports/memory.ts';
import type { Transport } from '../transports/transport.ts';
import { createVirtualGrbl, type VirtualGrbl } from '../virtual/grbl.ts';
import { jointArm } from '../virtual/joint-arm.ts';
import { realClock, type Served, serveVirtualGrbl } from '../virtual/serve.ts';

/** The virtual arm in memory: one controller, with switches so that Home works, for any number of connections. */
export interface MemoryArm {
  /** a cable to it; the one before is pulled. The machine of the first is the one that stands there */
  connect(machine: EaselMachine): Transport;
  dispose(): Promise<void>;
}

export function memoryArm(): MemoryArm {
  const clock = realClock();
  let controller: VirtualGrbl | undefined;
  let served: Promise<Served | undefined> = Promise.resolve(undefined);
  return {
    connect: ({ arm }) => {
      controller ??= createVirtualGrbl({ ...(arm === undefined ? { homing: true } : jointArm(arm)), nowMs: clock.now() });
      const standing = controller;
      const [near, far] = memoryPair();
      const before = served;
      served = (async () => {
        await (await before)?.dispose();
        const answer = await serveVirtualGrbl(far, standing, clock);
        return answer.ok ? answer.value : undefined;
      })();
      return near;
    },
    dispose: async () => {
      await (await served)?.dispose();
    },
  };
}
