import type { Travel } from '../core.ts';
import { createFaults, type Fault } from '../faults.ts';
import type { VirtualGrbl } from '../grbl.ts';
import { createMotion, type Travelled } from '../motion.ts';
import { createPlanner } from '../planner.ts';
import { length, origin, subtract, type Vec3 } from '../vector.ts';
import { createWire } from '../wire.ts';
import { committedMs } from './committed.ts';
import { type Build, createCore, fresh, type Pause, plannedMoves } from './core.ts';
import { createEmergencyParser, type Emergency } from './emergency.ts';
import { background, backgroundMs, bootMs, firmware } from './firmware.ts';
import { deliver } from './moves.ts';
import { readSerial, receive } from './serial.ts';
import { createMarlinSettings, type MarlinValues } from './settings.ts';
import { kill, quickstop } from './stop.ts';

export interface VirtualMarlinOptions extends Partial<Build> {
  /** changes to the easel's settings */
  readonly settings?: Partial<MarlinValues>;
  /** reach of the arm, native mm */
  readonly travel?: Travel;
  /** whether limit switches are fitted; yes unless said */
  readonly switches?: boolean;
  /** a boot loader: 1.43 s before `start`, and again after each byte it swallows */
  readonly bootloader?: boolean;
  /** bytes take the time they take at `baud` */
  readonly avr?: boolean;
  readonly baud?: number;
  /** where the arm stands when it is switched on, native mm; it believes to be at 0 */
  readonly start?: Vec3;
  readonly faults?: readonly Fault[];
  readonly seed?: number;
  /** when it is switched on, ms of the caller's clock */
  readonly nowMs?: number;
}

/** A Marlin 2.1 controller and the arm that it drives, with the face of the virtual Grbl; killed, its state is `Alarm`. */
export type VirtualMarlin = VirtualGrbl;

const easelTravel: Travel = { x: { min: 0, max: 1200 }, y: { min: 0, max: 900 }, z: { min: -20, max: 80 } };
const bootloaderMs = 1430;
const never = Number.POSITIVE_INFINITY;
/** as compiled from the default configuration, with EMERGENCY_PARSER */
const stock: Build = { emergencyParser: true, advancedOk: false, realtimePosition: false, commands: 4, receiveBytes: 128 };

