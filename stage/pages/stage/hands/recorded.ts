import { done, type Result, refused } from '../../../../engine/result.ts';
import type { HandsMessage } from '../../../protocol/doors.ts';
import type { HandListener, HandSource } from './source.ts';

/** Breath between the end of a recording and its beginning, ms. */
const REST_MS = 500;

const isMessage = (value: unknown): value is HandsMessage =>
  typeof value === 'object' &&
  value !== null &&
  't' in value &&
  typeof value.t === 'number' &&
  'hands' in value &&
  Array.isArray(value.hands);

/** Reads a recording: a JSON array of the messages that a stage page sends, in order of their time. */
export function readRecording(json: unknown, name: string): Result<readonly HandsMessage[]> {
  const remedy = 'Give a JSON array of hand messages, each with its time `t` in ms, rising.';
  if (!Array.isArray(json) || json.length === 0) return refused('hands/recording', `${name} is not a recording of hands.`, remedy);
  const wrong = json.findIndex((item, i) => !isMessage(item) || (i > 0 && item.t <= json[i - 1].t));
  if (wrong >= 0) return refused('hands/recording', `Entry ${wrong} of ${name} is not the next hand message.`, remedy);
  return done(json);
}

/** Time as a player needs it, so that a test can be the clock. */
export interface Clock {
  /** ms, rising */
  now(): number;
  /** calls back about once a frame until the answer is called */
  eachFrame(tick: () => void): () => void;
}

export const frameClock: Clock = {
  now: () => performance.now(),
  eachFrame(tick) {
    let handle = requestAnimationFrame(function again() {
      tick();
      handle = requestAnimationFrame(again);
    });
    return () => cancelAnimationFrame(handle);
  },
};

/** Plays a recording of hands in real time, again and again, as if a camera saw them. Times go on rising over the repeats. */
export function createRecordedHands(recording: readonly HandsMessage[], clock: Clock, listener: HandListener): HandSource {
  const first = recording[0]?.t ?? 0;
  const lengthMs = (recording.at(-1)?.t ?? 0) - first + REST_MS;
  let stop: (() => void) | null = null;
  return {
    start() {
      if (stop !== null) return;
      const begun = clock.now();
      let next = 0;
      listener.onState({ kind: 'running', text: `playing a recording of ${recording.length} frames`, remedy: null });
      stop = clock.eachFrame(() => {
        const elapsed = clock.now() - begun;
        let latest: HandsMessage | null = null;
        for (;;) {
          const message = recording[next % recording.length];
          const due = Math.floor(next / recording.length) * lengthMs + (message?.t ?? 0) - first;
          if (message === undefined || due > elapsed) break;
          latest = { ...message, source: 'recording', t: due };
          next++;
        }
        if (latest !== null) listener.onFrame(latest, 0);
      });
    },
    stop() {
      if (stop === null) return;
      stop();
      stop = null;
      listener.onState({ kind: 'off', text: 'the recording is stopped', remedy: 'off' });
    },
  };
}
