import { ebbDriver } from '../../../devices/drivers/ebb.ts';
import { grblDriver } from '../../../devices/drivers/grbl.ts';
import { marlinDriver } from '../../../devices/drivers/marlin.ts';
import { createVirtualEbb } from '../../../devices/virtual/ebb/ebb.ts';
import { createVirtualGrbl } from '../../../devices/virtual/grbl.ts';
import { createVirtualMarlin } from '../../../devices/virtual/marlin/marlin.ts';
import type { Board } from './contract.ts';

/** switched on long before anybody connects */
const nowMs = -10_000;
/** Virtual boards for the drivers' contract, by the name that their suite bears. */
export const boards: Readonly<Record<string, Board>> = {
  Grbl: { driver: grblDriver, controller: () => createVirtualGrbl({ nowMs }) },
  grblHAL: {
    driver: grblDriver,
    controller: () => createVirtualGrbl({ nowMs, make: { firmware: 'grblHAL', axes: 3, blocks: 100, bytes: 1024 } }),
  },
  Marlin: { driver: marlinDriver, controller: () => createVirtualMarlin({ nowMs }) },
  'Marlin that tells where it is': {
    driver: marlinDriver,
    controller: () => createVirtualMarlin({ nowMs, realtimePosition: true, advancedOk: true }),
  },
  'EBB 2': { driver: ebbDriver, controller: () => createVirtualEbb({ nowMs }) },
  'EBB 3': { driver: ebbDriver, controller: () => createVirtualEbb({ nowMs, version: '3.0.2' }) },
};
