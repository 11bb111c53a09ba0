import { createFaults, type Fault } from '../faults.ts';
import type { VirtualGrbl } from '../grbl.ts';
import type { Travelled } from '../motion.ts';
import { length, subtract } from '../vector.ts';
import { createWire } from '../wire.ts';
import { runLine } from './commands.ts';
import { type Core, fresh, type Pause } from './core.ts';
import { createEngine, type PenLift } from './engine.ts';

export interface VirtualEbbOptions {
  /** `2.8.1` unless said; from 3 on the queue can be made longer, and replies can be told apart */
  readonly version?: string;
  /** where the arm stands when it is switched on, x and y in mm, with the pen up; it believes to be at 0 */
  readonly start?: readonly [number, number];
  readonly pen?: PenLift;
  readonly faults?: readonly Fault[];
  readonly seed?: number;
  /** when it is switched on, ms of the caller's clock */
  readonly nowMs?: number;
}

/** An EBB with the face of the virtual Grbl; its power supply can be pulled, and its button pressed. */
export interface VirtualEbb extends VirtualGrbl {
  /** motor power: without it steps are counted, but not taken */
  supply(on: boolean): void;
  press(): void;
}

/** what a command takes over USB and in the parser, ms */
const commandMs = 1;
const defaultPen: PenLift = { up: { pulse: 20_640, mm: 11 }, down: { pulse: 15_250, mm: -1 } };

/** An EBB (AxiDraw) and the arm that it drives. It has no clock: the caller says what time it is. */
export function createVirtualEbb(options: VirtualEbbOptions = {}): VirtualEbb {
  const { version = '2.8.1', start = [0, 0], pen = defaultPen } = options;
  const faults = createFaults(options.faults ?? [], options.seed ?? 1);
  const toArm = createWire(0);
  const toHost = createWire(0);
  const encoder = new TextEncoder();
  let hear: (bytes: Uint8Array) => void = () => undefined;
  let watch: (travelled: Travelled) => void = () => undefined;
  let unplugged: () => void = () => undefined;
  let processor: Generator<Pause, void> | undefined;
  let pause: Pause | undefined;
  let busyUntilMs = 0;
  let bytesIn = 0;
  let bytesOut = 0;
  let distanceMm = 0;
  let motionMs = 0;
  let maxCommittedMs = 0;

  const engine = createEngine(
    () => core,
    pen,
    start,
    (piece) => {
      distanceMm += length(subtract(piece.to, piece.from));
      motionMs += piece.durationMs;
      watch(piece);
    },
  );
  const core: Core = {
    version,
    modern: Number(version.split('.')[0]) >= 3,
    nowMs: options.nowMs ?? 0,
    ...fresh(),
    counted: { lines: 0, segments: 0 },
    engine,
    say: (text) => {
      for (const byte of encoder.encode(text)) for (const sent of faults.alter(byte, 'toHost')) toHost.push(sent, core.nowMs);
    },
    losesOk: () => faults.losesOk(),
  };

  const boot = (): void => {
    engine.boot();
    Object.assign(core, fresh());
    toArm.clear();
    toHost.clear();
    processor = undefined;
    pause = undefined;
    busyUntilMs = core.nowMs;
  };

  function* commands(): Generator<Pause, void> {
    for (;;) {
      yield { kind: 'until', ready: () => core.lines.length > 0 };
      const line = core.lines.shift();
      if (line === undefined) continue;
      core.counted.lines++;
      yield { kind: 'busy', ms: commandMs };
      yield* runLine(core, line);
    }
  }
  const work = (): void => {
    for (;;) {
      engine.advance();
      if (busyUntilMs > core.nowMs || (pause?.kind === 'until' && !pause.ready())) return;
      processor ??= commands();
      pause = processor.next().value ?? undefined;
      if (pause?.kind === 'busy') busyUntilMs = core.nowMs + pause.ms;
    }
  };
  const arrive = (byte: number): void => {
    const char = String.fromCharCode(byte);
    if (char !== '\r' && char !== '\n') {
      if (core.begun.length < 255) core.begun += char;
      return;
    }
    if (core.begun !== '') core.lines.push(core.begun);
    core.begun = '';
  };
  const strike = (): void => {
    for (const event of faults.due(core.nowMs, core.counted.lines)) {
      if (event.kind === 'stall') busyUntilMs = Math.max(busyUntilMs, core.nowMs) + event.ms;
      else {
        // its USB port goes with it
        if (event.kind !== 'unplug') boot();
        unplugged();
      }
    }
  };
  const internalMs = (): number =>
    Math.min(busyUntilMs > core.nowMs ? busyUntilMs : Number.POSITIVE_INFINITY, engine.nextMs(), toArm.nextMs(), faults.nextMs());

  const advance = (nowMs: number): void => {
    for (let atMs = internalMs(); atMs <= nowMs; atMs = internalMs()) {
      core.nowMs = Math.max(core.nowMs, atMs);
      engine.advance();
      strike();
      const byte = toArm.take(core.nowMs);
      if (byte !== undefined) arrive(byte);
      work();
      strike();
    }
    core.nowMs = Math.max(core.nowMs, nowMs);
    const out: number[] = [];
    for (let byte = toHost.take(core.nowMs); byte !== undefined; byte = toHost.take(core.nowMs)) out.push(byte);
    bytesOut += out.length;
    if (out.length > 0) hear(Uint8Array.from(out));
  };

  return {
    receive: (bytes, nowMs) => {
      advance(nowMs);
      bytesIn += bytes.length;
      for (const byte of bytes) for (const heard of faults.alter(byte, 'toArm')) toArm.push(heard, core.nowMs);
      advance(nowMs);
      maxCommittedMs = Math.max(maxCommittedMs, engine.committedMs());
    },
    advance,
    nextEventMs: () => Math.min(internalMs(), toHost.nextMs()),
    onBytes: (listener) => {
      hear = listener;
    },
    onMotion: (listener) => {
      watch = listener;
    },
    onUnplug: (listener) => {
      unplugged = listener;
    },
    position: () => engine.position(),
    believed: () => engine.believed(),
    state: () => (engine.busy() ? 'Run' : 'Idle'),
    committedMs: () => engine.committedMs(),
    reset: (_kind, nowMs) => {
      advance(nowMs);
      boot();
      unplugged();
    },
    supply: (on) => engine.power(on),
    press: () => {
      core.pressed = true;
    },
    counted: () => ({
      bytesIn,
      bytesOut,
      lines: core.counted.lines,
      segments: core.counted.segments,
      distanceMm,
      seconds: motionMs / 1000,
      maxCommittedMs,
    }),
  };
}
