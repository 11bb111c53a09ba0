import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Mapping } from '../../../engine/mapping/schema.ts';
import type { MappingsView, MetersView } from '../../protocol/play.ts';
import { type OperatorSocket, showRefusal } from '../shared/connection.ts';
import type { ShowNow } from '../shared/mirror.ts';
import { createSignalSender } from '../shared/signal-sender.ts';
import { type DeviceChoice, rememberDevice } from './clock/choice.ts';
import { lockClaim } from './clock/claim.ts';
import { isSameDevice } from './clock/device.ts';
import { type ClockOutState, createClockOut } from './clock/out.ts';
import { workerTicks } from './clock/ticks.ts';
import { listenToMidi, type Midi } from './midi.ts';
import { watchPads } from './pads.ts';
import { isTyping } from './typing.ts';

/** What the console knows of signals, mappings and tempo, and what it can do to them. */
export interface PlayDesk {
  readonly mappings: ReadonlySignal<MappingsView>;
  readonly meters: ReadonlySignal<MetersView>;
  readonly midi: Midi;
  /** where the show's beat is sent as a MIDI clock */
  readonly clockTo: Pick<DeviceChoice, 'chosen' | 'choose'>;
  readonly clockOut: ReadonlySignal<ClockOutState>;
  /** name of the gamepad that is heard */
  readonly pad: ReadonlySignal<string | null>;
  /** whether the list of mappings is open */
  readonly open: Signal<boolean>;
  tap(): void;
  /** @param beats - forwards; negative holds back */
  nudge(beats: number): void;
  bpm(bpm: number): void;
  put(mapping: Mapping): void;
  remove(id: string): void;
  /** the next thing that is moved moves this parameter; null calls it off */
  learn(to: string | null, id?: string): void;
  dispose(): void;
}

/** Knobs and pads are told of this often at most, ms. */
const EVERY_MS = 33;
const none: MetersView = { rows: [], signals: {} };

export function createPlayDesk(socket: OperatorSocket, show: ReadonlySignal<ShowNow>): PlayDesk {
  const mappings = signal<MappingsView>({ mappings: [], learning: null });
  const meters = signal<MetersView>(none);
  const open = signal(false);
  const now = (): number => performance.now();
  const sender = createSignalSender(
    (values) => {
      if (socket.connected) socket.emit('signal', { values: [...values] }, showRefusal);
    },
    { everyMs: EVERY_MS, now },
  );
  // what was moved while the line was down was told to nobody, and a server that was started again knows of nothing
  socket.on('connect', sender.again);
  const clockTo = rememberDevice();
  const midi = listenToMidi({
    value: sender.put,
    pulses(times, start) {
      // a clock that was kept waiting is worth nothing
      if (socket.connected) socket.volatile.emit('pulse', { times: [...times], ...(start && { start }) });
    },
    isOwn(port) {
      const device = clockTo.chosen.peek();
      return device !== null && isSameDevice(port, device);
    },
  });
  const clock = createClockOut({ chosen: clockTo.chosen, outputs: midi.outputs, show, claim: lockClaim, ticks: workerTicks, now });
  const pads = watchPads(sender.put);
  socket.on('mappings', (said) => {
    mappings.value = said;
  });
  socket.on('meters', (said) => {
    meters.value = said;
  });
  const tap = (): void => void socket.emit('tap', { t: now() }, showRefusal);
  const over = new AbortController();
  window.addEventListener('pagehide', clock.leave, { signal: over.signal });
  window.addEventListener(
    'keydown',
    (event) => {
      const typing = event.target instanceof HTMLSelectElement || isTyping(event.target);
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      const key = event.key.toLowerCase();
      if (key === 't') tap();
      if (key === 'm') open.value = !open.peek();
    },
    { signal: over.signal },
  );
  return {
    mappings,
    meters,
    midi,
    clockTo,
    clockOut: clock.state,
    pad: pads.pad,
    open,
    tap,
    nudge: (beats) => void socket.emit('nudge', { beats }, showRefusal),
    bpm: (bpm) => void socket.emit('bpm', { bpm }, showRefusal),
    put: (mapping) => void socket.emit('map', { mapping }, showRefusal),
    remove: (id) => void socket.emit('unmap', { id }, showRefusal),
    learn: (to, id) => void socket.emit('learn', { to, ...(id !== undefined && { id }) }, showRefusal),
    dispose() {
      over.abort();
      socket.off('connect', sender.again);
      clock.dispose();
      clockTo.dispose();
      midi.dispose();
      pads.dispose();
      sender.dispose();
    },
  };
}
