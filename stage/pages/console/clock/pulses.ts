import { PPQN } from '../../../../engine/tempo/follow.ts';
import { type BeatLine, type BeatNews, beatAt, hearBeat, isOtherCount, momentOf } from './beat-line.ts';

export const PULSE = 0xf8;
export const START = 0xfa;
export const STOP = 0xfc;

/** One byte for the device, and the page's moment at which it is due, ms. */
export interface Word {
  readonly byte: typeof PULSE | typeof START | typeof STOP;
  readonly atMs: number;
}

/**
 * A clock that is sent. Pulses have numbers: the nth belongs to beat n / 24 of the show, so that none can be doubled or
 * forgotten however the tempo bends. Plain data.
 */
export interface Clock {
  /** null until the show is heard, and after it fell silent */
  readonly line: BeatLine | null;
  /** number of the last pulse sent */
  readonly sent: number;
  /** when the last word is due, ms: later ones never come before it */
  readonly lastMs: number;
  /** the pulse that Start goes before: the head of a bar */
  readonly startAt: number | null;
  /** whether the device was told to start, and not to stop since */
  readonly playing: boolean;
}

export interface Said {
  readonly clock: Clock;
  readonly words: readonly Word[];
}

export const noClock: Clock = { line: null, sent: 0, lastMs: Number.NEGATIVE_INFINITY, startAt: null, playing: false };

/** Words go to the device so long before they are due, ms: more than a busy page is late, less than a nudge takes to be felt. */
const AHEAD_MS = 100;
/** A show that was not heard for so long has stopped, ms. */
export const SILENCE_MS = 1000;
/** Start comes before its pulse by as much, ms: devices may need one to get ready. MIDI 1.0, "System Real Time: Start". */
const START_LEAD_MS = 2;
/** Pulses that are late follow one another by this part of a period at least: a device hears twice the tempo, never a burst. */
const CLOSEST = 0.5;

const barPulses = ({ beatsPerBar }: BeatNews): number => PPQN * beatsPerBar;
const firstHead = (news: BeatNews, after: number): number => {
  const origin = Math.round(PPQN * news.barFrom);
  return origin + barPulses(news) * (Math.floor((after - origin) / barPulses(news)) + 1);
};
const barsMoved = (before: BeatNews, news: BeatNews): boolean =>
  before.beatsPerBar !== news.beatsPerBar || Math.round(PPQN * (news.barFrom - before.barFrom)) % barPulses(news) !== 0;

/** Ends the clock: the device stops after the last pulse that it already has. */
export function haltClock(clock: Clock, nowMs: number): Said {
  const atMs = Math.max(nowMs, clock.lastMs + 1);
  if (!clock.playing) return { clock: { ...noClock, lastMs: clock.lastMs }, words: [] };
  return { clock: { ...noClock, lastMs: atMs }, words: [{ byte: STOP, atMs }] };
}

/**
 * Takes news of the show's beat. After a silence, or where another count begins, the device stops and starts again on the next
 * bar; where the bars were set anew it goes on, and is started again at the head of one.
 */
export function hearShow(before: Clock, news: BeatNews, nowMs: number): Said {
  const last = before.line;
  const anew = last !== null && (nowMs - last.heardMs > SILENCE_MS || isOtherCount(last.news, news));
  const { clock, words } = anew ? haltClock(before, nowMs) : { clock: before, words: [] };
  const line = hearBeat(clock.line, news, nowMs);
  const sent = clock.line === null ? Math.floor(PPQN * beatAt(line, nowMs)) : clock.sent;
  const waits = clock.line === null || clock.startAt !== null || barsMoved(clock.line.news, news);
  return { clock: { ...clock, line, sent, startAt: waits ? firstHead(news, sent) : null }, words };
}

/** @returns what is due within the next tenth of a second and was not sent yet */
export function advanceClock(clock: Clock, nowMs: number): Said {
  const { line } = clock;
  if (line === null) return { clock, words: [] };
  if (nowMs - line.heardMs > SILENCE_MS) return haltClock(clock, nowMs);
  const closestMs = (CLOSEST * 60_000) / (PPQN * line.news.bpm);
  const words: Word[] = [];
  let { sent, lastMs, startAt, playing } = clock;
  for (;;) {
    const starts = sent + 1 === startAt;
    const atMs = Math.max(momentOf(line, (sent + 1) / PPQN), lastMs + closestMs, starts ? nowMs + START_LEAD_MS : nowMs);
    if (atMs > nowMs + AHEAD_MS) return { clock: { line, sent, lastMs, startAt, playing }, words };
    sent++;
    if (starts) {
      words.push({ byte: START, atMs: atMs - START_LEAD_MS });
      startAt = null;
      playing = true;
    }
    words.push({ byte: PULSE, atMs });
    lastMs = atMs;
  }
}
