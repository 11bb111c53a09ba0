import { signalKind } from '../signals/names.ts';
import type { SignalValues } from '../signals.ts';
import { shareOf } from './curve.ts';

/** A parameter that waits for somebody to move something. Plain data, and only while it waits. */
export interface Learn {
  readonly to: string;
  /** the mapping whose signal is to be replaced; null for a new one */
  readonly id: string | null;
  /** steps since it began */
  readonly steps: number;
  /** steps since something moved far enough; null while nothing has */
  readonly ripe: number | null;
  /** each signal's place in its range, ten times a second, of the last second */
  readonly samples: readonly Readonly<Record<string, number>>[];
}

const SAMPLE_STEPS = 6;
const SAMPLES = 11;
/** From the first movement to the decision, so that the larger of two movements wins: 0.3 s. */
const RIPE_STEPS = 18;
/** Nobody moved anything: 30 s. */
const GIVE_UP_STEPS = 1800;
/** Share of its range that a knob must move; the room, which is never quite still, must move much more. */
const ENOUGH = { heard: 0.12, room: 0.5 };

export const waitFor = (to: string, id: string | null): Learn => ({ to, id, steps: 0, ripe: null, samples: [] });

/** What a person moves on purpose: a knob, a pad, a fader. Such a thing counts as at 0 until it first speaks. */
const isControl = (name: string): boolean => /^(midi|osc|pad)\//.test(name);

function places(values: SignalValues): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [name, value] of values) {
    const kind = signalKind(name);
    if (kind && kind.from !== 'clock') found[name] = shareOf(value, [kind.min, kind.max]);
  }
  return found;
}

/** @returns the signal that moved most within the last second, among those that moved far enough; knobs go before the room */
function movedMost({ samples }: Pick<Learn, 'samples'>): string | null {
  let best: { readonly name: string; readonly by: number; readonly control: boolean } | null = null;
  for (const name of Object.keys(samples.at(-1) ?? {})) {
    const control = isControl(name);
    const line = samples.map((sample) => sample[name] ?? (control ? 0 : undefined)).filter((place) => place !== undefined);
    const by = Math.max(...line) - Math.min(...line);
    if (by < (control ? ENOUGH.heard : ENOUGH.room)) continue;
    if (!best || Number(control) - Number(best.control) > 0 || (control === best.control && by > best.by)) best = { name, by, control };
  }
  return best?.name ?? null;
}

/** One step of waiting. `bound` names the signal once it is decided; `learn` is null when the waiting is over. */
export function stepLearn(learn: Learn, values: SignalValues): { readonly learn: Learn | null; readonly bound: string | null } {
  const steps = learn.steps + 1;
  if (steps > GIVE_UP_STEPS) return { learn: null, bound: null };
  const samples = learn.steps % SAMPLE_STEPS === 0 ? [...learn.samples, places(values)].slice(-SAMPLES) : learn.samples;
  const moved = samples === learn.samples && learn.ripe === null ? null : movedMost({ samples });
  const ripe = learn.ripe === null ? (moved === null ? null : 0) : learn.ripe + 1;
  if (ripe === null || ripe < RIPE_STEPS) return { learn: { ...learn, steps, ripe, samples }, bound: null };
  // what began to move and crept on too slowly is waited for again
  return moved === null ? { learn: { ...learn, steps, ripe: null, samples }, bound: null } : { learn: null, bound: moved };
}
