import { createRandom, type Random } from '../../engine/random.ts';
import type { Trace } from './cable.ts';
import { jog, miss } from './hands-on.ts';
import { createPulse, type Pulse } from './pulse.ts';
import { createRoom, heard, type Room } from './room.ts';
import type { Mishap, Script } from './script.ts';

/** a painting that takes longer than this has got stuck, ms of supplied time */
const longestMs = 900_000;
/** after Home is pressed nobody presses it again before, ms */
const homePatienceMs = 8000;
/** until somebody comes who presses Home, ms at the most */
const slowestMs = 5000;

export interface Played {
  readonly room: Room;
  readonly endMs: number;
  /** where the painting never ended: how things stood */
  readonly stuck: string | undefined;
}

/** Plays a script to the end of its painting, with somebody there who presses what the arm asks for. */
export async function play(script: Script, trace?: Trace): Promise<Played> {
  const room = createRoom(script, trace);
  const operator = createOperator(room, createRandom(script.seed).split('operator'));
  const { time, ledger, cable } = room;
  for (const stroke of script.strokes) ledger.add(stroke);
  time.after(script.noisyMs, () => {
    cable.noisy = false;
  });
  room.start();
  const pulse = createPulse(room, script.pulse);
  for (const { when, afterMs, mishap } of script.steps) {
    for (let i = 0; i < 40 && when === 'painting' && room.stand.heightMm() > -0.1; i++) await operator.lookAfter(500);
    await operator.wait(afterMs);
    await befall(room, operator, pulse, mishap);
  }
  while (ledger.open.length > 0 && time.now() < longestMs) await operator.lookAfter(1000);
  room.note('done');
  // what it still does on its own
  await time.pass(5000);
  const stuck =
    ledger.open.length > 0
      ? JSON.stringify({ open: ledger.open.map(({ stroke, doneMm }) => [stroke.id, doneMm]), status: room.status() })
      : undefined;
  await room.dispose();
  return { room, endMs: time.now(), stuck };
}

async function befall(room: Room, operator: Operator, pulse: Pulse, mishap: Mishap): Promise<void> {
  const { time, cable, ledger } = room;
  switch (mishap.kind) {
    case 'stop':
      room.note(heard(room) ? 'stop' : 'stop unheard');
      ledger.held = true;
      room.say({ kind: 'stop' });
      operator.goAtMs = time.now() + mishap.forMs;
      return;
    case 'presence':
      room.note(heard(room) ? 'stop' : 'stop unheard');
      ledger.inside = true;
      room.say({ kind: 'presence', from: 'sensor', is: 'inside' });
      time.after(mishap.forMs, () => {
        ledger.inside = false;
        if (!ledger.held && !ledger.hung) room.note('go');
        room.say({ kind: 'presence', from: 'sensor', is: 'clear' });
      });
      return;
    case 'near':
      ledger.near = true;
      room.say({ kind: 'presence', from: 'camera', is: 'near' });
      time.after(mishap.forMs, () => {
        ledger.near = false;
        room.say({ kind: 'presence', from: 'camera', is: 'clear' });
      });
      return;
    case 'hang':
      pulse.hang(mishap.forMs);
      return;
    case 'urge':
      ledger.urged = [...mishap.strokes, ...ledger.urged];
      room.say(mishap);
      return;
    case 'landed':
      miss(room, mishap.misses, mishap.stroke);
      return;
    case 'jog':
      await jog(room, operator, mishap);
      return;
    case 'stop-and-go':
      room.note(heard(room) ? 'stop' : 'stop unheard');
      room.say({ kind: 'stop' });
      operator.go();
      return;
    case 'power':
    case 'dtr':
      room.reset(mishap.kind);
      return;
    case 'withdraw':
      room.note('withdraw');
      if (room.status() === undefined) ledger.strike(mishap.stroke);
      else room.say({ kind: 'withdraw', strokes: [mishap.stroke] });
      return;
    case 'unplug':
      room.note('unplug');
      cable.unplug();
      await time.pass(mishap.forMs / 2);
      if (mishap.powerToo) room.reset('power');
      await time.pass(mishap.forMs / 2);
      cable.plug();
      room.note('plug');
      return;
    case 'die':
      room.kill();
      await time.pass(mishap.forMs);
      room.start();
  }
}

/** Whoever stands before the arm: looks now and then, and does what it asks for. */
export interface Operator {
  lookAfter(ms: number): Promise<void>;
  /** lets time pass, and looks meanwhile */
  wait(ms: number): Promise<void>;
  go(): void;
  /** takes a stop back no sooner, ms */
  goAtMs: number;
}

function createOperator(room: Room, random: Random): Operator {
  const { time, ledger, stand } = room;
  let homedAtMs = Number.NEGATIVE_INFINITY;
  /** since when the arm has asked for Home, and how long it takes until somebody comes: a brush left on the canvas would show */
  let askedAtMs: number | undefined;
  let comesAfterMs = 0;

  const home = (): void => {
    if (askedAtMs === undefined) {
      askedAtMs = time.now();
      comesAfterMs = random.between(0, slowestMs);
    }
    if (time.now() - askedAtMs < comesAfterMs || time.now() - homedAtMs < homePatienceMs) return;
    askedAtMs = undefined;
    homedAtMs = time.now();
    room.note('go');
    if (!ledger.inside) room.note('home');
    room.say({ kind: 'home' });
  };
  const look = (): void => {
    const state = room.status()?.state;
    if (state === undefined) return;
    if (state.kind !== 'unreferenced' && state.kind !== 'faulted') askedAtMs = undefined;
    if (state.kind === 'unreferenced') home();
    else if (state.kind === 'faulted') {
      if (stand.halted()) {
        room.reset('power');
      } else if (state.fault.code === 'arm/setbacks') operator.go();
      else home();
    } else if (state.kind === 'offline' && stand.halted()) {
      room.reset('power');
    } else if (state.kind === 'held' && time.now() >= operator.goAtMs) operator.go();
  };
  const operator: Operator = {
    goAtMs: 0,
    go: () => {
      ledger.held = false;
      if (!ledger.inside && !ledger.hung) room.note('go');
      room.say({ kind: 'resume' });
    },
    lookAfter: async (ms) => {
      await time.pass(ms * random.between(0.5, 1));
      look();
    },
    wait: async (ms) => {
      const endMs = time.now() + ms;
      while (endMs - time.now() > 1200) await operator.lookAfter(1000);
      await time.pass(endMs - time.now());
    },
  };
  return operator;
}
