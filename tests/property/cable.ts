import type { Transport } from '../../devices/transports/transport.ts';
import { createFaults, type Fault } from '../../devices/virtual/faults.ts';
import type { VirtualGrbl } from '../../devices/virtual/grbl.ts';
import { type Served, serveVirtualGrbl } from '../../devices/virtual/serve.ts';
import type { TestTime } from '../devices/stream/time.ts';

/** Told of all that passes, as it was sent, latin1. */
export type Trace = (atMs: number, way: 'toArm' | 'toHost', text: string) => void;

/** The cable between an arm process and the controller: it can be pulled, and alters bytes while it is noisy. */
export interface Cable {
  /** for the process; a connection that is still there is taken from whoever had it */
  connect(): Transport;
  /** the process is gone, and its end of the port with it */
  drop(): void;
  unplug(): void;
  plug(): void;
  noisy: boolean;
  /** bytes lost, altered or doubled so far, on their way to the arm and back */
  readonly altered: { readonly toArm: number; readonly toHost: number };
  dispose(): Promise<void>;
}

export function createCable(
  time: TestTime,
  controller: VirtualGrbl,
  options: { readonly noise: readonly Fault[]; readonly seed: number; readonly opensWithReset: boolean; readonly trace?: Trace },
): Cable {
  const faults = createFaults(options.noise, options.seed);
  const altered = { toArm: 0, toHost: 0 };
  let plugged = true;
  let near: Transport | undefined;
  let far: Transport | undefined;
  let served: Served | undefined;
  const cable: Cable = {
    noisy: true,
    altered,
    connect: () => {
      const [mine, other] = time.cable();
      if (!plugged)
        return { ...mine, open: async () => ({ ok: false, why: { code: 'port/absent', text: 'no port', remedy: 'plug it in' } }) };
      void served?.dispose();
      near = mine;
      far = other;
      void serveVirtualGrbl(noisyEnd(other), controller, time).then((answer) => {
        served = answer.ok ? answer.value : undefined;
      });
      if (!options.opensWithReset) return mine;
      const open = async (): ReturnType<Transport['open']> => {
        controller.reset('dtr', time.now());
        return mine.open();
      };
      return { ...mine, open };
    },
    drop: () => void near?.close(),
    unplug: () => {
      plugged = false;
      void far?.close();
    },
    plug: () => {
      plugged = true;
    },
    dispose: async () => served?.dispose(),
  };

  const alter = (bytes: Uint8Array, way: 'toArm' | 'toHost'): Uint8Array => {
    options.trace?.(time.now(), way, String.fromCharCode(...bytes));
    if (!cable.noisy || options.noise.length === 0) return bytes;
    const out: number[] = [];
    for (const byte of bytes) {
      const became = faults.alter(byte, way);
      if (became.length !== 1 || became[0] !== byte) altered[way]++;
      out.push(...became);
    }
    return Uint8Array.from(out);
  };
  const noisyEnd = (end: Transport): Transport => ({
    ...end,
    write: (bytes) => end.write(alter(bytes, 'toHost')),
    onBytes: (listener) => end.onBytes((bytes) => listener(alter(bytes, 'toArm'))),
  });
  return cable;
}
