import type { Input } from './input.ts';
import { bpmOf, type Follow, followedBeats, hearPulse } from './tempo/follow.ts';
import { MAX_BPM, MIN_BPM, type ProgrammeTempo } from './tempo/schema.ts';

/** The show's beat. It never goes backwards: what is ahead is slowed, what is behind is hurried. Plain data. */
export interface Tempo {
  readonly bpm: number;
  /** beats since the show began */
  readonly beats: number;
  readonly beatsPerBar: number;
  /** the beat that a bar began with */
  readonly barFrom: number;
  /** beats still to be made up, by a nudge or a tap; negative holds back */
  readonly pull: number;
  /** of the last taps, ms on the tapper's own clock */
  readonly taps: readonly number[];
  readonly follow: Follow | null;
}

export const beginTempo = ({ bpm, beatsPerBar }: ProgrammeTempo): Tempo => ({
  bpm,
  beats: 0,
  beatsPerBar,
  barFrom: 0,
  pull: 0,
  taps: [],
  follow: null,
});

/** A tap later than this after the last begins anew, ms. */
const TAPS_FORGET_MS = 2000;
/** Taps kept: the median of seven intervals shrugs off three slips. */
const TAPS = 8;
/** Taps before the tempo follows them: two may be a slip of the finger. */
const TAPS_ENOUGH = 3;
/** What is to be made up is made up with this time constant, s, and never by more than doubling the pace or quartering it. */
const PULL_S = 0.25;
const FASTEST = 1;
const SLOWEST = -0.75;

const within = (bpm: number): number => Math.min(MAX_BPM, Math.max(MIN_BPM, bpm));
const part = (value: number): number => value - Math.floor(value);

/** @returns 0 on the beat, just under 1 before the next */
export const beatPhase = ({ beats }: Tempo): number => part(beats);
/** @returns 0 at the head of a bar, just under 1 before the next */
export const barPhase = ({ beats, barFrom, beatsPerBar }: Tempo): number => part((beats - barFrom) / beatsPerBar);

/** @returns whether a beat, or a bar, began between the two. Where a clock starts it is a bar, if the show is at its head already: else it hurries there */
export function began(what: 'beat' | 'bar', before: Tempo, now: Tempo): boolean {
  const count = ({ beats }: Tempo): number => Math.floor(what === 'beat' ? beats : (beats - now.barFrom) / now.beatsPerBar);
  const started = before.barFrom !== now.barFrom && now.beats >= now.barFrom;
  return started || count(now) > count(before);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2;
}

function tap(tempo: Tempo, t: number): Tempo {
  const last = tempo.taps.at(-1);
  const goesOn = last !== undefined && t > last && t - last <= TAPS_FORGET_MS;
  const taps = goesOn ? [...tempo.taps, t].slice(-TAPS) : [t];
  if (taps.length < TAPS_ENOUGH || tempo.follow) return { ...tempo, taps };
  const intervals = taps.slice(1).map((at, i) => at - (taps[i] ?? at));
  return { ...tempo, taps, bpm: within(60_000 / median(intervals)), pull: Math.round(tempo.beats) - tempo.beats };
}

function hear(tempo: Tempo, input: Input, nowMs: number): Tempo {
  switch (input.kind) {
    case 'tempo/tap':
      return tap(tempo, input.t);
    case 'tempo/nudge':
      return tempo.follow
        ? { ...tempo, follow: { ...tempo.follow, anchor: tempo.follow.anchor + input.beats } }
        : { ...tempo, pull: Math.min(4, Math.max(-4, tempo.pull + input.beats)) };
    case 'tempo/set':
      return tempo.follow ? tempo : { ...tempo, bpm: within(input.bpm) };
    case 'clock/pulse': {
      const from = input.start === true ? null : tempo.follow;
      const follow = input.times.reduce<Follow | null>((now, t) => hearPulse(now, t, nowMs, tempo.beats, tempo.bpm), from);
      const barFrom = input.start === true && follow ? follow.anchor : tempo.barFrom;
      return { ...tempo, follow, barFrom, pull: 0 };
    }
    default:
      return tempo;
  }
}

/**
 * One step of the beat. While an external clock is followed it alone says the tempo; taps and settings wait until it is
 * silent, and then the beat runs on as it was.
 *
 * @param step - of the show @param dt - seconds, the show's fixed step
 */
export function stepTempo(before: Tempo, inputs: readonly Input[], step: number, dt: number): Tempo {
  const nowMs = step * dt * 1000;
  const heard = inputs.reduce((tempo, input) => hear(tempo, input, nowMs), before);
  const target = heard.follow && followedBeats(heard.follow, nowMs);
  const follow = target === null ? null : heard.follow;
  const bpm = follow ? within(bpmOf(follow)) : heard.bpm;
  const stride = (bpm / 60) * dt;
  const owed = target === null ? heard.pull : target - (heard.beats + stride);
  const made = Math.min(FASTEST * stride, Math.max(SLOWEST * stride, owed * (1 - Math.exp(-dt / PULL_S))));
  const left = owed - made;
  const { beatsPerBar, barFrom, taps } = heard;
  const pull = follow || Math.abs(left) < 1e-6 ? 0 : left;
  return { bpm, beats: heard.beats + stride + made, beatsPerBar, barFrom, pull, taps, follow };
}
