import { type ReadonlySignal, signal } from '@preact/signals';
import type { BodiesMessage, HandsMessage } from '../../../protocol/doors.ts';
import type { StageSocket } from '../../shared/connection.ts';
import { tell } from '../../shared/notices.ts';
import type { StageSettings } from '../settings.ts';
import { type BodyListener, noBodies } from './body-tracker.ts';
import { createCameraHands } from './camera.ts';
import { createRecordedHands, frameClock, readRecording } from './recorded.ts';
import type { HandListener, HandSource, SourceState } from './source.ts';

/** An empty image needs telling only now and then, ms. */
const EMPTY_EVERY_MS = 500;

/** The page's hands: one source, switched on and off, what it saw sent to the show. */
export interface HandDesk {
  readonly state: ReadonlySignal<SourceState>;
  /** of what looks for bodies beside the hands; off where they are not wished for */
  readonly bodies: ReadonlySignal<SourceState>;
  readonly last: () => HandsMessage | null;
  readonly lastBodies: () => BodiesMessage | null;
  /** of the last image, ms */
  readonly detectMs: () => number;
  readonly bodyDetectMs: () => number;
  toggle(): void;
  dispose(): void;
}

/** @param onDetect - told how long each image took, ms */
export function createHandDesk(settings: StageSettings, socket: StageSocket, onDetect: (ms: number) => void): HandDesk {
  const state = signal<SourceState>({ kind: 'off', text: 'the camera is switched off', remedy: 'off' });
  const bodies = signal<SourceState>(noBodies);
  let last: HandsMessage | null = null;
  let lastBodies: BodiesMessage | null = null;
  let detectMs = 0;
  let bodyDetectMs = 0;
  let emptyAt = Number.NEGATIVE_INFINITY;
  let source: HandSource | null = null;
  let on = false;

  const sayState = (): void => {
    const { kind, text } = state.peek();
    if (socket.connected) socket.emit('camera', { kind, text: text.slice(0, 300) });
  };
  const listener: HandListener = {
    onState(next) {
      state.value = next;
      if (next.kind !== 'running') last = null;
      sayState();
    },
    onFrame(message, ms) {
      last = message;
      detectMs = ms;
      onDetect(ms);
      if (message.hands.length === 0) {
        if (message.t - emptyAt < EMPTY_EVERY_MS) return;
        emptyAt = message.t;
      } else emptyAt = Number.NEGATIVE_INFINITY;
      if (socket.connected) socket.volatile.emit('hands', message);
    },
  };
  const bodyListener: BodyListener = {
    onState(next) {
      bodies.value = next;
      if (next.kind !== 'running') lastBodies = null;
    },
    onBodies(message, ms) {
      lastBodies = message;
      bodyDetectMs = ms;
      if (message.bodies.length > 0 && socket.connected) socket.volatile.emit('bodies', message);
    },
  };
  socket.on('connect', sayState);

  const begin = async (): Promise<void> => {
    if (settings.recording === null) source = createCameraHands(settings, listener, bodyListener);
    else {
      const recording = await fetchRecording(settings.recording);
      if (recording === null) return listener.onState({ kind: 'failed', text: `no recording at ${settings.recording}`, remedy: null });
      source = createRecordedHands(recording, frameClock, listener);
    }
    if (on) source.start();
  };
  const toggle = (): void => {
    on = !on;
    if (source === null && on) void begin();
    else if (on) source?.start();
    else source?.stop();
  };
  if (settings.camera) toggle();

  return {
    state,
    bodies,
    last: () => last,
    lastBodies: () => lastBodies,
    detectMs: () => detectMs,
    bodyDetectMs: () => bodyDetectMs,
    toggle,
    dispose() {
      source?.stop();
      socket.off('connect', sayState);
    },
  };
}

async function fetchRecording(address: string): Promise<readonly HandsMessage[] | null> {
  try {
    const answer = await fetch(address);
    const read = readRecording(await answer.json(), address);
    if (read.ok) return read.value;
    tell(read.why);
  } catch {
    tell({ code: 'hands/recording', text: `No recording of hands at ${address}.`, remedy: 'Check the address after ?hands=.' });
  }
  return null;
}
