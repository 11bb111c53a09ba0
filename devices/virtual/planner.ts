import { trapezoid } from './profile.ts';
import type { Settings } from './settings.ts';
import { add, dot, length, limitAlong, origin, scale, subtract, type Vec3, zip } from './vector.ts';

/** A straight motion asked for. `feed` is mm/min, or 1/min in inverse time; `line` is the N word. */
export interface Move {
  readonly target: Vec3;
  readonly feed: number;
  readonly rapid: boolean;
  readonly inverseTime: boolean;
  readonly line: number;
}

/** A motion planned: mm, mm/s, mm/s². Speeds at its start are kept squared, as the formulas want them. */
export interface Block {
  readonly to: Vec3;
  readonly unit: Vec3;
  readonly acceleration: number;
  readonly rapid: boolean;
  readonly fastest: number;
  readonly programmed: number;
  readonly junction2: number;
  readonly line: number;
  /** what is left of it */
  mm: number;
  nominal: number;
  maxEntry2: number;
  entry2: number;
}

/** of Grbl on an ATmega328p */
const plannerBlocks = 15;
const slowest = 1 / 60;

interface State {
  blocks: Block[];
  position: Vec3;
  lastUnit: Vec3;
  lastNominal: number;
  feedOverride: number;
  rapidOverride: number;
}

/** Grbl's look-ahead over a number of straight blocks; always plans to a stop at the end of the last. */
export interface Planner {
  readonly blocks: readonly Block[];
  /** where the last block ends, machine mm, on a whole step */
  position(): Vec3;
  full(): boolean;
  /** @returns false for a motion of less than a step, which makes no block */
  append(move: Move, speed: number): boolean;
  /** speeds again, from `speed` at the present point of the first block */
  replan(speed: number): void;
  exitSpeed(): number;
  discard(): void;
  override(feedPercent: number, rapidPercent: number, speed: number): void;
  /** forgets all blocks and starts again from a place */
  sync(position: Vec3): void;
  /** time to execute every block, s */
  seconds(speed: number): number;
  clone(): Planner;
}

export function createPlanner(settings: Settings, capacity = plannerBlocks, start?: State): Planner {
  const state: State = start ?? {
    blocks: [],
    position: origin,
    lastUnit: origin,
    lastNominal: 0,
    feedOverride: 100,
    rapidOverride: 100,
  };

  const nominal = (block: Block): number => {
    const wanted = block.rapid
      ? (block.fastest * state.rapidOverride) / 100
      : Math.min(block.fastest, (block.programmed * state.feedOverride) / 100);
    return Math.max(slowest, wanted);
  };

  const replan = (speed: number): void => {
    const { blocks } = state;
    const [first] = blocks;
    if (first === undefined) return;
    let exit2 = 0;
    for (let i = blocks.length - 1; i > 0; i--) {
      const block = blocks[i];
      if (block === undefined) break;
      block.entry2 = Math.min(block.maxEntry2, exit2 + 2 * block.acceleration * block.mm);
      exit2 = block.entry2;
    }
    first.entry2 = speed * speed;
    let before = first;
    for (const block of blocks.slice(1)) {
      block.entry2 = Math.min(block.entry2, before.entry2 + 2 * before.acceleration * before.mm);
      before = block;
    }
  };

  return {
    blocks: state.blocks,
    position: () => state.position,
    full: () => state.blocks.length >= capacity,
    append: (move, speed) => {
      const steps = settings.axes(100);
      const to = zip(move.target, steps, (mm, perMm) => Math.round(mm * perMm) / perMm);
      const way = subtract(to, state.position);
      const mm = length(way);
      if (mm < 1e-9) return false;
      const unit = scale(way, 1 / mm);
      const programmed = move.inverseTime ? (move.feed * mm) / 60 : move.feed / 60;
      const block: Block = {
        to,
        unit,
        mm,
        acceleration: limitAlong(settings.axes(120), unit),
        fastest: limitAlong(settings.axes(110), unit) / 60,
        rapid: move.rapid,
        programmed,
        line: move.line,
        junction2: state.blocks.length === 0 ? 0 : junctionSpeed2(state.lastUnit, unit, settings),
        nominal: 0,
        maxEntry2: 0,
        entry2: 0,
      };
      block.nominal = nominal(block);
      block.maxEntry2 = Math.min(block.nominal ** 2, state.lastNominal ** 2, block.junction2);
      state.lastNominal = block.nominal;
      state.lastUnit = unit;
      state.position = to;
      state.blocks.push(block);
      replan(speed);
      return true;
    },
    replan,
    exitSpeed: () => Math.sqrt(state.blocks[1]?.entry2 ?? 0),
    discard: () => void state.blocks.shift(),
    override: (feedPercent, rapidPercent, speed) => {
      state.feedOverride = feedPercent;
      state.rapidOverride = rapidPercent;
      let before = Number.POSITIVE_INFINITY;
      for (const block of state.blocks) {
        block.nominal = nominal(block);
        block.maxEntry2 = Math.min(block.nominal ** 2, before ** 2, block.junction2);
        before = block.nominal;
      }
      if (state.blocks.length > 0) state.lastNominal = before;
      replan(speed);
    },
    sync: (position) => {
      state.blocks.length = 0;
      state.position = position;
      state.lastUnit = origin;
      state.lastNominal = 0;
    },
    seconds: (speed) => {
      let entry = speed;
      let sum = 0;
      for (const [i, block] of state.blocks.entries()) {
        const exit = Math.sqrt(state.blocks[i + 1]?.entry2 ?? 0);
        sum += trapezoid({ mm: block.mm, entry, nominal: block.nominal, exit, acceleration: block.acceleration }).seconds;
        entry = exit;
      }
      return sum;
    },
    clone: () => createPlanner(settings, capacity, { ...state, blocks: state.blocks.map((block) => ({ ...block })) }),
  };
}

/**
 * The square of the speed at which a corner may be taken: v² = a·δ·sin(θ/2) / (1 − sin(θ/2)), θ the angle between the
 * two ways as seen from the corner (π when straight on), a along the change of direction.
 *
 * @see FIELD.md §3, Look-ahead; Grbl's setting $11 is δ
 */
export function junctionSpeed2(before: Vec3, after: Vec3, settings: Settings): number {
  const cosine = -dot(before, after);
  if (cosine > 0.999999) return 0;
  if (cosine < -0.999999) return Number.POSITIVE_INFINITY;
  const turn = add(after, scale(before, -1));
  const acceleration = limitAlong(settings.axes(120), scale(turn, 1 / length(turn)));
  const half = Math.sqrt((1 - cosine) / 2);
  return (acceleration * settings.get(11) * half) / (1 - half);
}
