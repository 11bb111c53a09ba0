import type { MachinePoint } from '../../machine.ts';
import type { Report } from '../driver.ts';
import type { StatusLine } from './lines.ts';

const states: Readonly<Record<string, Report['state']>> = {
  Idle: 'idle',
  Run: 'moving',
  Jog: 'moving',
  'Hold:0': 'held',
  'Hold:1': 'holding',
  // a safety door stops like a hold; 2 and 3 are on the way out and back
  'Door:0': 'held',
  'Door:1': 'held',
  'Door:2': 'holding',
  'Door:3': 'moving',
  Home: 'homing',
  Alarm: 'locked',
};

/** Makes reports of status lines: remembers the work offset, which comes only now and then, and the size of the buffers. */
export interface Reports {
  /** @returns undefined where the line does not say where the machine is */
  read(line: StatusLine): Report | undefined;
  /** work coordinate offset, machine mm; undefined until it was reported */
  readonly offset: MachinePoint | undefined;
  setSize(blocks: number, bytes: number): void;
}

export function createReports(): Reports {
  let offset: MachinePoint | undefined;
  let size = { blocks: 15, bytes: 128 };
  return {
    read: (line) => {
      offset = line.workOffset ?? offset;
      const { machinePos, workPos } = line;
      const at =
        machinePos ??
        (workPos === undefined || offset === undefined
          ? undefined
          : { x: workPos.x + offset.x, y: workPos.y + offset.y, z: workPos.z + offset.z });
      if (at === undefined) return undefined;
      const state = states[line.state] ?? 'other';
      const empty = line.free === undefined ? null : line.free.blocks >= size.blocks && line.free.bytes >= size.bytes;
      return { state, at, speedMmS: line.feed === undefined ? null : line.feed / 60, drained: state === 'idle' ? empty : false };
    },
    get offset() {
      return offset;
    },
    setSize: (blocks, bytes) => {
      size = { blocks, bytes };
    },
  };
}
