import type { MachinePoint } from '../../machine.ts';
import { type Limits, phases } from '../../painter/estimate.ts';
import { type Block, createPlanner } from '../../virtual/planner.ts';
import { createSettings } from '../../virtual/settings.ts';
import type { Move } from '../driver.ts';

/** 1/16 steps on a 20-tooth pulley, on each of the two motors, for each mm of x + y and of x − y */
export const stepsPerMm = 80;
/** motion is cut so that a stop finds little promised, and yet the board's queue does not run dry, s */
const sliceS = 0.03;
/** a phase of speeding up or braking shorter than this is not sent by itself, s */
const leastS = 0.008;
/** so much faster than at both its ends may the middle of a piece be, mm/s: the motors take it as one steady speed */
const humpMmS = 8;
/** ways shorter than this in x and y are none, mm */
const nothingMm = 0.02;

export type Steps = readonly [number, number];

/** What is sent next: a piece of a straight way at constant acceleration, or a change of the pen. */
export type Slice =
  | {
      readonly kind: 'line';
      /** motor 1 is x + y, motor 2 x − y */
      readonly from: Steps;
      readonly to: Steps;
      readonly seconds: number;
      /** mm/s along the way */
      readonly entryMmS: number;
      readonly exitMmS: number;
      readonly zFrom: number;
      readonly zTo: number;
    }
  | { readonly kind: 'pen'; readonly up: boolean; readonly ms: number; readonly zTo: number }
  /** only the height changes, and the pen stays as it is */
  | { readonly kind: 'height'; readonly zTo: number };

/** Heights at which the pen is up, and how long its servo takes. */
export interface Pen {
  /** above this height it is up, controller's mm */
  readonly upAboveMm: number;
  readonly upMs: number;
  readonly downMs: number;
}

/** The planner that an EBB lacks: makes slices of motions, as fast as corners and acceleration allow, to a stop after the last. */
export interface Slicer {
  /** @returns false where there is no room for another motion now */
  add(move: Move): boolean;
  /** how many motions have come into the plan since the last call */
  accepted(): number;
  next(): Slice | undefined;
  /** from here on `next` only brakes, along the way */
  brake(): void;
  /** forgets everything: it stands here */
  restart(at: MachinePoint): void;
  /** at the end of what `next` gave, mm/s */
  readonly speedMmS: number;
  readonly empty: boolean;
}

interface Line {
  readonly kind: 'line';
  readonly move: Move;
  readonly zFrom: number;
  readonly last: boolean;
  penUp: boolean;
}
type Item = Line | { readonly kind: 'still'; readonly slice: Slice; readonly last: boolean };

/** motions that are planned together, and that wait behind them */
const planned = 15;
const mostWaiting = 8;

