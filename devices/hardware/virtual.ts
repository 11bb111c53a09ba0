import { memoryPair } from '../transports/memory.ts';
import { makeTransport } from '../transports/open.ts';
import type { Transport } from '../transports/transport.ts';
import { createVirtualFirmata } from '../virtual/firmata/firmata.ts';
import { realClock, serveVirtualGrbl } from '../virtual/serve.ts';
import type { HardwareSetting } from './setting.ts';

/** A transport to the board; `memory` is a virtual one, up and running, that lives as long as this process. */
export function boardTransport({ address, pins, parkDeg }: Pick<HardwareSetting, 'address' | 'pins' | 'parkDeg'>): Transport {
  if (address.kind !== 'memory') return makeTransport(address);
  const [near, far] = memoryPair();
  const clock = realClock();
  void serveVirtualGrbl(far, createVirtualFirmata({ pins, blinkMs: 0, nowMs: clock.now(), ...(parkDeg && { startDeg: parkDeg }) }), clock);
  return near;
}
