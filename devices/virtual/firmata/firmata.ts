import { type HardwarePins, jointDegOf } from '../../hardware/pins.ts';
import { createFaults, type Fault } from '../faults.ts';
import type { VirtualGrbl } from '../grbl.ts';
import type { Travelled } from '../motion.ts';
import { axesOf, length, subtract, type Vec3 } from '../vector.ts';
import { createWire } from '../wire.ts';
import { type Core, run, sayAnalog, sayFirmware, sayPorts, sayVersion } from './commands.ts';
import { createParser } from './parser.ts';
import { freshPin, levelOf, pinCount, pinOfChannel } from './pins.ts';
import { createServo, frameMs, type Servo } from './servo.ts';

export interface VirtualFirmataOptions {
  /** what is wired to it: `position` and `onMotion` tell of the joints that its servos turn */
  readonly pins?: HardwarePins;
  /** names of the joints, in the order in which they are told; as the servos are listed unless said */
  readonly joints?: readonly string[];
  /** where the servos stand when it is switched on, their own degrees, as they are listed; in the middle unless said */
  readonly startDeg?: readonly number[];
  /** it blinks its version on the lamp of pin 13 before it says and hears anything: 2200 ms on a real board */
  readonly blinkMs?: number;
  /** the Uno's boot loader comes first, and swallows what it hears, 1400 ms */
  readonly bootloader?: boolean;
  /** bytes take their time on the line, at `baud` */
  readonly avr?: boolean;
  readonly baud?: number;
  readonly faults?: readonly Fault[];
  readonly seed?: number;
  /** when it is switched on, ms of the caller's clock */
  readonly nowMs?: number;
}

/** A board with the face of the virtual Grbl; what is wired to it can be pressed, stepped on and looked at. */
export interface VirtualFirmata extends VirtualGrbl {
  /** lays a level on a pin from outside; undefined leaves it open. A pressed button lays `false` */
  drive(pin: number, high: boolean | undefined, nowMs: number): void;
  /** what the n-th analog input reads, of 1023 */
  weigh(channel: number, reading: number, nowMs: number): void;
  /** whether a pin is high */
  lit(pin: number): boolean;
}

/** Arduino's receive ring, bytes: what comes while the board blinks, beyond these, is lost */
const ringBytes = 64;
const bootloaderMs = 1400;
const samplingMs = 19;

