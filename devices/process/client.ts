import { type ChildProcess, fork } from 'node:child_process';
import { lengthMm, type Stroke } from '../../engine/stroke.ts';
import type { MachinePoint } from '../machine.ts';
import { lastSeenAfter } from './last-seen.ts';
import type { ArmSetting, FromArm, HoldReason, ToArm } from './messages.ts';

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
  hold(why: HoldReason): void;
  resume(): void;
  stop(): void;
  home(): void;
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
  let held: HoldReason | null = null;
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
    if (held !== null) send({ kind: 'hold', why: held });
    for (const { stroke, doneMm } of open.values()) send({ kind: 'paint', stroke, fromMm: doneMm });
  };
  start();

  const hold = (message: ToArm, why: HoldReason): void => {
    held = why;
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
    hold: (why) => hold({ kind: 'hold', why }, why),
    stop: () => hold({ kind: 'stop' }, 'operator'),
    resume: () => {
      held = null;
      send({ kind: 'resume' });
    },
    home: () => send({ kind: 'home' }),
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
