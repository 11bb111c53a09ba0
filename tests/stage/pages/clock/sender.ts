import type { Input } from '../../../../engine/input.ts';
import { createRandom } from '../../../../engine/random.ts';
import { beginTempo, stepTempo } from '../../../../engine/tempo.ts';
import type { BeatNews } from '../../../../stage/pages/console/clock/beat-line.ts';
import { advanceClock, type Clock, hearShow, noClock, type Said, type Word } from '../../../../stage/pages/console/clock/pulses.ts';

const STEP_MS = 1000 / 60;
/** The quickest way from the show to the page, ms. */
export const WAY_MS = 1;

export interface Evening {
  readonly seconds: number;
  readonly bpm?: number;
  readonly beatsPerBar?: number;
  /** what the show is told, by step */
  readonly inputs?: (step: number) => readonly Input[];
  /** frames come late by as much at most, ms */
  readonly jitterMs?: number;
  readonly seed?: number;
  /** @returns whether the frame made at this moment never comes, s */
  readonly lost?: (s: number) => boolean;
  readonly tickMs?: number;
  /** another show takes over at this moment, with its own count, s */
  readonly another?: { readonly atS: number; readonly beats: number; readonly time: number };
}

export interface Played {
  readonly words: readonly Word[];
  readonly clock: Clock;
  /** the page's ms at the end */
  readonly endMs: number;
  /** the show's true beat at a moment of the page, less the quickest way */
  beats(atMs: number): number;
}

/** The real step of the beat, heard thirty times a second over an unsteady line by a page that ticks. Page and show begin at the same 0. */
export function playEvening(evening: Evening): Played {
  const { seconds, bpm = 120, beatsPerBar = 4, inputs = () => [], jitterMs = 12, seed = 1, lost = () => false, tickMs = 25 } = evening;
  const random = createRandom(seed);
  const due: { readonly atMs: number; readonly news: BeatNews | null }[] = [];
  const made: number[] = [0];
  let tempo = beginTempo({ bpm, beatsPerBar });
  let lastMs = 0;
  for (let step = 1; step <= seconds * 60; step++) {
    tempo = stepTempo(tempo, inputs(step), step, 1 / 60);
    const s = step / 60;
    const { another } = evening;
    const other = another !== undefined && s >= another.atS ? another : null;
    const shift = other === null ? 0 : other.beats - (made[Math.round(other.atS * 60)] ?? 0);
    made.push(tempo.beats);
    if (step % 2 === 1) continue;
    lastMs = Math.max(lastMs, step * STEP_MS + WAY_MS + random.between(0, jitterMs));
    const news = {
      time: other === null ? s : s - other.atS + other.time,
      bpm: tempo.bpm,
      beats: Math.round((tempo.beats + shift) * 10_000) / 10_000,
      beatsPerBar,
      barFrom: tempo.barFrom,
    };
    if (!lost(s)) due.push({ atMs: lastMs, news });
  }
  const endMs = seconds * 1000;
  for (let atMs = 0; atMs <= endMs; atMs += tickMs) due.push({ atMs, news: null });
  due.sort((a, b) => a.atMs - b.atMs);
  let clock = noClock;
  const words: Word[] = [];
  const take = (said: Said): void => {
    clock = said.clock;
    words.push(...said.words);
  };
  for (const { atMs, news } of due) {
    if (news !== null) take(hearShow(clock, news, atMs));
    take(advanceClock(clock, atMs));
  }
  const beats = (atMs: number): number => {
    const at = (atMs - WAY_MS) / STEP_MS;
    const step = Math.min(made.length - 2, Math.max(0, Math.floor(at)));
    const from = made[step] ?? 0;
    return from + (at - step) * ((made[step + 1] ?? from) - from);
  };
  return { words, clock, endMs, beats };
}
