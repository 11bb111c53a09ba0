import { createClockwork } from './clockwork.ts';
import { committedMs } from './committed.ts';
import type { VirtualController } from './controller.ts';
import { cornerOf, createCore, grblMake, type Make, type Pause, rangesOf, type Travel } from './core.ts';
import type { Fault } from './faults.ts';
import { bootMs, firmware } from './firmware.ts';
import { createMotion } from './motion.ts';
import { createPlanner } from './planner.ts';
import { interrupt, resetNow } from './realtime.ts';
import { createSettings, type SettingValues } from './settings.ts';
import { pressed } from './status.ts';
import { axesOf, type Vec3 } from './vector.ts';

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

/** A Grbl 1.1h controller, or a grblHAL with up to six axes, and the arm that it drives. */
export type VirtualGrbl = VirtualController;

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
  const byteMs = avr ? 10_000 / baud : 0;

  let processor: Generator<Pause, void> | undefined;
  let pause: Pause | undefined;
  let busyUntilMs = 0;
  let bootUntilMs = 0;

  const motion = createMotion(createPlanner(settings, make.blocks), options.start ?? zero, {
    travelled: (piece) => clockwork.travelled(piece),
    stopped: () => {
      core.flags.stopped = true;
    },
  });

  const say = (text: string): void => {
    clockwork.say(text);
    if (avr) busyUntilMs = Math.max(busyUntilMs, core.nowMs + clockwork.backlogMs() - transmitBytes * byteMs);
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
      else if (!clockwork.losesOk()) say('ok\r\n');
    },
  });

  const boot = (kind: 'power' | 'dtr'): void => {
    motion.halt(core.nowMs);
    motion.believe(absolute ? motion.truePosition(core.nowMs) : zero, core.nowMs);
    core.state = settings.on(22) ? 'Alarm' : 'Idle';
    clockwork.clear();
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

  const hitLimit = (): void => {
    if (!settings.on(21) || !motion.running() || core.state === 'Home' || core.alarm !== 0 || pressed(core) === '') return;
    core.alarm = 1;
    resetNow(core);
  };

  const clockwork = createClockwork(
    { ...options, byteMs },
    {
      core: () => core,
      nextMs: () => {
        const wakeMs = pause?.kind === 'until' && busyUntilMs <= core.nowMs ? (pause.wakeMs ?? Number.POSITIVE_INFINITY) : busyUntilMs;
        return Math.min(wakeMs, motion.nextMs());
      },
      proceed: () => {
        motion.advance(core.nowMs);
        hitLimit();
      },
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
    state: () => core.state,
    reset: (kind, nowMs) => {
      clockwork.face.advance(nowMs);
      boot(kind);
    },
  };
}
