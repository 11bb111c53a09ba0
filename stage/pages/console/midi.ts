import { type ReadonlySignal, signal } from '@preact/signals';
import { readMidi } from './midi-words.ts';

/** `absent`: this browser has no Web MIDI, or the page is not on localhost or https. */
export type MidiState = 'absent' | 'off' | 'asking' | 'on' | 'refused';

export interface Midi {
  readonly state: ReadonlySignal<MidiState>;
  /** names of what is plugged in */
  readonly devices: ReadonlySignal<readonly string[]>;
  /** asks the browser, which asks the person; call it from a press */
  open(): void;
  dispose(): void;
}

/** Where MIDI goes. Times are the page's own, ms. */
export interface MidiListener {
  value(name: string, value: number): void;
  /** pulses of a clock, 24 a quarter note; `start`: the first is the head of a bar */
  pulses(times: readonly number[], start: boolean): void;
}

/** Pulses are told in handfuls, this often, ms: at 300 bpm a hundred and twenty come in a second. */
const PULSES_EVERY_MS = 60;
/** Another device's clock is followed when the first has been silent for so long, ms. */
const CLOCK_YIELD_MS = 1500;

/** Knobs, keys and the clock of whatever MIDI is plugged in, once the browser allows it. Nothing is sent to any device. */
export function listenToMidi(to: MidiListener): Midi {
  const able = typeof navigator.requestMIDIAccess === 'function';
  const state = signal<MidiState>(able ? 'off' : 'absent');
  const devices = signal<readonly string[]>([]);
  const over = new AbortController();
  let times: number[] = [];
  let start = false;
  let toldAt = 0;
  let clock: { readonly port: string; readonly at: number } | null = null;

  const pulse = (port: string, at: number): void => {
    if (clock !== null && clock.port !== port && at - clock.at < CLOCK_YIELD_MS) return;
    clock = { port, at };
    times.push(at);
    if (at - toldAt < PULSES_EVERY_MS && times.length < 64) return;
    to.pulses(times, start);
    toldAt = at;
    times = [];
    start = false;
  };
  const hear = (port: string, event: MIDIMessageEvent): void => {
    const word = event.data === null ? null : readMidi(event.data);
    if (word === null) return;
    if (word.kind === 'value') to.value(word.name, word.value);
    else if (word.kind === 'pulse') pulse(port, event.timeStamp);
    else {
      times = [];
      start = word.kind === 'start';
    }
  };
  const settle = (access: MIDIAccess): void => {
    const inputs = [...access.inputs.values()].filter((port) => port.state === 'connected');
    devices.value = inputs.map((port) => port.name ?? port.id);
    for (const port of inputs) port.onmidimessage = (event) => hear(port.id, event);
  };
  const open = async (): Promise<void> => {
    if (!able || state.peek() === 'on' || state.peek() === 'asking') return;
    state.value = 'asking';
    try {
      const access = await navigator.requestMIDIAccess({ sysex: false });
      if (over.signal.aborted) return;
      access.addEventListener('statechange', () => settle(access), { signal: over.signal });
      over.signal.addEventListener('abort', () => {
        for (const port of access.inputs.values()) port.onmidimessage = null;
      });
      state.value = 'on';
      settle(access);
    } catch {
      state.value = 'refused';
    }
  };
  const openIfAllowed = async (): Promise<void> => {
    const known = await navigator.permissions.query({ name: 'midi' });
    if (known.state === 'granted') await open();
  };
  // a browser that does not know the question is asked by a press
  if (able) openIfAllowed().catch(() => {});
  return { state, devices, open: () => void open(), dispose: () => over.abort() };
}
