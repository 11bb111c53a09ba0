import { createClockwork } from '../clockwork.ts';
import type { VirtualController } from '../controller.ts';
import type { Fault } from '../faults.ts';
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

/** An EBB; its power supply can be pulled, and its button pressed. */
export interface VirtualEbb extends VirtualController {
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
  let processor: Generator<Pause, void> | undefined;
  let pause: Pause | undefined;
  let busyUntilMs = 0;

  const engine = createEngine(
    () => core,
    pen,
    start,
    (piece) => clockwork.travelled(piece),
  );
  const core: Core = {
    version,
    modern: Number(version.split('.')[0]) >= 3,
    nowMs: options.nowMs ?? 0,
    ...fresh(),
    counted: { lines: 0, segments: 0 },
    engine,
    say: (text) => clockwork.say(text),
    losesOk: () => clockwork.losesOk(),
  };

  const boot = (): void => {
    engine.boot();
    Object.assign(core, fresh());
    clockwork.clear();
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
  const clockwork = createClockwork(options, {
    core: () => core,
    nextMs: () => Math.min(busyUntilMs > core.nowMs ? busyUntilMs : Number.POSITIVE_INFINITY, engine.nextMs()),
    proceed: () => engine.advance(),
    arrive,
    work,
    happen: (event) => {
      if (event.kind === 'stall') busyUntilMs = Math.max(busyUntilMs, core.nowMs) + event.ms;
      else {
        // its USB port goes with it
        if (event.kind !== 'unplug') boot();
        clockwork.unplugged();
      }
    },
    committedMs: () => engine.committedMs(),
    segments: () => core.counted.segments,
  });

  return {
    ...clockwork.face,
    position: () => engine.position(),
    believed: () => engine.believed(),
    state: () => (engine.busy() ? 'Run' : 'Idle'),
    reset: (_kind, nowMs) => {
      clockwork.face.advance(nowMs);
      boot();
      clockwork.unplugged();
    },
    supply: (on) => engine.power(on),
    press: () => {
      core.pressed = true;
    },
  };
}
