import { fileURLToPath } from 'node:url';
import { armDriver } from '../../../devices/drivers/arm-driver.ts';
import { createBoards } from '../../../devices/process/boards.ts';
import { memoryArm } from '../../../devices/process/memory-arm.ts';
import type { ArmSetting, ArmStatus, FromArm } from '../../../devices/process/messages.ts';
import { quietMs, realTimers } from '../../../devices/process/timers.ts';
import { createArm } from '../../../devices/stream/arm.ts';
import type { Reference } from '../../../devices/stream/arm-options.ts';
import { createPorts } from '../../../devices/transports/open.ts';
import type { Refusal } from '../../../engine/result.ts';
import type { Stroke } from '../../../engine/stroke.ts';

export interface StreamRun {
  readonly setting: ArmSetting;
  readonly strokes: readonly Stroke[];
  readonly home: boolean;
  readonly reference: Reference;
  onProgress(share: number, etaS: number): void;
  onFault(why: Refusal): void;
}

/** What `--json` prints. `segments` are the lines of motion that were sent. */
export interface StreamReport {
  readonly segments: number;
  readonly strokes: number;
  readonly seconds: number;
  readonly segmentsPerSecond: number;
  readonly maxCommittedMs: number;
  readonly starvedMs: number;
  readonly dips: number;
  readonly washes: number;
}

const homeAgainMs = 200;

type RefusedStroke = { readonly stroke: string; readonly why: Refusal };
export type StreamEnd =
  | { readonly kind: 'painted'; readonly report: StreamReport; readonly refused: readonly RefusedStroke[] }
  /** Ctrl-C: the brush is up, and parked if that was near */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'failed'; readonly why: Refusal };

/** Paints strokes in this process, with the same core as the arm process, until all are painted or refused. */
export async function streamStrokes(run: StreamRun): Promise<StreamEnd> {
  const { setting, strokes } = run;
  const virtual = memoryArm();
  const ports = createPorts();
  const left = new Set(strokes.map((stroke) => stroke.id));
  const out: RefusedStroke[] = [];
  let wasUp = false;
  let homed = false;
  let beganMs: number | null = null;
  let settle: (end: StreamEnd) => void = () => undefined;
  const settled = new Promise<StreamEnd>((resolve) => {
    settle = resolve;
  });

  const hear = (message: FromArm): void => {
    boards.heard(message);
    if (message.kind === 'status') hearStatus(message.status);
    else if (message.kind === 'firstByte') beganMs ??= message.atMs;
    else if (message.kind === 'fault') run.onFault(message.fault);
    else if (message.kind === 'life') {
      const { life } = message;
      if (life.kind === 'queued' || life.kind === 'sent') return;
      left.delete(life.stroke);
      if (life.kind === 'refused') out.push({ stroke: life.stroke, why: life.why });
      if (left.size === 0) settle({ kind: 'painted', report: report(), refused: out });
    }
  };
  const hearStatus = (status: ArmStatus): void => {
    run.onProgress(strokes.length === 0 ? 1 : 1 - left.size / strokes.length, status.etaS);
    const { state } = status;
    if (state.kind === 'ready' || state.kind === 'painting') wasUp = true;
    else if (state.kind === 'faulted') settle({ kind: 'failed', why: state.fault });
    else if (state.kind === 'offline' && state.why !== undefined && !wasUp) settle({ kind: 'failed', why: state.why });
    else if (state.kind === 'unreferenced' && !homing()) settle({ kind: 'failed', why: unreferenced(state.hint) });
  };
  /** waits while a board's button or mat forbids it */
  const home = (): void => {
    if (boards.forbids({ kind: 'home' }) === undefined) arm.handle({ kind: 'home' });
    else realTimers.after(homeAgainMs, home);
  };
  /** @returns whether the reference is being looked for, once */
  const homing = (): boolean => {
    if (!run.home) return false;
    if (!homed) {
      homed = true;
      setImmediate(home);
    }
    return !wasUp;
  };
  const epochMs = (): number => performance.timeOrigin + performance.now();
  const boards = createBoards({
    program: fileURLToPath(new URL('hardware.js', import.meta.url)),
    timers: realTimers,
    handle: (message) => arm.handle(message),
    emit: hear,
  });
  const arm = createArm({
    timers: realTimers,
    driver: armDriver,
    transport: (address, machine) =>
      boards.cable(machine) ?? (address.kind === 'memory' ? virtual.connect(machine) : ports.transport(address)),
    emit: hear,
    epochMs,
    reference: run.reference,
    quietMs,
  });
  const report = (): StreamReport => {
    const status = arm.status();
    const seconds = beganMs === null ? 0 : (epochMs() - beganMs) / 1000;
    const round = (value: number, digits: number): number => Number(value.toFixed(digits));
    return {
      segments: status.segments,
      strokes: status.painted,
      seconds: round(seconds, 3),
      segmentsPerSecond: seconds > 0 ? round(status.segments / seconds, 1) : 0,
      maxCommittedMs: round(status.maxCommittedMs, 1),
      starvedMs: round(status.starvedMs, 1),
      dips: status.dips,
      washes: status.washes,
    };
  };

  const interrupt = (): void => settle({ kind: 'interrupted' });
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  boards.configure(setting);
  arm.handle({ kind: 'configure', setting });
  for (const stroke of strokes) arm.handle({ kind: 'paint', stroke, fromMm: 0 });
  if (left.size === 0) settle({ kind: 'painted', report: report(), refused: out });
  const end = await settled;
  arm.handle({ kind: 'bye' });
  await arm.ended;
  await boards.close();
  await virtual.dispose();
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  return end;
}

const unreferenced = (hint: string): Refusal => ({
  code: 'arm/unreferenced',
  text: `The arm cannot paint yet. ${hint}`,
  remedy:
    'Give --home to do that now, or --assume-referenced where the arm was referenced a moment ago and has not been switched off since.',
});
