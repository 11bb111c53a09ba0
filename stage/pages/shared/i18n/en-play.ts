import type { Mapping } from '../../../../engine/mapping/schema.ts';
import type { ClockOutState } from '../../console/clock/out.ts';
import type { MidiState } from '../../console/midi.ts';
import type { EarsState } from '../../stage/ears.ts';

const ears: Readonly<Record<EarsState, string>> = {
  off: 'The room is not listened to.',
  starting: 'The microphone is starting.',
  on: 'The room’s loudness is heard; its sound stays on this page.',
  refused: 'The microphone was refused: allow it in the address bar, then press L.',
  absent: 'There is no microphone: plug one in, then press L.',
  insecure: 'Browsers give the microphone to localhost and https only: open this page at one of them.',
  failed: 'The microphone could not be opened: another program may hold it. Close it, then press L.',
};
const midi: Readonly<Record<MidiState, string>> = {
  absent: 'This browser has no MIDI: use Chrome, Edge or Firefox, on localhost or https.',
  off: 'MIDI is off.',
  asking: 'The browser asks whether MIDI may be heard.',
  on: 'MIDI is heard.',
  refused: 'MIDI was refused: allow it in the address bar, then press MIDI again.',
};
const clock: Readonly<Record<ClockOutState, (device: string) => string>> = {
  off: () => 'The beat is sent to no device.',
  unplugged: (device) => `${device} is not plugged in: the clock goes on when it is.`,
  elsewhere: (device) => `Another console of this browser sends the clock to ${device}.`,
  silent: (device) => `The show is not heard: ${device} has been stopped.`,
  waiting: (device) => `${device} starts on the next bar.`,
  running: (device) => `${device} runs with the show’s beat.`,
};
const curve: Readonly<Record<Mapping['curve'], string>> = {
  linear: 'straight',
  exponential: 'bent',
  's-curve': 'soft at both ends',
  steps: 'in steps',
};

/** Words of signals, mappings and tempo, in English. */
export const enPlay = {
  ears: { key: 'Listen to the room', state: ears },
  play: {
    title: 'What moves what',
    open: (n: number): string => (n === 0 ? 'Mappings' : `Mappings ${n}`),
    none: 'Nothing moves anything yet. Choose a parameter, press Learn, and turn a knob.',
    signal: 'Signal',
    parameter: 'Parameter',
    add: 'Add',
    remove: (from: string, to: string): string => `Delete: ${from} moves ${to}`,
    learn: 'Learn',
    learning: (to: string): string => `Move what is to move ${to}: a knob, a pad, a hand.`,
    cancel: 'Cancel',
    mute: 'Mute',
    solo: 'Solo',
    settings: 'Settings',
    absent: 'no signal',
    curve: 'Curve',
    curves: curve,
    bend: 'Bend',
    steps: 'Steps',
    invert: 'Invert',
    inFrom: 'Signal from',
    inTo: 'Signal to',
    outFrom: 'Parameter from',
    outTo: 'Parameter to',
    attack: 'Rises in',
    release: 'Falls in',
    depth: 'Depth',
    threshold: 'Threshold',
    thresholdOn: 'Opens at',
    thresholdOff: 'Closes under',
    light: 'Master light',
    sound: 'Master sound',
    deeds: {
      go: 'Press GO',
      back: 'Go back',
      hold: 'Hold cues, or go on',
      stop: 'Stop cues',
      panic: 'Panic',
      blackout: 'Blackout, or light',
      freeze: 'Freeze, or go on',
      tap: 'Tap the tempo',
    },
    tempo: 'Tempo',
    tap: 'Tap',
    slower: 'Hold the beat back a little',
    faster: 'Push the beat on a little',
    following: 'follows an external clock',
    beat: (n: number): string => `beat ${n}`,
    midi: 'MIDI',
    midiState: midi,
    midiHeard: (devices: string): string => (devices === '' ? 'No MIDI device is plugged in.' : `Heard: ${devices}`),
    clockTo: 'Clock to',
    clockNowhere: 'none',
    clockState: clock,
    pad: 'Gamepad',
  },
};
export type PlayWords = typeof enPlay;
