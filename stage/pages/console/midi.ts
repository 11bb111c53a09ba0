import { type ReadonlySignal, signal } from '@preact/signals';
import { createRests } from '../../../engine/signals/rests.ts';
import { nameOf, type Port } from './clock/device.ts';
import { readMidi } from './midi-words.ts';

/** `absent`: this browser has no Web MIDI, or the page is not on localhost or https. */
export type MidiState = 'absent' | 'off' | 'asking' | 'on' | 'refused';

export interface Midi {
  readonly state: ReadonlySignal<MidiState>;
  /** names of what is plugged in */
  readonly devices: ReadonlySignal<readonly string[]>;
  /** what something can be sent to; the listener itself sends nothing */
  readonly outputs: ReadonlySignal<readonly MIDIOutput[]>;
  /** asks the browser, which asks the person; call it from a press */
  open(): void;
  dispose(): void;
}

/** Where MIDI goes. Times are the page's own, ms. */
export interface MidiListener {
  value(name: string, value: number): void;
  /** pulses of a clock, 24 a quarter note; `start`: the first is the head of a bar */
  pulses(times: readonly number[], start: boolean): void;
  /** @returns whether the clock of this device is not to be followed: it would be the show's own, come back */
  isOwn(port: Port): boolean;
}

/** Pulses are told in handfuls, this often, ms: at 300 bpm a hundred and twenty come in a second. */
const PULSES_EVERY_MS = 60;
/** Another device's clock is followed when the first has been silent for so long, ms. */
const CLOCK_YIELD_MS = 1500;

const isThere = (port: MIDIPort): boolean => port.state === 'connected';

/** Knobs, keys and the clock of whatever MIDI is plugged in, once the browser allows it. */
export function listenToMidi(to: MidiListener): Midi {
  const able = typeof navigator.requestMIDIAccess === 'function';
  const state = signal<MidiState>(able ? 'off' : 'absent');
  const devices = signal<readonly string[]>([]);
  const outputs = signal<readonly MIDIOutput[]>([]);
  const over = new AbortController();
  const rests = createRests(to.value);
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
  const hear = (port: MIDIInput, event: MIDIMessageEvent): void => {
    const word = event.data === null ? null : readMidi(event.data);
    if (word === null) return;
    if (word.kind === 'value') rests.put(port.id, word.name, word.value);
    else if (to.isOwn(port)) return;
    else if (word.kind === 'pulse') pulse(port.id, event.timeStamp);
    else {
      times = [];
      start = word.kind === 'start';
    }
  };
  const settle = (access: MIDIAccess): void => {
    const inputs = [...access.inputs.values()].filter(isThere);
    devices.value = inputs.map(nameOf);
    rests.only(inputs.map(({ id }) => id));
    for (const port of inputs) port.onmidimessage = (event) => hear(port, event);
    outputs.value = [...access.outputs.values()].filter(isThere);
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
  return { state, devices, outputs, open: () => void open(), dispose: () => over.abort() };
}
