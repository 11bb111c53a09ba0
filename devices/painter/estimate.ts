import type { MachinePoint } from '../machine.ts';
import type { Motion } from './motion.ts';

/** What a controller allows each axis, and how sharply it takes corners (Grbl: $110-$112, $120-$122, $11). */
export interface Limits {
  readonly rateMmS: MachinePoint;
  readonly accelerationMmS2: MachinePoint;
  /** where the acceleration above is that of the worst place and direction: what there is mostly */
  readonly usualMmS2?: number;
  readonly junctionMm: number;
}

/** The limits by which to tell how long something will take; those themselves are for promises. */
export function usualLimits(limits: Limits): Limits {
  const { usualMmS2: usual } = limits;
  return usual === undefined ? limits : { ...limits, accelerationMmS2: { x: usual, y: usual, z: usual } };
}

/** A straight motion as a planner sees it. */
export interface Leg {
  readonly lengthMm: number;
  /** direction, of length 1 */
  readonly unit: MachinePoint;
  /** speed asked for, as far as the axes allow it along this direction, mm/s */
  readonly speedMmS: number;
  readonly accelerationMmS2: number;
}

const axes = ['x', 'y', 'z'] as const;

/** The most that each axis's limit leaves along a direction. */
function along(limit: MachinePoint, unit: MachinePoint): number {
  return Math.min(...axes.map((axis) => (unit[axis] === 0 ? Number.POSITIVE_INFINITY : limit[axis] / Math.abs(unit[axis]))));
}

export function legOf(from: MachinePoint, to: MachinePoint, speedMmS: number, limits: Limits): Leg {
  const d = { x: to.x - from.x, y: to.y - from.y, z: to.z - from.z };
  const lengthMm = Math.hypot(d.x, d.y, d.z);
  const unit = lengthMm === 0 ? { x: 0, y: 0, z: 0 } : { x: d.x / lengthMm, y: d.y / lengthMm, z: d.z / lengthMm };
  return {
    lengthMm,
    unit,
    speedMmS: lengthMm === 0 ? speedMmS : Math.min(speedMmS, along(limits.rateMmS, unit)),
    accelerationMmS2: lengthMm === 0 ? 1 : along(limits.accelerationMmS2, unit),
  };
}

/**
 * Greatest speed through the corner between two legs, mm/s.
 *
 * @see FIELD.md §3: v² = a·δ·sin(θ/2) / (1 − sin(θ/2)), θ the angle between the legs, a along the change of direction
 */
export function cornerMmS(a: Leg, b: Leg, limits: Limits): number {
  const slower = Math.min(a.speedMmS, b.speedMmS);
  const cos = -(a.unit.x * b.unit.x + a.unit.y * b.unit.y + a.unit.z * b.unit.z);
  if (cos > 0.999999) return 0;
  if (cos < -0.999999) return slower;
  const turn = { x: b.unit.x - a.unit.x, y: b.unit.y - a.unit.y, z: b.unit.z - a.unit.z };
  const size = Math.hypot(turn.x, turn.y, turn.z);
  const acceleration = along(limits.accelerationMmS2, { x: turn.x / size, y: turn.y / size, z: turn.z / size });
  const sinHalf = Math.sqrt((1 - cos) / 2);
  return Math.min(slower, Math.sqrt((acceleration * limits.junctionMm * sinHalf) / (1 - sinHalf)));
}

/**
 * Speeds at which legs are left, mm/s: as fast as corners and accelerations allow, to a stop after the last.
 *
 * @param entryMmS - speed at the begin of the first leg; where it is too fast to stop in time, it is braked all the way
 */
export function exitSpeeds(legs: readonly Leg[], entryMmS: number, limits: Limits): number[] {
  const exits = legs.map((leg, i) => {
    const next = legs[i + 1];
    return next === undefined ? 0 : cornerMmS(leg, next, limits);
  });
  for (let i = legs.length - 1; i > 0; i--) {
    const leg = legs[i];
    const before = exits[i - 1];
    if (leg === undefined || before === undefined) continue;
    exits[i - 1] = Math.min(before, Math.sqrt((exits[i] ?? 0) ** 2 + 2 * leg.accelerationMmS2 * leg.lengthMm));
  }
  let entry = entryMmS;
  for (const [i, leg] of legs.entries()) {
    const gain = 2 * leg.accelerationMmS2 * leg.lengthMm;
    const exit = Math.min(exits[i] ?? 0, Math.sqrt(entry ** 2 + gain));
    entry = Math.max(exit, Math.sqrt(Math.max(0, entry ** 2 - gain)));
    exits[i] = entry;
  }
  return exits;
}

/** A leg's three phases: speeding up, steady, braking. Seconds and mm of each; `peakMmS` is the speed between. */
export interface Phases {
  readonly peakMmS: number;
  readonly upS: number;
  readonly upMm: number;
  readonly steadyS: number;
  readonly steadyMm: number;
  readonly downS: number;
}

/** @param entryMmS @param exitMmS - reachable from one another within the leg, as from `exitSpeeds` */
export function phases(leg: Leg, entryMmS: number, exitMmS: number): Phases {
  const a = leg.accelerationMmS2;
  const top = Math.sqrt(Math.max(0, (entryMmS ** 2 + exitMmS ** 2) / 2 + a * leg.lengthMm));
  const peakMmS = Math.max(entryMmS, exitMmS, Math.min(leg.speedMmS, top));
  const upMm = Math.max(0, (peakMmS ** 2 - entryMmS ** 2) / (2 * a));
  const downMm = Math.max(0, (peakMmS ** 2 - exitMmS ** 2) / (2 * a));
  const steadyMm = Math.max(0, leg.lengthMm - upMm - downMm);
  return {
    peakMmS,
    upS: (peakMmS - entryMmS) / a,
    upMm,
    steadyS: peakMmS > 0 ? steadyMm / peakMmS : 0,
    steadyMm,
    downS: (peakMmS - exitMmS) / a,
  };
}

export function legSeconds(leg: Leg, entryMmS: number, exitMmS: number): number {
  const { upS, steadyS, downS } = phases(leg, entryMmS, exitMmS);
  return upS + steadyS + downS;
}

/** Time that legs take from a given speed to a stop, s. */
export function secondsOf(legs: readonly Leg[], entryMmS: number, limits: Limits): number {
  let entry = entryMmS;
  let sum = 0;
  for (const [i, exit] of exitSpeeds(legs, entryMmS, limits).entries()) {
    const leg = legs[i];
    if (leg === undefined) continue;
    sum += legSeconds(leg, entry, exit);
    entry = exit;
  }
  return sum;
}

/** Time that motions take from standstill to standstill, s. */
export function estimateS(from: MachinePoint, motions: Iterable<Motion>, limits: Limits): number {
  const legs: Leg[] = [];
  let at = from;
  for (const motion of motions) {
    const leg = legOf(at, motion.to, motion.speedMmS, limits);
    if (leg.lengthMm > 0) legs.push(leg);
    at = motion.to;
  }
  return secondsOf(legs, 0, limits);
}
