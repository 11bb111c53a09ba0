import { type ChildProcess, fork } from 'node:child_process';
import { lengthMm, type Stroke } from '../../engine/stroke.ts';
import type { MachinePoint } from '../machine.ts';
import { holdingFaults } from './holding-faults.ts';
import { lastSeenAfter } from './last-seen.ts';
import type { ArmSetting, FromArm, Nearness, ToArm } from './messages.ts';

export interface ArmClientOptions {
  /** the built arm process, an absolute path */
  readonly file: string;
  readonly setting: ArmSetting;
  readonly onMessage: (message: FromArm) => void;
  /** it died unexpectedly, or could not be started, and is started again after so many ms */
  readonly onDeath?: (text: string, againInMs: number) => void;
  /** options for Node itself, as for `fork`; none by default */
  readonly execArgv?: readonly string[];
}

/** The show's end of the arm process: starts it, starts it again when it dies, and forgets no stroke over that. */
export interface ArmClient {
  paint(stroke: Stroke, fromMm?: number): void;
  withdraw(strokes: readonly string[]): void;
  /** these go before all that wait, in this order */
  urge(strokes: readonly string[]): void;
  hold(): void;
  resume(): void;
  stop(): void;
  home(): void;
  /** goes on moving this way; to be said again every 200 ms, and never kept for later */
  jog(mmS: readonly [x: number, y: number, z: number]): void;
  /** how near somebody is, as the camera has it */
  presence(is: Nearness): void;
  /** whether the paint of a stroke was seen on the canvas */
  landed(stroke: string, seen: boolean): void;
  /** the show lives: its loop says so, twice a second or oftener, so that a loop that hangs falls silent */
  alive(): void;
  /** lifts, parks and ends the process; resolves when it is gone, after 5 s at most */
  close(): Promise<void>;
  /** of the process that runs now */
  readonly pid: number | undefined;
}

const firstWaitMs = 1000;
const longestWaitMs = 30_000;
/** an arm process that lived so long had a good start: its next death counts as the first */
const goodLifeMs = 60_000;
const closeWithinMs = 5000;

interface Entry {
  readonly stroke: Stroke;
  doneMm: number;
}

export function createArmClient(options: ArmClientOptions): ArmClient {
  /** all that is not known painted, withdrawn or refused, in order */
  const open = new Map<string, Entry>();
  let child: ChildProcess | undefined;
  let held = false;
  let near: Nearness = 'clear';
  /** what was asked to go first and is still open, the most urgent first */
  let urged: readonly string[] = [];
  let lastSeen: MachinePoint | undefined;
  let waitMs = firstWaitMs;
  let again: NodeJS.Timeout | undefined;
  let closing = false;

  const send = (message: ToArm): void => {
    // what cannot be sent now is told again when the process is started again
    if (child?.connected) child.send(message, () => undefined);
  };

  const note = (message: FromArm): void => {
    if (message.kind === 'painted') {
      const entry = open.get(message.piece.stroke);
      const { fromMm, points } = message.piece;
      if (entry !== undefined) entry.doneMm = Math.max(entry.doneMm, fromMm + lengthMm(points));
    } else if (message.kind === 'status') lastSeen = lastSeenAfter(message.status, lastSeen);
    else if (message.kind === 'stopped' || (message.kind === 'fault' && holdingFaults.includes(message.fault.code))) held = true;
    else if (message.kind === 'life') {
      const { kind, stroke } = message.life;
      if (kind !== 'queued' && kind !== 'sent') open.delete(stroke);
    }
    options.onMessage(message);
  };

  const start = (): void => {
    again = undefined;
    const startedAt = performance.now();
    const fresh = fork(options.file, [], { execArgv: [...(options.execArgv ?? [])], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child = fresh;
    fresh.on('message', (message: FromArm) => note(message));
    let over = false;
    const died = (text: string): void => {
      if (over) return;
      over = true;
      if (child === fresh) child = undefined;
      if (closing) return;
      if (performance.now() - startedAt > goodLifeMs) waitMs = firstWaitMs;
      options.onDeath?.(text, waitMs);
      again = setTimeout(start, waitMs);
      waitMs = Math.min(longestWaitMs, waitMs * 2);
    };
    fresh.on('error', (error) => died(`The arm process failed: ${error.message}`));
    fresh.on('exit', (code, signal) => died(`The arm process ended unexpectedly (${signal ?? `exit ${code}`}).`));
    send({ kind: 'configure', setting: options.setting, ...(lastSeen === undefined ? {} : { lastSeen }) });
    if (near !== 'clear') send({ kind: 'presence', from: 'camera', is: near });
    if (held) send({ kind: 'hold' });
    for (const { stroke, doneMm } of open.values()) send({ kind: 'paint', stroke, fromMm: doneMm });
    urged = urged.filter((stroke) => open.has(stroke));
    if (urged.length > 0) send({ kind: 'urge', strokes: urged });
  };
  start();

  const hold = (message: ToArm): void => {
    held = true;
    send(message);
  };
  return {
    paint: (stroke, fromMm = 0) => {
      open.set(stroke.id, { stroke, doneMm: fromMm });
      send({ kind: 'paint', stroke, fromMm });
    },
    withdraw: (strokes) => {
      if (child?.connected) {
        send({ kind: 'withdraw', strokes });
        return;
      }
      for (const stroke of strokes) if (open.delete(stroke)) options.onMessage({ kind: 'life', life: { kind: 'withdrawn', stroke } });
    },
    urge: (strokes) => {
      urged = [...strokes, ...urged.filter((id) => open.has(id) && !strokes.includes(id))];
      send({ kind: 'urge', strokes });
    },
    hold: () => hold({ kind: 'hold' }),
    stop: () => hold({ kind: 'stop' }),
    resume: () => {
      held = false;
      send({ kind: 'resume' });
    },
    home: () => send({ kind: 'home' }),
    jog: (mmS) => send({ kind: 'jog', mmS }),
    presence: (is) => {
      near = is;
      send({ kind: 'presence', from: 'camera', is });
    },
    landed: (stroke, seen) => send({ kind: 'landed', stroke, seen }),
    alive: () => send({ kind: 'alive' }),
    close: async () => {
      closing = true;
      clearTimeout(again);
      const last = child;
      if (last === undefined || last.exitCode !== null || last.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()));
      const impatient = setTimeout(() => last.kill('SIGKILL'), closeWithinMs);
      send({ kind: 'bye' });
      await gone;
      clearTimeout(impatient);
    },
    get pid() {
      return child?.pid;
    },
  };
}
