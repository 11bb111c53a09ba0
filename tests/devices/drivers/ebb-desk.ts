import type { Move } from '../../../devices/drivers/driver.ts';
import { ebbDriver } from '../../../devices/drivers/ebb.ts';
import { createVirtualEbb, type VirtualEbb, type VirtualEbbOptions } from '../../../devices/virtual/ebb/ebb.ts';
import { connect, type Desk, createDesk as deskOf, reports } from './desk.ts';

/** A virtual EBB and its driver. */
export interface EbbDesk extends Desk<VirtualEbb> {
  readonly ebb: VirtualEbb;
  readonly commands: string[];
}

export function createDesk(options: VirtualEbbOptions = {}): EbbDesk {
  const desk = deskOf(createVirtualEbb(options), ebbDriver);
  return { ...desk, ebb: desk.controller, commands: desk.sent };
}

export const connected = (options: VirtualEbbOptions = {}): Promise<EbbDesk> => connect(createDesk(options));

/** Sends motions as room comes, and waits until the arm was seen at rest at the end of them. */
export async function go({ time, driver, events }: Desk, moves: readonly Move[]): Promise<void> {
  for (const move of moves) await time.until(() => driver.send(move), 60_000);
  const end = moves.at(-1)?.to;
  await time.until(() => {
    const last = reports(events).at(-1);
    return last?.state === 'idle' && last.drained === true && last.at.x === end?.x && last.at.y === end?.y && last.at.z === end?.z;
  }, 60_000);
}

export const to = (x: number, y: number, z: number, speedMmS = 60): Move => ({ to: { x, y, z }, speedMmS });