export function createSlicer(limits: Limits, pen: Pen): Slicer {
  const { rateMmS, accelerationMmS2, junctionMm } = limits;
  const planner = createPlanner(
    createSettings({
      11: junctionMm,
      ...{ 100: stepsPerMm, 101: stepsPerMm, 102: stepsPerMm },
      ...{ 110: rateMmS.x * 60, 111: rateMmS.y * 60, 112: rateMmS.z * 60 },
      ...{ 120: accelerationMmS2.x, 121: accelerationMmS2.y, 122: accelerationMmS2.z },
    }),
    planned,
  );
  let items: Item[] = [];
  /** one for each block of the planner */
  let lines: (Line & { readonly totalMm: number; readonly zTo: number })[] = [];
  let end: MachinePoint = { x: 0, y: 0, z: 0 };
  let at: Steps = [0, 0];
  let speed = 0;
  let braking = false;
  let accepted = 0;

  const isUp = (z: number): boolean => z > pen.upAboveMm;
  const still = (z: number, changes: boolean): Slice =>
    changes ? { kind: 'pen', up: isUp(z), ms: isUp(z) ? pen.upMs : pen.downMs, zTo: z } : { kind: 'height', zTo: z };

  /** A motion as lines and stills: cut where the pen changes. */
  const cut = ({ to, speedMmS }: Move): Item[] => {
    const from = end;
    const [dx, dy, dz] = [to.x - from.x, to.y - from.y, to.z - from.z];
    const flat = Math.hypot(dx, dy);
    const changes = isUp(from.z) !== isUp(to.z);
    if (flat < nothingMm) return [{ kind: 'still', slice: still(to.z, changes), last: true }];
    const along = Math.max(1, (speedMmS * flat) / Math.hypot(flat, dz));
    const line = (share: number, zFrom: number, last: boolean, penUp: boolean): Line => {
      const place = { x: from.x + dx * share, y: from.y + dy * share, z: from.z + dz * share };
      return { kind: 'line', move: { to: place, speedMmS: along }, zFrom, last, penUp };
    };
    if (!changes) return [line(1, from.z, true, false)];
    const share = (pen.upAboveMm - from.z) / dz;
    const before = flat * share < nothingMm ? [] : [line(share, from.z, false, false)];
    const after = flat * (1 - share) < nothingMm ? [] : [line(1, pen.upAboveMm, true, isUp(to.z))];
    // going up it lifts on its way; coming down it waits until it is down
    if (isUp(to.z) && after.length > 0) return [...before, ...after];
    return [...before, { kind: 'still', slice: still(after.length > 0 ? pen.upAboveMm : to.z, true), last: after.length === 0 }, ...after];
  };

  /** takes lines into the plan, as far as the next still */
  const load = (): void => {
    while (!planner.full()) {
      const item = items[0];
      if (item?.kind !== 'line') return;
      items.shift();
      const { to, speedMmS } = item.move;
      const count = planner.blocks.length;
      planner.append({ target: [to.x, to.y, 0], feed: speedMmS * 60, rapid: false, inverseTime: false, line: 0 }, speed);
      const block = planner.blocks[count];
      if (block !== undefined) lines.push({ ...item, totalMm: block.mm, zTo: to.z });
      else if (item.penUp) items.unshift({ kind: 'still', slice: still(to.z, true), last: item.last });
      if (item.last && (block !== undefined || !item.penUp)) accepted++;
    }
  };

  const slice = (block: Block, line: (typeof lines)[number]): Slice => {
    const { seconds, mm, exit } = braking ? brakingPart(block.mm, speed, block.acceleration) : part(block, speed, planner.exitSpeed());
    const entry = speed;
    const from = at;
    const height = (left: number): number => line.zTo + (line.zFrom - line.zTo) * (left / line.totalMm);
    const zFrom = height(block.mm);
    block.mm = Math.max(0, block.mm - mm);
    const whole = block.mm < 1e-6;
    const [x, y] = [block.to[0] - block.unit[0] * block.mm, block.to[1] - block.unit[1] * block.mm];
    at = [Math.round((x + y) * stepsPerMm), Math.round((x - y) * stepsPerMm)];
    speed = exit;
    const zTo = whole ? line.zTo : height(block.mm);
    if (whole) {
      planner.discard();
      lines.shift();
    }
    return { kind: 'line', from, to: at, seconds, entryMmS: entry, exitMmS: exit, zFrom, zTo };
  };

  return {
    add: (move) => {
      if (items.filter((item) => item.last).length >= mostWaiting) return false;
      items.push(...cut(move));
      end = move.to;
      load();
      return true;
    },
    accepted: () => {
      const count = accepted;
      accepted = 0;
      return count;
    },
    next: () => {
      load();
      const [block] = planner.blocks;
      const [line] = lines;
      if (braking && speed < 1e-3) return undefined;
      if (block === undefined || line === undefined) {
        const item = items[0];
        if (item?.kind !== 'still' || braking) return undefined;
        items.shift();
        if (item.last) accepted++;
        load();
        return item.slice;
      }
      if (line.penUp) {
        line.penUp = false;
        return { kind: 'pen', up: true, ms: 0, zTo: line.zFrom };
      }
      return slice(block, line);
    },
    brake: () => {
      braking = true;
    },
    restart: (place) => {
      items = [];
      lines = [];
      accepted = 0;
      speed = 0;
      braking = false;
      end = place;
      planner.sync([place.x, place.y, 0]);
      at = [Math.round((place.x + place.y) * stepsPerMm), Math.round((place.x - place.y) * stepsPerMm)];
    },
    get speedMmS() {
      return speed;
    },
    get empty() {
      return planner.blocks.length === 0 && items.length === 0;
    },
  };
}

interface Part {
  readonly seconds: number;
  readonly mm: number;
  readonly exit: number;
}

/** The next part of a block: all of it where it is short, else a share of its phase of constant acceleration. */
function part(block: Block, entry: number, exit: number): Part {
  const leg = { lengthMm: block.mm, unit: { x: 0, y: 0, z: 0 }, speedMmS: block.nominal, accelerationMmS2: block.acceleration };
  const { peakMmS, upS, upMm, steadyS, steadyMm, downS } = phases(leg, entry, exit);
  const whole = upS + steadyS + downS;
  const hump = peakMmS - Math.max(entry, exit) > humpMmS;
  if (whole <= sliceS && !hump) return { seconds: whole, mm: block.mm, exit };
  const cut = (seconds: number): number => seconds / Math.ceil(seconds / sliceS);
  const a = block.acceleration;
  if (upS >= leastS || (hump && whole <= sliceS)) {
    const seconds = cut(upS);
    return { seconds, mm: entry * seconds + (a * seconds * seconds) / 2, exit: entry + a * seconds };
  }
  if (upS + steadyS >= leastS) {
    const seconds = cut(upS + steadyS);
    const done = seconds < upS ? 0 : upMm + (seconds - upS) * peakMmS;
    return { seconds, mm: Math.min(done, upMm + steadyMm), exit: peakMmS };
  }
  const seconds = Math.min(cut(downS), downS) + upS + steadyS;
  const down = seconds - upS - steadyS;
  const mm = upMm + steadyMm + peakMmS * down - (a * down * down) / 2;
  return seconds >= whole - 1e-9 ? { seconds, mm: block.mm, exit } : { seconds, mm, exit: Math.max(exit, peakMmS - a * down) };
}

function brakingPart(mm: number, entry: number, acceleration: number): Part {
  const stopS = entry / acceleration;
  const seconds = stopS / Math.ceil(stopS / sliceS);
  const exit = Math.max(0, entry - acceleration * seconds);
  const way = ((entry + exit) / 2) * seconds;
  if (way <= mm) return { seconds, mm: way, exit };
  const left = Math.sqrt(Math.max(0, entry * entry - 2 * acceleration * mm));
  return { seconds: (2 * mm) / Math.max(1e-6, entry + left), mm, exit: left };
}
