import { ebbDriver } from '../../../devices/drivers/ebb.ts';
import { grblDriver } from '../../../devices/drivers/grbl.ts';
import { marlinDriver } from '../../../devices/drivers/marlin.ts';
import { createVirtualEbb } from '../../../devices/virtual/ebb/ebb.ts';
import { createVirtualGrbl } from '../../../devices/virtual/grbl.ts';
import { createVirtualMarlin } from '../../../devices/virtual/marlin/marlin.ts';
import { type Board, describeDriver, memoryCable, ptyCable } from './contract.ts';
import { firmataBoard } from './firmata-desk.ts';

/** switched on long before anybody connects */
const nowMs = -10_000;
const boards: Readonly<Record<string, Board>> = {
  Grbl: { driver: grblDriver, controller: () => createVirtualGrbl({ nowMs }) },
  Marlin: { driver: marlinDriver, controller: () => createVirtualMarlin({ nowMs }) },
  'Marlin that tells where it is': {
    driver: marlinDriver,
    controller: () => createVirtualMarlin({ nowMs, realtimePosition: true, advancedOk: true }),
  },
  'EBB 2': { driver: ebbDriver, controller: () => createVirtualEbb({ nowMs }) },
  'board with servos': firmataBoard,
  'EBB 3': { driver: ebbDriver, controller: () => createVirtualEbb({ nowMs, version: '3.0.2' }) },
};

for (const [name, board] of Object.entries(boards)) describeDriver(`the driver of a ${name}, over memory`, board, memoryCable);
for (const name of ['Grbl', 'Marlin', 'EBB 2']) {
  const board = boards[name];
  if (board !== undefined) describeDriver(`the driver of a ${name}, over a pty`, board, ptyCable, { brief: true });
}
