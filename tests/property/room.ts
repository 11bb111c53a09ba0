import { armDriver } from '../../devices/drivers/arm-driver.ts';
import type { Timers } from '../../devices/drivers/driver.ts';
import type { ArmStatus, ToArm } from '../../devices/process/messages.ts';
import { createArm } from '../../devices/stream/arm.ts';
import type { Travelled } from '../../devices/virtual/motion.ts';
import { createTestTime, type TestTime } from '../devices/stream/time.ts';
import { type Cable, createCable, type Trace } from './cable.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { Script } from './script.ts';
import { makeStand, type Stand } from './stand.ts';

/** What happened when, ms. `go` is anything by which a person lets the arm move again. */
export interface Moment {
  readonly atMs: number;
  readonly what:
    | 'stop'
    | 'stop unheard'
    | 'go'
    /** jogged by hand, and let go of again while it is stopped */
    | 'jog'
    | 'let go'
    | 'home'
    | 'unplug'
    | 'plug'
    | 'die'
    | 'start'
    | 'power'
    | 'dtr'
    | 'withdraw'
    | 'done'
    | `fault ${string}`;
}

/** The whole room: the arm and its controller, the cable, our own process, and the show's ledger. */
export interface Room {
  readonly time: TestTime;
  readonly stand: Stand;
  readonly cable: Cable;
  readonly ledger: Ledger;
  readonly moments: Moment[];
  /** true motion of the axes */
  readonly travelled: Travelled[];
  note(what: Moment['what']): void;
  /** the process that lives, to be told from the one after it; undefined while none does */
  life(): unknown;
  /** undefined while no process lives */
  status(): ArmStatus | undefined;
  say(message: ToArm): void;
  /** switches the controller off and on, or pulls its reset line: it starts whether anybody talks to it or not */
  reset(kind: 'power' | 'dtr'): void;
  kill(): void;
  /** as its supervisor starts it: told the setting, where it was seen, whether it holds, and every stroke that is open */
  start(): void;
  dispose(): Promise<void>;
}

/** a board that resets when its port opens is listened to so long before anything is said to it (devices/process/timers.ts), ms */
const bootQuietMs = 1700;

/** any controller has started after this, ms */
const startMs = 2500;

export function createRoom(script: Script, trace?: Trace): Room {
  const time = createTestTime();
  const stand = makeStand(script);
  const cable = createCable(time, stand.controller, { ...script, ...(trace && { trace }) });
  const ledger = createLedger();
  const moments: Moment[] = [];
  const travelled: Travelled[] = [];
  stand.controller.onMotion((piece) => travelled.push(piece));
  let life: { readonly arm: ReturnType<typeof createArm>; over: boolean } | undefined;

  const note = (what: Moment['what']): void => void moments.push({ atMs: time.now(), what });
  const say = (message: ToArm): void => life?.arm.handle(message);

  const run = (untilMs: number): void => {
    stand.controller.advance(time.now());
    const nextMs = stand.controller.nextEventMs();
    if (nextMs < untilMs) time.after(Math.max(1, nextMs - time.now()), () => run(untilMs));
  };
  const reset = (kind: 'power' | 'dtr'): void => {
    note(kind);
    stand.controller.reset(kind, time.now());
    run(time.now() + startMs);
  };

  const start = (): void => {
    note('start');
    const mine = { over: false };
    // what a dead process had still to do is never done
    const timers: Timers = { now: time.now, after: (ms, run) => time.after(ms, () => (mine.over ? undefined : run())) };
    const arm = createArm({
      timers,
      driver: armDriver,
      transport: cable.connect,
      emit: (message) => {
        if (mine.over) return;
        if (message.kind === 'fault') note(`fault ${message.fault.code}`);
        ledger.note(message);
      },
      epochMs: time.now,
      reference: 'none',
      quietMs: () => (script.opensWithReset ? bootQuietMs : 0),
    });
    life = Object.assign(mine, { arm });
    // nothing that was said to the one before holds this one
    if (ledger.hung && !ledger.held && !ledger.inside) note('go');
    ledger.hung = false;
    const { lastSeen, held, inside, near, open } = ledger;
    say({ kind: 'configure', setting: stand.setting, ...(lastSeen === undefined ? {} : { lastSeen }) });
    if (inside) say({ kind: 'presence', from: 'sensor', is: 'inside' });
    if (near) say({ kind: 'presence', from: 'camera', is: 'near' });
    if (held) say({ kind: 'hold' });
    for (const { stroke, doneMm } of open) say({ kind: 'paint', stroke, fromMm: doneMm });
    const urged = ledger.urged.filter((id) => open.some(({ stroke }) => stroke.id === id));
    if (urged.length > 0) say({ kind: 'urge', strokes: urged });
  };
  return {
    time,
    stand,
    cable,
    ledger,
    moments,
    travelled,
    note,
    say,
    reset,
    start,
    life: () => life,
    status: () => life?.arm.status(),
    kill: () => {
      note('die');
      if (life !== undefined) life.over = true;
      life = undefined;
      cable.drop();
    },
    dispose: () => cable.dispose(),
  };
}

/** Without a connection nothing can be said to the arm. */
export const heard = (room: Room): boolean => !['offline', 'connecting', undefined].includes(room.status()?.state.kind);
