import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ArmView, LeaseView } from '../../protocol/arm-view.ts';
import type { Hello, QueuedStroke } from '../../protocol/messages.ts';
import { awaitsResume } from '../shared/arm-words.ts';
import { type OperatorSocket, showRefusal } from '../shared/connection.ts';
import { language, words } from '../shared/i18n/language.ts';
import { tell } from '../shared/notices.ts';
import { stopFrom } from '../shared/stop.ts';
import { createJogger, type Jogger } from './jogger.ts';
import { hears } from './line.ts';
import { orderQueue, type QueueLine } from './queue-order.ts';

/** What the console knows of the arm and its queue, and what it can do with them. */
export interface ArmDesk {
  readonly arm: ReadonlySignal<ArmView | null>;
  readonly lease: ReadonlySignal<LeaseView | null>;
  /** whether this console's orders are obeyed: it has the arm, or nobody has */
  readonly mayAct: ReadonlySignal<boolean>;
  readonly queue: ReadonlySignal<readonly QueueLine[]>;
  readonly chosen: Signal<ReadonlySet<string>>;
  readonly fast: Signal<boolean>;
  /** whether it may be moved by hand now */
  readonly mayMove: ReadonlySignal<boolean>;
  readonly jogger: Jogger;
  stop(): void;
  holdOrResume(): void;
  home(): void;
  ask(want: 'ask' | 'over' | 'back'): void;
  withdraw(strokes: readonly string[]): void;
  urge(strokes: readonly string[]): void;
  dispose(): void;
}

const MOVABLE = new Set<ArmView['state']>(['ready', 'held', 'jogging']);
/** As many as one message takes. */
const MOST = 1000;

export function createArmDesk(socket: OperatorSocket, hello: ReadonlySignal<Hello | null>): ArmDesk {
  const arm = signal<ArmView | null>(null);
  const lease = signal<LeaseView | null>(null);
  const queued = signal<readonly QueuedStroke[]>([]);
  const etas = signal<readonly (readonly [string, number])[]>([]);
  const chosen = signal<ReadonlySet<string>>(new Set());
  const fast = signal(false);
  const mayAct = computed(() => lease.value !== null && (lease.value.holder === null || lease.value.holder === lease.value.you));
  const mayMove = computed(() => mayAct.value && arm.value !== null && MOVABLE.has(arm.value.state));

  socket.on('arm', (said) => {
    arm.value = said;
  });
  socket.on('queue', (said) => {
    queued.value = said;
    const there = new Set(said.map(({ id }) => id));
    const still = [...chosen.peek()].filter((id) => there.has(id));
    if (still.length !== chosen.peek().size) chosen.value = new Set(still);
  });
  socket.on('etas', (said) => {
    etas.value = said;
  });
  socket.on('lease', (said) => {
    const before = lease.peek();
    lease.value = said;
    if (before === null || before.holder !== before.you || said.holder === null || said.holder === said.you) return;
    const { lost, lostRemedy } = words.peek().console.lease;
    tell({ code: 'arm/lease-lost', text: lost(said.holder), remedy: lostRemedy }, language.peek());
  });

  const jogger = createJogger({
    say(mmS) {
      const moving = mmS.some((v) => v !== 0);
      // standing still is said as surely as can be; a motion that cannot be sent now must never be sent later
      if (!moving) {
        if (socket.connected) socket.emit('jog', { mmS });
        return;
      }
      socket.volatile.emit('jog', { mmS }, (reply) => {
        if (!reply.ok) jogger.stop();
        showRefusal(reply);
      });
    },
    speed: () => hello.peek()?.jogMmS[fast.peek() ? 'fast' : 'slow'] ?? 0,
    every: (ms, act) => {
      const timer = setInterval(act, ms);
      return () => clearInterval(timer);
    },
  });
  socket.on('disconnect', jogger.stop);
  const unwatch = effect(() => {
    if (!mayMove.value) jogger.stop();
  });

  const order = (door: 'withdraw' | 'urge', strokes: readonly string[]): void => {
    if (strokes.length > 0) socket.emit(door, { strokes: strokes.slice(0, MOST) }, showRefusal);
  };
  return {
    arm,
    lease,
    mayAct,
    queue: computed(() => orderQueue(queued.value, etas.value)),
    chosen,
    fast,
    mayMove,
    jogger,
    stop: stopFrom(socket, 'console'),
    holdOrResume() {
      if (hears(socket)) socket.emit(awaitsResume(arm.peek()) ? 'resume' : 'hold', {}, showRefusal);
    },
    home() {
      if (hears(socket)) socket.emit('home', {}, showRefusal);
    },
    ask: (want) => void socket.emit('lease', { want }, showRefusal),
    withdraw: (strokes) => order('withdraw', strokes),
    urge: (strokes) => order('urge', strokes),
    dispose() {
      unwatch();
      jogger.stop();
    },
  };
}
