import { committedMs } from './committed.ts';
import { cornerOf, createCore, grblMake, type MachineState, type Make, type Pause, rangesOf, type Travel } from './core.ts';
import { createFaults, type Fault } from './faults.ts';
import { bootMs, firmware } from './firmware.ts';
import { createMotion, type Travelled } from './motion.ts';
import { createPlanner } from './planner.ts';
import { interrupt, resetNow } from './realtime.ts';
import { createSettings, type SettingValues } from './settings.ts';
import { pressed } from './status.ts';
import { axesOf, length, subtract, type Vec3 } from './vector.ts';
import { createWire } from './wire.ts';

export interface VirtualGrblOptions {
  /** changes to the easel's settings, by number */
  readonly settings?: SettingValues;
  /** a Grbl 1.1h with three axes, unless said */
  readonly make?: Make;
  /** reach of the arm, machine mm, degrees for a hinge */
  readonly travel?: Travel;
  /** where its home switches sit; at x min, y min, z max and the least of each further axis unless said */
  readonly homeAt?: Vec3;
  /** it has absolute encoders: switched on, it knows where it stands */
  readonly absolute?: boolean;
  /** $22: locked at power-up until `$H` or `$X` */
  readonly homing?: boolean;
  /** whether limit switches are fitted; as `homing` unless said */
  readonly switches?: boolean;
  /** the Uno's boot loader: 1.43 s before the banner, and again after each byte it swallows */
  readonly bootloader?: boolean;
  /** lines and bytes take the time they take on an ATmega328p at `baud` */
  readonly avr?: boolean;
  readonly baud?: number;
  /** where the arm stands when it is switched on, machine mm; it believes to be at 0 unless it is `absolute` */
  readonly start?: Vec3;
  readonly faults?: readonly Fault[];
  readonly seed?: number;
  /** when it is switched on, ms of the caller's clock */
  readonly nowMs?: number;
}

/** What passed so far: bytes, lines, planner blocks, true mm, s in motion, and the most motion ever promised ahead, ms. */
export interface VirtualGrblCount {
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly lines: number;
  readonly segments: number;
  readonly distanceMm: number;
  readonly seconds: number;
  readonly maxCommittedMs: number;
}

/**
 * A Grbl 1.1h controller, or a grblHAL with up to six axes, and the arm that it drives. It has no clock: the caller says what time it is, in ms that never
 * go back, and is told when something happens next.
 */
export interface VirtualGrbl {
  receive(bytes: Uint8Array, nowMs: number): void;
  advance(nowMs: number): void;
  /** Infinity while nothing is going on */
  nextEventMs(): number;
  /** replaces the earlier listener; called while time advances */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** replaces the earlier listener; pieces come in order, at their ends, of 10 ms at most */
  onMotion(listener: (travelled: Travelled) => void): void;
  /** replaces the earlier listener; the fault `unplug` happened */
  onUnplug(listener: () => void): void;
  /** where the arm truly is, machine mm */
  position(): Vec3;
  /** where the controller believes that it is */
  believed(): Vec3;
  state(): MachineState;
  committedMs(): number;
  /** the power went and came back, or DTR pulled the reset line (and started the boot loader): the position is lost */
  reset(kind: 'power' | 'dtr', nowMs: number): void;
  counted(): VirtualGrblCount;
}

const easelTravel: Travel = { x: { min: 0, max: 1200 }, y: { min: 0, max: 900 }, z: { min: -20, max: 80 } };
const bootloaderMs = 1430 - bootMs;
/** Grbl's transmit ring: the processor waits while it is full */
const transmitBytes = 104;

