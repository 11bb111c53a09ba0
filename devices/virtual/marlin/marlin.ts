import { createClockwork } from '../clockwork.ts';
import type { VirtualController } from '../controller.ts';
import { cornerOf, type Travel } from '../core.ts';
import type { Fault } from '../faults.ts';
import { createMotion } from '../motion.ts';
import { createPlanner } from '../planner.ts';
import { origin, type Vec3 } from '../vector.ts';
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
  /** where its home switches sit; at x min, y min, z max unless said */
  readonly homeAt?: Vec3;
  /** it has absolute encoders: switched on, it knows where it stands */
  readonly absolute?: boolean;
  /** steps of the motors at a place, where they are not the axes: a SCARA, say. Only `Count` tells of them */
  readonly motors?: (at: Vec3) => readonly number[];
  /** whether limit switches are fitted; yes unless said */
  readonly switches?: boolean;
  /** a boot loader: 1.43 s before `start`, and again after each byte it swallows */
  readonly bootloader?: boolean;
  /** bytes take the time they take at `baud` */
  readonly avr?: boolean;
  readonly baud?: number;
  /** where the arm stands when it is switched on, native mm; it believes to be at 0 unless it is `absolute` */
  readonly start?: Vec3;
  readonly faults?: readonly Fault[];
  readonly seed?: number;
  /** when it is switched on, ms of the caller's clock */
  readonly nowMs?: number;
}

/** A Marlin 2.1 controller and the arm that it drives; killed, its state is `Alarm`. */
export type VirtualMarlin = VirtualController;

const easelTravel: Travel = { x: { min: 0, max: 1200 }, y: { min: 0, max: 900 }, z: { min: -20, max: 80 } };
const bootloaderMs = 1430;
const never = Number.POSITIVE_INFINITY;
/** as compiled from the default configuration, with EMERGENCY_PARSER */
const stock: Build = { emergencyParser: true, advancedOk: false, realtimePosition: false, commands: 4, receiveBytes: 128 };

export function createVirtualMarlin(options: VirtualMarlinOptions = {}): VirtualMarlin {
  const { travel = easelTravel, switches = true, bootloader = false, avr = false, baud = 115_200 } = options;
  const { absolute = false } = options;
  const settings = createMarlinSettings(options.settings);
  const byteMs = avr ? 10_000 / baud : 0;

  let emergency = createEmergencyParser();
  let urgent: Emergency | undefined;
  let processor: Generator<Pause, void> | undefined;
  let pause: Pause | undefined;
  let busyUntilMs = 0;
  let bootUntilMs = 0;

  const motion = createMotion(createPlanner(settings.planner, plannedMoves), options.start ?? origin, {
    travelled: (piece) => clockwork.travelled(piece),
    stopped: () => undefined,
  });
  const core = createCore({
    settings,
    motion,
    travel,
    homeAt: options.homeAt ?? cornerOf(travel, 3),
    motors: options.motors,
    switches,
    build: {
      emergencyParser: options.emergencyParser ?? stock.emergencyParser,
      advancedOk: options.advancedOk ?? stock.advancedOk,
      realtimePosition: options.realtimePosition ?? stock.realtimePosition,
      commands: options.commands ?? stock.commands,
      receiveBytes: options.receiveBytes ?? stock.receiveBytes,
    },
    say: (text) => clockwork.say(text),
    losesOk: () => clockwork.losesOk(),
  });

  const boot = (kind: 'power' | 'dtr'): void => {
    motion.halt(core.nowMs);
    const at = absolute ? motion.truePosition(core.nowMs) : origin;
    motion.believe(at, core.nowMs);
    Object.assign(core, fresh(), { target: at, homed: [absolute, absolute, absolute] });
    clockwork.clear();
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

  const nextMs = (): number => {
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
    return Math.min(own, planned ? core.deliverAtMs : never, motion.nextMs());
  };

  const clockwork = createClockwork(
    { ...options, byteMs },
    {
      core: () => core,
      nextMs,
      proceed: () => motion.advance(core.nowMs),
      arrive,
      work,
      happen: (event) => {
        if (event.kind === 'unplug') clockwork.unplugged();
        else if (event.kind === 'stall') busyUntilMs = Math.max(busyUntilMs, core.nowMs) + event.ms;
        else boot(event.kind === 'power' ? 'power' : 'dtr');
      },
      committedMs: () => committedMs(core),
      segments: () => core.counted.blocks,
    },
  );

  core.nowMs = options.nowMs ?? 0;
  boot('dtr');

  return {
    ...clockwork.face,
    position: () => motion.truePosition(core.nowMs),
    believed: () => motion.position(core.nowMs),
    state: () => (core.killed ? 'Alarm' : core.homing ? 'Home' : motion.running() ? 'Run' : 'Idle'),
    reset: (kind, nowMs) => {
      clockwork.face.advance(nowMs);
      boot(kind);
    },
  };
}
