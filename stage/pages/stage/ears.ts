import { type ReadonlySignal, signal } from '@preact/signals';
import type { StageSocket } from '../shared/connection.ts';
import { createSignalSender } from '../shared/signal-sender.ts';
import { levelsOf } from './ears-levels.ts';

/** `insecure`: browsers give a microphone to localhost and https only. */
export type EarsState = 'off' | 'starting' | 'on' | 'refused' | 'absent' | 'insecure' | 'failed';

export interface Ears {
  readonly state: ReadonlySignal<EarsState>;
  toggle(): void;
  /** Somebody touched the page or a key: browsers that let no page hear before may let it now. */
  wake(): void;
  dispose(): void;
}

const EVERY_MS = 50;
/** Longer than the time between two looks, so that no knock falls between them. 85 ms at 48 kHz. */
const SAMPLES = 4096;
/** An even sound is told again, because a show forgets a microphone that has fallen silent. */
const ALIVE_MS = 500;

function whyNot(error: unknown): EarsState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'absent' : 'failed';
}

/** Hears how loud the room is. Four numbers leave this page, twenty times a second; the sound itself never does. */
export function createEars(socket: Pick<StageSocket, 'emit' | 'connected'>, begin: boolean): Ears {
  const state = signal<EarsState>('off');
  const sender = createSignalSender(
    (values) => {
      if (socket.connected) socket.emit('signal', { values: [...values] });
    },
    { everyMs: EVERY_MS, aliveMs: ALIVE_MS, now: () => performance.now() },
  );
  let close: (() => void) | null = null;
  let context: AudioContext | null = null;
  let turn = 0;

  const off = (why: EarsState = 'off'): void => {
    turn++;
    close?.();
    close = null;
    state.value = why;
  };
  const listen = (stream: MediaStream): (() => void) => {
    const hearing = new AudioContext();
    context = hearing;
    const analyser = new AnalyserNode(hearing, { fftSize: SAMPLES, smoothingTimeConstant: 0.3 });
    hearing.createMediaStreamSource(stream).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(wave);
      analyser.getFloatFrequencyData(spectrum);
      for (const [band, value] of Object.entries(levelsOf(wave, spectrum, hearing.sampleRate))) sender.put(`sound/${band}`, value);
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      context = null;
      void hearing.close();
    };
  };
  const on = async (): Promise<void> => {
    const mine = ++turn;
    if (navigator.mediaDevices === undefined) {
      state.value = 'insecure';
      return;
    }
    state.value = 'starting';
    try {
      // a room is not a telephone call: nothing may be taken out of it
      const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      const stream = await navigator.mediaDevices.getUserMedia({ audio });
      if (mine !== turn) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      for (const track of stream.getTracks()) track.onended = () => off('absent');
      close = listen(stream);
      state.value = 'on';
    } catch (error) {
      if (mine === turn) state.value = whyNot(error);
    }
  };
  if (begin) void on();
  return {
    state,
    toggle: () => (state.peek() === 'on' || state.peek() === 'starting' ? off() : void on()),
    wake() {
      if (context?.state === 'suspended') void context.resume();
    },
    dispose() {
      off();
      sender.dispose();
    },
  };
}