export function createVirtualGrbl(options: VirtualGrblOptions = {}): VirtualGrbl {
  const { travel = easelTravel, homing = false, switches = homing, bootloader = false, avr = false, baud = 115_200 } = options;
  const { make = grblMake, absolute = false } = options;
  const travels = Object.fromEntries(rangesOf(travel, make.axes).map(({ min, max }, axis) => [130 + axis, max - min]));
  const settings = createSettings({ ...travels, 22: Number(homing), ...options.settings }, make.axes);
  const zero = axesOf(make.axes, () => 0);
  const faults = createFaults(options.faults ?? [], options.seed ?? 1);
  const byteMs = avr ? 10_000 / baud : 0;
  const toArm = createWire(byteMs);
  const toHost = createWire(byteMs);
  const encoder = new TextEncoder();

  let hear: (bytes: Uint8Array) => void = () => undefined;
  let watch: (travelled: Travelled) => void = () => undefined;
  let unplugged: () => void = () => undefined;
  let processor: Generator<Pause, void> | undefined;
  let pause: Pause | undefined;
  let busyUntilMs = 0;
  let bootUntilMs = 0;
  let bytesIn = 0;
  let bytesOut = 0;
  let distanceMm = 0;
  let motionMs = 0;
  let maxCommittedMs = 0;

  const motion = createMotion(createPlanner(settings, make.blocks), options.start ?? zero, {
    travelled: (piece) => {
      distanceMm += length(subtract(piece.to, piece.from));
      motionMs += piece.durationMs;
      watch(piece);
    },
    stopped: () => {
      core.flags.stopped = true;
    },
  });

  const say = (text: string): void => {
    for (const byte of encoder.encode(text)) for (const sent of faults.alter(byte, 'toHost')) toHost.push(sent, core.nowMs);
    if (avr) busyUntilMs = Math.max(busyUntilMs, core.nowMs + toHost.backlogMs(core.nowMs) - transmitBytes * byteMs);
  };
  const core = createCore({
    settings,
    motion,
    make,
    travel,
    homeAt: options.homeAt ?? cornerOf(travel, make.axes),
    switches,
    avr,
    say,
    answer: (error) => {
      if (error !== 0) say(`error:${error}\r\n`);
      else if (!faults.losesOk()) say('ok\r\n');
    },
  });

  const boot = (kind: 'power' | 'dtr'): void => {
    motion.halt(core.nowMs);
    motion.believe(absolute ? motion.truePosition(core.nowMs) : zero, core.nowMs);
    core.state = settings.on(22) ? 'Alarm' : 'Idle';
    toArm.clear();
    toHost.clear();
    processor = undefined;
    pause = undefined;
    bootUntilMs = core.nowMs + (bootloader && kind === 'dtr' ? bootloaderMs : 0);
    busyUntilMs = bootUntilMs;
  };

  /** lets the processor work until it waits for something */
  const work = (): void => {
    while (busyUntilMs <= core.nowMs && (pause?.kind !== 'until' || pause.ready())) {
      processor ??= firmware(core);
      pause = processor.next().value ?? undefined;
      if (pause !== undefined && pause.kind !== 'until') busyUntilMs = Math.max(busyUntilMs, core.nowMs + pause.ms);
    }
  };

  const arrive = (byte: number): void => {
    if (core.nowMs < bootUntilMs) {
      // the boot loader takes each byte for the start of an upload
      if (bootloader) busyUntilMs = bootUntilMs = core.nowMs + bootloaderMs;
      return;
    }
    const deaf = pause?.kind === 'deaf' && busyUntilMs > core.nowMs;
    if (!deaf) interrupt(core, byte);
  };

  const strike = (): void => {
    for (const event of faults.due(core.nowMs, core.counted.lines)) {
      if (event.kind === 'unplug') unplugged();
      else if (event.kind === 'stall') busyUntilMs = Math.max(busyUntilMs, core.nowMs) + event.ms;
      else boot(event.kind === 'power' ? 'power' : 'dtr');
    }
  };

  const hitLimit = (): void => {
    if (!settings.on(21) || !motion.running() || core.state === 'Home' || core.alarm !== 0 || pressed(core) === '') return;
    core.alarm = 1;
    resetNow(core);
  };

  const internalMs = (): number => {
    const wakeMs = pause?.kind === 'until' && busyUntilMs <= core.nowMs ? (pause.wakeMs ?? Number.POSITIVE_INFINITY) : busyUntilMs;
    return Math.min(wakeMs, motion.nextMs(), toArm.nextMs(), faults.nextMs());
  };

  const advance = (nowMs: number): void => {
    for (let atMs = internalMs(); atMs <= nowMs; atMs = internalMs()) {
      core.nowMs = Math.max(core.nowMs, atMs);
      motion.advance(core.nowMs);
      hitLimit();
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
    state: () => core.state,
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
