import type { EaselMachine } from '../kinematics/easel-machine.ts';
import { memoryPair } from '../transports/memory.ts';
import type { Transport } from '../transports/transport.ts';
import type { VirtualController } from '../virtual/controller.ts';
import { virtualArm } from '../virtual/make.ts';
import { realClock, type Served, serveVirtualGrbl } from '../virtual/serve.ts';

/** The virtual arm in memory: one controller, with switches so that Home works, for any number of connections. */
export interface MemoryArm {
  /** a cable to it; the one before is pulled. The machine of the first is the one that stands there */
  connect(machine: EaselMachine): Transport;
  dispose(): Promise<void>;
}

const switchedOnMs = 1000;

export function memoryArm(): MemoryArm {
  const clock = realClock();
  let controller: VirtualController | undefined;
  let served: Promise<Served | undefined> = Promise.resolve(undefined);
  return {
    connect: (machine) => {
      // switched on a while ago: nobody waits for its start
      controller ??= virtualArm(machine, { switches: true, nowMs: clock.now() - switchedOnMs });
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