export function createVirtualMarlin(options: VirtualMarlinOptions = {}): VirtualMarlin {
  const { travel = easelTravel, switches = true, bootloader = false, avr = false, baud = 115_200 } = options;
  const settings = createMarlinSettings(options.settings);
  const faults = createFaults(options.faults ?? [], options.seed ?? 1);
  const byteMs = avr ? 10_000 / baud : 0;
  const toArm = createWire(byteMs);
  const toHost = createWire(byteMs);
  const encoder = new TextEncoder();

  let hear: (bytes: Uint8Array) => void = () => undefined;
  let watch: (travelled: Travelled) => void = () => undefined;
  let unplugged: () => void = () => undefined;
  let emergency = createEmergencyParser();
  let urgent: Emergency | undefined;
  let processor: Generator<Pause, void> | undefined;
  let pause: Pause | undefined;
  let busyUntilMs = 0;
  let bootUntilMs = 0;
  let bytesIn = 0;
  let bytesOut = 0;
  let distanceMm = 0;
  let motionMs = 0;
  let maxCommittedMs = 0;

  const motion = createMotion(createPlanner(settings.planner, plannedMoves), options.start ?? origin, {
    travelled: (piece) => {
      distanceMm += length(subtract(piece.to, piece.from));
      motionMs += piece.durationMs;
      watch(piece);
    },
    stopped: () => undefined,
  });
  const core = createCore({
    settings,
    motion,
    travel,
    switches,
    build: {
      emergencyParser: options.emergencyParser ?? stock.emergencyParser,
      advancedOk: options.advancedOk ?? stock.advancedOk,
      realtimePosition: options.realtimePosition ?? stock.realtimePosition,
      commands: options.commands ?? stock.commands,
      receiveBytes: options.receiveBytes ?? stock.receiveBytes,
    },
    say: (text) => {
      for (const byte of encoder.encode(text)) for (const sent of faults.alter(byte, 'toHost')) toHost.push(sent, core.nowMs);
    },
    losesOk: () => faults.losesOk(),
  });

  const boot = (kind: 'power' | 'dtr'): void => {
    motion.halt(core.nowMs);
    motion.believe(origin, core.nowMs);
    Object.assign(core, fresh());
    toArm.clear();
    toHost.clear();
    emergency = createEmergencyParser();
    urgent = undefined;
    processor = undefined;
    pause = undefined;
    bootUntilMs = core.nowMs + (bootloader && kind === 'dtr' ? bootloaderMs : 0);
    busyUntilMs = bootUntilMs;
  };

  /** lets the processor work until it waits for something; a quickstop holds it up, but not what comes in */
  const work = (): void => {
    for (;;) {
      deliver(core);
      if (core.killed || busyUntilMs > core.nowMs) return;
      hurry();
      background(core);
      readSerial(core);
      if (core.killed || core.nowMs < core.cleaningUntilMs || (pause?.kind === 'until' && !pause.ready())) return;
      processor ??= firmware(core);
      pause = processor.next().value ?? undefined;
      if (pause?.kind === 'busy') busyUntilMs = core.nowMs + pause.ms;
    }
  };

  const arrive = (byte: number): void => {
    if (core.killed) return;
    if (core.nowMs < bootUntilMs) {
      // the boot loader takes each byte for the start of an upload
      busyUntilMs = bootUntilMs = core.nowMs + bootloaderMs;
      return;
    }
    // before the firmware has set up its port nobody listens
    if (processor === undefined && core.nowMs < bootUntilMs + bootMs) return;
    receive(core, byte);
    const found = emergency(byte);
    if (core.build.emergencyParser && found !== undefined) urgent = found;
  };

  /** what the emergency parser found is acted upon between any two steps of the processor */
  const hurry = (): void => {
    if (urgent === 'M112') kill(core);
    else if (urgent === 'M410') quickstop(core);
    urgent = undefined;
  };

  const strike = (): void => {
    for (const event of faults.due(core.nowMs, core.counted.lines)) {
      if (event.kind === 'unplug') unplugged();
      else if (event.kind === 'stall') busyUntilMs = Math.max(busyUntilMs, core.nowMs) + event.ms;
      else boot(event.kind === 'power' ? 'power' : 'dtr');
    }
  };

  const internalMs = (): number => {
    const waiting = pause?.kind === 'until' ? (pause.wakeMs ?? never) : never;
    const planned = motion.planner.blocks.length > 0 && !motion.running();
    const own = core.killed
      ? never
      : busyUntilMs > core.nowMs
        ? busyUntilMs
        : Math.min(
            core.cleaningUntilMs > core.nowMs ? core.cleaningUntilMs : processor === undefined ? core.nowMs : waiting,
            backgroundMs(core),
          );
    return Math.min(own, planned ? core.deliverAtMs : never, motion.nextMs(), toArm.nextMs(), faults.nextMs());
  };

  const advance = (nowMs: number): void => {
    for (let atMs = internalMs(); atMs <= nowMs; atMs = internalMs()) {
      core.nowMs = Math.max(core.nowMs, atMs);
      motion.advance(core.nowMs);
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

  core.nowMs = options.nowMs ?? 0;
  boot('dtr');

  return {
    receive: (bytes, nowMs) => {
      advance(nowMs);
      bytesIn += bytes.length;
      for (const byte of bytes) for (const heard of faults.alter(byte, 'toArm')) toArm.push(heard, core.nowMs);
      advance(nowMs);
      maxCommittedMs = Math.max(maxCommittedMs, committedMs(core));
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
    position: () => motion.truePosition(core.nowMs),
    believed: () => motion.position(core.nowMs),
    state: () => (core.killed ? 'Alarm' : core.homing ? 'Home' : motion.running() ? 'Run' : 'Idle'),
    committedMs: () => committedMs(core),
    reset: (kind, nowMs) => {
      advance(nowMs);
      boot(kind);
    },
    counted: () => ({
      bytesIn,
      bytesOut,
      lines: core.counted.lines,
      segments: core.counted.blocks,
      distanceMm,
      seconds: motionMs / 1000,
      maxCommittedMs,
    }),
  };
}
