import type { JogSpeed } from '../../devices/stream/jog-room.ts';
import type { Fault } from '../../devices/virtual/faults.ts';
import { createRandom, type Random } from '../../engine/random.ts';
import type { Stroke } from '../../engine/stroke.ts';
import { makeStrokes } from './strokes.ts';

/** What stands behind the cable: a Grbl, one with the timing of a real one, a grblHAL told of six joints, a Marlin. */
export type Stands = 'grbl' | 'avr' | 'joints' | 'marlin';

/**
 * What befalls an arm. `forMs` is how long it lasts; a stop is then taken back by the operator, somebody who was inside or near has
 * gone, a show that hung lives again.
 */
export type Mishap =
  | { readonly kind: 'stop' | 'presence' | 'near' | 'hang'; readonly forMs: number }
  /** somebody moves it by hand: after a stop, or without one. Never down: what a brush is pressed on by hand is meant */
  | { readonly kind: 'jog'; readonly mmS: JogSpeed; readonly forMs: number; readonly stopped: boolean; readonly letsGo: boolean }
  /** paint was not seen to land so many times in a row: three, and it holds */
  | { readonly kind: 'landed'; readonly misses: number; readonly stroke: string }
  | { readonly kind: 'urge'; readonly strokes: readonly string[] }
  | { readonly kind: 'stop-and-go' | 'power' | 'dtr' }
  | { readonly kind: 'withdraw'; readonly stroke: string }
  | { readonly kind: 'unplug'; readonly forMs: number; readonly powerToo: boolean }
  /** our own process is killed; its supervisor starts it again */
  | { readonly kind: 'die'; readonly forMs: number };

/** `painting`: it waits for the brush to be on the canvas first. */
export interface Step {
  readonly when: 'any' | 'painting';
  readonly afterMs: number;
  readonly mishap: Mishap;
}

/** A short painting and all that goes wrong in it, from one number. */
export interface Script {
  readonly seed: number;
  readonly stands: Stands;
  readonly mmPerDip: number;
  readonly strokes: readonly Stroke[];
  readonly steps: readonly Step[];
  /** bytes altered on the cable, and for how long */
  readonly noise: readonly Fault[];
  readonly noisyMs: number;
  /** within the controller: answers not given, and stalls */
  readonly inside: readonly Fault[];
  /** the show says that it lives, and so is missed when it hangs */
  readonly pulse: boolean;
  /** opening the port resets the board, and its boot loader listens first */
  readonly opensWithReset: boolean;
  /** of a Marlin: how it was compiled */
  readonly build: { readonly emergencyParser: boolean; readonly realtimePosition: boolean; readonly advancedOk: boolean };
}

const mostSteps = 6;

export function makeScript(seed: number): Script {
  const random = createRandom(seed).split('script');
  const chance = (part: number): boolean => random.next() < part;
  const stands = random.pick(['grbl', 'grbl', 'avr', 'joints', 'marlin', 'marlin'] as const);
  const mmPerDip = random.pick([60, 100, 240]);
  const strokes = makeStrokes(random.split('strokes'), mmPerDip);
  const steps = Array.from({ length: Math.floor(random.between(0, mostSteps + 1)) }, () => makeStep(random, strokes));
  return {
    seed,
    stands,
    mmPerDip,
    strokes,
    steps,
    noise: chance(0.4) ? makeNoise(random) : [],
    noisyMs: Math.floor(random.between(8000, 60_000)),
    inside: [...(chance(0.25) ? lostOks(random) : []), ...(chance(0.25) ? [makeStall(random)] : [])],
    pulse: chance(0.5),
    opensWithReset: (stands === 'grbl' || stands === 'avr') && chance(0.12),
    build: { emergencyParser: chance(0.7), realtimePosition: chance(0.3), advancedOk: chance(0.3) },
  };
}

function makeStep(random: Random, strokes: readonly Stroke[]): Step {
  const when = random.next() < 0.6 ? 'painting' : 'any';
  return { when, afterMs: Math.floor(random.between(0, when === 'painting' ? 1500 : 5000)), mishap: makeMishap(random, strokes) };
}

const kinds = [
  ...(['stop', 'stop', 'presence', 'stop-and-go', 'power', 'dtr', 'withdraw', 'unplug', 'unplug', 'die'] as const),
  ...(['near', 'hang', 'jog', 'jog', 'landed', 'urge'] as const),
];

function makeJog(random: Random): Mishap {
  const fastest = random.pick([10, 60, 300]);
  const [x, y, up] = [random.between(-1, 1), random.between(-1, 1), random.next() < 0.3 ? random.next() : 0];
  return {
    kind: 'jog',
    mmS: [fastest * x, fastest * y, fastest * up],
    forMs: Math.floor(random.between(200, 3000)),
    stopped: random.next() < 0.7,
    letsGo: random.next() < 0.7,
  };
}

function makeMishap(random: Random, strokes: readonly Stroke[]): Mishap {
  const forMs = (least: number, most: number): number => Math.floor(random.between(least, most));
  const kind = random.pick(kinds);
  switch (kind) {
    case 'stop':
    case 'presence':
      return { kind, forMs: forMs(0, 3000) };
    case 'near':
      return { kind, forMs: forMs(500, 8000) };
    case 'hang':
      return { kind, forMs: forMs(1000, 7000) };
    case 'jog':
      return makeJog(random);
    case 'landed':
      return { kind, misses: 1 + Math.floor(random.between(0, 3)), stroke: random.pick(strokes).id };
    case 'urge':
      return { kind, strokes: [random.pick(strokes).id, random.pick(strokes).id] };
    case 'stop-and-go':
      return { kind: 'stop-and-go' };
    case 'power':
      return { kind: 'power' };
    case 'dtr':
      return { kind: 'dtr' };
    case 'withdraw':
      return { kind: 'withdraw', stroke: random.pick(strokes).id };
    case 'unplug':
      return { kind: 'unplug', forMs: forMs(10, 4000), powerToo: random.next() < 0.4 };
    case 'die':
      // the supervisor waits a second at least before it starts another
      return { kind: 'die', forMs: forMs(1000, 3000) };
  }
}

/** Bytes lost, altered or doubled on the way, some of them at places where something is sure to be said. */
function makeNoise(random: Random): Fault[] {
  return Array.from({ length: 1 + Math.floor(random.between(0, 3)) }, (): Fault => {
    const kind = random.pick(['drop', 'flip', 'double'] as const);
    const way = random.pick(['toArm', 'toHost'] as const);
    return random.next() < 0.5
      ? { kind, way, rate: 10 ** random.between(-4, -2.8) }
      : { kind, way, nth: Math.floor(random.between(100, 6000)) };
  });
}

const lostOks = (random: Random): Fault[] =>
  Array.from({ length: 1 + Math.floor(random.between(0, 2)) }, () => ({ kind: 'loseOk', nth: Math.floor(random.between(10, 400)) }));

const makeStall = (random: Random): Fault => ({
  kind: 'stall',
  ms: Math.floor(random.next() < 0.8 ? random.between(50, 1500) : random.between(2200, 4000)),
  atMs: Math.floor(random.between(2000, 25_000)),
});

/** The script as a person reads it. */
export function scriptText({ strokes, ...rest }: Script): string {
  const painted = strokes.map(
    ({ id, paint, points }) => `${id} ${paint}, ${points.length} points from ${points[0]?.slice(0, 2).map(Math.round)}`,
  );
  return JSON.stringify({ ...rest, strokes: painted }, null, 1);
}