/** An Arduino Uno with StandardFirmata 2.5, and the servos on it. It has no clock: the caller says what time it is. */
export function createVirtualFirmata(options: VirtualFirmataOptions = {}): VirtualFirmata {
  const { pins: wired = {}, blinkMs = 2200, bootloader = false, avr = false, baud = 57_600 } = options;
  const faults = createFaults(options.faults ?? [], options.seed ?? 1);
  const byteMs = avr ? 10_000 / baud : 0;
  const toBoard = createWire(byteMs);
  const toHost = createWire(byteMs);
  let hear: (bytes: Uint8Array) => void = () => undefined;
  let watch: (travelled: Travelled) => void = () => undefined;
  let unplugged: () => void = () => undefined;
  let nowMs = options.nowMs ?? 0;
  let bootUntilMs = nowMs;
  let upAtMs: number | undefined = nowMs;
  let stalledUntilMs = nowMs;
  let ring: number[] = [];
  let sampleAtMs = Number.POSITIVE_INFINITY;
  let frameAtMs = nowMs;
  let bytesIn = 0;
  let bytesOut = 0;
  let turnedDeg = 0;
  let motionMs = 0;

  const servos = new Map<number, Servo>();
  const listed = wired.servos ?? [];
  const ordered = options.joints?.flatMap((joint) => listed.filter((entry) => entry.joint === joint)) ?? listed;
  for (let pin = 2; pin < pinCount; pin++) {
    const index = listed.findIndex((entry) => entry.pin === pin);
    const entry = listed[index];
    const startDeg = options.startDeg?.[index] ?? 90;
    servos.set(pin, createServo(startDeg, entry === undefined ? undefined : [entry.pulseMinUs, entry.pulseMaxUs]));
  }
  const joints = (degOf: (servo: Servo) => number): Vec3 =>
    axesOf(Math.max(3, ordered.length), (axis) => {
      const entry = ordered[axis];
      const servo = entry === undefined ? undefined : servos.get(entry.pin);
      return entry === undefined || servo === undefined ? 0 : jointDegOf(entry, degOf(servo));
    });
  const position = (): Vec3 => joints(({ deg }) => deg);

  const fresh = () => ({
    pins: Array.from({ length: pinCount }, freshPin),
    ports: new Set<number>(),
    channels: new Set<number>(),
    portValues: new Map<number, number>(),
    samplingMs,
  });
  const core: Core = {
    ...fresh(),
    servos,
    counted: { messages: 0, servoWrites: 0 },
    say: (bytes) => {
      for (const byte of bytes) for (const sent of faults.alter(byte, 'toHost')) toHost.push(sent, nowMs);
    },
    sampleAgain: () => {
      sampleAtMs = core.channels.size === 0 ? Number.POSITIVE_INFINITY : nowMs + core.samplingMs;
    },
    reset: () => {
      const before = core.pins;
      Object.assign(core, fresh());
      for (const [i, pin] of core.pins.entries()) Object.assign(pin, { driven: before[i]?.driven, reading: before[i]?.reading ?? 0 });
      for (const servo of servos.values()) servo.detach();
      core.sampleAgain();
    },
  };
  let parse = createParser((command) => run(core, command));

  const boot = (loads: boolean): void => {
    core.reset();
    parse = createParser((command) => run(core, command));
    ring = [];
    toBoard.clear();
    toHost.clear();
    bootUntilMs = nowMs + (loads ? bootloaderMs : 0);
    upAtMs = bootUntilMs + blinkMs;
  };

  const arrive = (byte: number): void => {
    if (nowMs >= bootUntilMs && ring.length < ringBytes) ring.push(byte);
  };
  const work = (): void => {
    if (upAtMs !== undefined) {
      if (nowMs < upAtMs) return;
      upAtMs = undefined;
      sayVersion(core);
      sayFirmware(core);
    }
    if (nowMs < stalledUntilMs) return;
    for (let byte = ring.shift(); byte !== undefined; byte = ring.shift()) parse(byte);
    sayPorts(core);
    if (sampleAtMs > nowMs) return;
    for (const channel of core.channels) sayAnalog(core, channel);
    core.sampleAgain();
  };

  const restless = (): boolean => [...servos.values()].some((servo) => servo.restless);
  const frame = (): void => {
    const from = position();
    for (const servo of servos.values()) servo.frame(frameMs / 1000);
    const to = position();
    const way = length(subtract(to, from));
    if (way > 0) {
      turnedDeg += way;
      motionMs += frameMs;
      watch({ from, to, startMs: nowMs - frameMs, durationMs: frameMs });
    }
    frameAtMs = nowMs + frameMs;
  };

  const strike = (): void => {
    for (const event of faults.due(nowMs, core.counted.messages)) {
      if (event.kind === 'stall') stalledUntilMs = Math.max(stalledUntilMs, nowMs) + event.ms;
      else {
        if (event.kind !== 'unplug') boot(bootloader && event.kind === 'reset');
        if (event.kind !== 'reset') unplugged();
      }
    }
  };
  const nextFrameMs = (): number => {
    if (!restless()) return Number.POSITIVE_INFINITY;
    const missed = Math.ceil((nowMs - frameAtMs) / frameMs);
    if (missed > 0) frameAtMs += missed * frameMs;
    return frameAtMs;
  };
  const busyMs = (): number => (ring.length > 0 && stalledUntilMs > nowMs ? stalledUntilMs : Number.POSITIVE_INFINITY);
  const sampleMs = (): number => Math.max(sampleAtMs, stalledUntilMs);
  const internalMs = (): number =>
    Math.min(upAtMs ?? busyMs(), upAtMs === undefined ? sampleMs() : upAtMs, nextFrameMs(), toBoard.nextMs(), faults.nextMs());

  const advance = (untilMs: number): void => {
    for (let atMs = internalMs(); atMs <= untilMs; atMs = internalMs()) {
      nowMs = Math.max(nowMs, atMs);
      strike();
      for (let byte = toBoard.take(nowMs); byte !== undefined; byte = toBoard.take(nowMs)) arrive(byte);
      work();
      if (nextFrameMs() <= nowMs) frame();
    }
    nowMs = Math.max(nowMs, untilMs);
    const out: number[] = [];
    for (let byte = toHost.take(nowMs); byte !== undefined; byte = toHost.take(nowMs)) out.push(byte);
    bytesOut += out.length;
    if (out.length > 0) hear(Uint8Array.from(out));
  };
  /** something was done to it from outside */
  const touch = (atMs: number, change: () => void): void => {
    advance(atMs);
    change();
    if (upAtMs === undefined) sayPorts(core);
    advance(atMs);
  };
  boot(bootloader);

  return {
    receive: (bytes, atMs) => {
      advance(atMs);
      bytesIn += bytes.length;
      for (const byte of bytes) for (const heard of faults.alter(byte, 'toArm')) toBoard.push(heard, nowMs);
      advance(atMs);
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
    position,
    believed: () => joints(({ deg, sentDeg }) => sentDeg ?? deg),
    state: () => (restless() ? 'Run' : 'Idle'),
    committedMs: () => 0,
    reset: (kind, atMs) => {
      advance(atMs);
      boot(bootloader && kind === 'dtr');
    },
    counted: () => ({
      bytesIn,
      bytesOut,
      lines: core.counted.messages,
      segments: core.counted.servoWrites,
      distanceMm: turnedDeg,
      seconds: motionMs / 1000,
      maxCommittedMs: 0,
    }),
    drive: (pin, high, atMs) =>
      touch(atMs, () => {
        const found = core.pins[pin];
        if (found !== undefined) found.driven = high;
      }),
    weigh: (channel, reading, atMs) =>
      touch(atMs, () => {
        const found = core.pins[pinOfChannel(channel)];
        if (found !== undefined) found.reading = Math.min(1023, Math.max(0, Math.round(reading)));
      }),
    lit: (pin) => {
      const found = core.pins[pin];
      return found !== undefined && levelOf(found);
    },
  };
}
