import type { MachinePoint } from '../../devices/machine.ts';
import { holdingFaults } from '../../devices/process/holding-faults.ts';
import { lastSeenAfter } from '../../devices/process/last-seen.ts';
import type { FromArm } from '../../devices/process/messages.ts';
import { lengthMm, type Stroke } from '../../engine/stroke.ts';

/** What the show knows of its strokes, as the arm's supervisor keeps it (devices/process/client.ts). */
export interface Ledger {
  add(stroke: Stroke): void;
  note(message: FromArm): void;
  /** taken back while no arm process lives */
  strike(stroke: string): void;
  /** not known painted, withdrawn or refused, in order */
  readonly open: readonly { readonly stroke: Stroke; readonly doneMm: number }[];
  /** said to be withdrawn, wholly or from somewhere on */
  readonly withdrawn: ReadonlySet<string>;
  readonly refused: readonly string[];
  readonly lastSeen: MachinePoint | undefined;
  /** the operator has stopped the arm, or it stopped itself until the operator says resume */
  held: boolean;
  /** somebody stands where the arm must not move */
  inside: boolean;
  /** somebody is near */
  near: boolean;
  /** the show has hung for so long that the arm holds */
  hung: boolean;
  /** asked to go first, the most urgent first */
  urged: readonly string[];
}

export function createLedger(): Ledger {
  const entries = new Map<string, { stroke: Stroke; doneMm: number }>();
  const withdrawn = new Set<string>();
  const refused: string[] = [];
  let lastSeen: MachinePoint | undefined;
  const ledger: Ledger = {
    add: (stroke) => void entries.set(stroke.id, { stroke, doneMm: 0 }),
    note: (message) => {
      if (message.kind === 'status') lastSeen = lastSeenAfter(message.status, lastSeen);
      else if (message.kind === 'fault') ledger.held ||= holdingFaults.includes(message.fault.code);
      else if (message.kind === 'painted') {
        const { stroke, fromMm, points } = message.piece;
        const entry = entries.get(stroke);
        if (entry !== undefined) entry.doneMm = Math.max(entry.doneMm, fromMm + lengthMm(points));
      } else if (message.kind === 'life') {
        const { kind, stroke } = message.life;
        if (kind === 'queued' || kind === 'sent') return;
        entries.delete(stroke);
        if (kind === 'withdrawn' || kind === 'aborted') withdrawn.add(stroke);
        if (kind === 'refused') refused.push(`${stroke}: ${message.life.why.text}`);
      }
    },
    strike: (stroke) => {
      if (entries.delete(stroke)) withdrawn.add(stroke);
    },
    get open() {
      return [...entries.values()];
    },
    withdrawn,
    refused,
    get lastSeen() {
      return lastSeen;
    },
    held: false,
    inside: false,
    near: false,
    hung: false,
    urged: [],
  };
  return ledger;
}
