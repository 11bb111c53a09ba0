import type { AxisPlace, Report } from '../driver.ts';
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
  readonly offset: AxisPlace | undefined;
  setSize(blocks: number, bytes: number): void;
}

/** @returns a place moved by an offset, in the axes that it has */
function moved(place: AxisPlace, by: AxisPlace): AxisPlace {
  const { a, b, c } = place;
  return {
    x: place.x + by.x,
    y: place.y + by.y,
    z: place.z + by.z,
    ...(a !== undefined && { a: a + (by.a ?? 0) }),
    ...(b !== undefined && { b: b + (by.b ?? 0) }),
    ...(c !== undefined && { c: c + (by.c ?? 0) }),
  };
}

export function createReports(): Reports {
  let offset: AxisPlace | undefined;
  let size = { blocks: 15, bytes: 128 };
  return {
    read: (line) => {
      offset = line.workOffset ?? offset;
      const { machinePos, workPos } = line;
      const at = machinePos ?? (workPos === undefined || offset === undefined ? undefined : moved(workPos, offset));
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
