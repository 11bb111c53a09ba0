import type { Joints } from '../../kinematics/kinematics.ts';
import { braking, trapezoid } from '../../virtual/profile.ts';

/** What a joint allows: degrees (mm for a slide) a second, and a second squared. */
export interface Rate {
  readonly speed: number;
  readonly acceleration: number;
}

/** between two set-points, s */
export const tickS = 0.02;
/** motions that are planned together, and that wait behind them */
const planned = 10;
const mostWaiting = 4;
/** of what a joint may gain in speed, ramps take so much and corners the rest: both may come between two set-points */
const rampShare = 2 / 3;
/** a motion shorter than this is none, degrees */
const nothingDeg = 1e-7;
const restingDegS = 1e-6;

/** A way through the joints' space: speeds up, takes corners and brakes within each joint's rates, to a stop after the last. */
export interface Path {
  /** @returns false where there is no room for another motion now */
  add(to: Joints, seconds: number): boolean;
  /** how many motions have come into the plan since the last call */
  accepted(): number;
  /** goes on for so long. @returns where it is then */
  advance(seconds: number): Joints;
  /** from here on it only brakes, along its way; at its stop the rest is forgotten */
  brake(): void;
  /** forgets everything: it stands here */
  restart(at: Joints): void;
  readonly at: Joints;
  /** where the last of all that was added ends */
  readonly end: Joints;
  /** over all joints, degrees a second */
  readonly speedDegS: number;
  readonly moving: boolean;
}

interface Leg {
  readonly to: Joints;
  readonly unit: Joints;
  readonly nominal: number;
  readonly acceleration: number;
  /** what is left of it */
  left: number;
  accepted: boolean;
}

export function createPath(rates: readonly Rate[], start: Joints): Path {
  let legs: Leg[] = [];
  let exits: number[] | undefined;
  let end: Joints = start;
  let at: Joints = start;
  let speed = 0;
  let stopping = false;
  let accepted = 0;

  const least = (unit: Joints, of: (rate: Rate) => number): number =>
    Math.min(...rates.map((rate, i) => (unit[i] === undefined || unit[i] === 0 ? Number.POSITIVE_INFINITY : of(rate) / Math.abs(unit[i]))));

  /** as fast as no joint's speed jumps by more than corners' share of what it may gain from one set-point to the next */
  const corner = (a: Leg, b: Leg): number =>
    Math.min(
      a.nominal,
      b.nominal,
      least(
        a.unit.map((value, i) => (b.unit[i] ?? 0) - value),
        ({ acceleration }) => (1 - rampShare) * acceleration * tickS,
      ),
    );

  /** Speeds at which legs are left: as fast as a stop after the last allows. */
  const plan = (): number[] => {
    const speeds = legs.map((leg, i) => {
      const next = legs[i + 1];
      return next === undefined ? 0 : corner(leg, next);
    });
    for (let i = legs.length - 1; i > 0; i--) {
      const leg = legs[i];
      if (leg !== undefined)
        speeds[i - 1] = Math.min(speeds[i - 1] ?? 0, Math.sqrt((speeds[i] ?? 0) ** 2 + 2 * leg.acceleration * leg.left));
    }
    return speeds;
  };

  const accept = (): void => {
    for (const leg of legs.slice(0, planned)) {
      if (leg.accepted) continue;
      leg.accepted = true;
      accepted++;
    }
  };
  const place = ({ to, unit, left }: Leg): Joints => to.map((value, i) => value - (unit[i] ?? 0) * left);

  const rest = (where: Joints): void => {
    legs = [];
    exits = undefined;
    end = where;
    at = where;
    speed = 0;
    stopping = false;
  };

  /** @returns what is left of the time */
  const along = (leg: Leg, seconds: number): number => {
    exits ??= plan();
    const { left, nominal, acceleration } = leg;
    const profile = stopping
      ? braking({ mm: left, entry: speed, acceleration })
      : trapezoid({ mm: left, entry: speed, nominal, exit: exits[0] ?? 0, acceleration });
    const whole = profile.seconds <= seconds && profile.mm >= left - nothingDeg;
    leg.left = whole ? 0 : left - profile.mmAt(seconds);
    speed = profile.speedAt(Math.min(seconds, profile.seconds));
    at = whole ? leg.to : place(leg);
    if (!whole) return 0;
    legs.shift();
    exits.shift();
    accept();
    return seconds - profile.seconds;
  };

  return {
    add: (to, seconds) => {
      if (stopping || legs.length >= planned + mostWaiting) return false;
      const way = to.map((value, i) => value - (end[i] ?? 0));
      const lengthDeg = Math.hypot(...way);
      const unit = way.map((value) => (lengthDeg < nothingDeg ? 0 : value / lengthDeg));
      const most = least(unit, (rate) => rate.speed);
      legs.push({
        to,
        unit,
        nominal: Math.min(lengthDeg / Math.max(1e-4, seconds), most),
        acceleration: Math.min(
          least(unit, (rate) => rampShare * rate.acceleration),
          1e6,
        ),
        left: lengthDeg < nothingDeg ? 0 : lengthDeg,
        accepted: false,
      });
      end = to;
      exits = undefined;
      accept();
      return true;
    },
    accepted: () => {
      const count = accepted;
      accepted = 0;
      return count;
    },
    advance: (seconds) => {
      let left = seconds;
      for (let leg = legs[0]; leg !== undefined && left > 0; leg = legs[0]) {
        if (leg.left <= 0) {
          at = leg.to;
          legs.shift();
          exits = undefined;
          accept();
          continue;
        }
        left = along(leg, left);
        if (stopping && speed < restingDegS) break;
      }
      if (legs.length === 0 || (stopping && speed < restingDegS)) rest(at);
      return at;
    },
    brake: () => {
      stopping = true;
      if (speed < restingDegS) rest(at);
    },
    restart: (where) => {
      rest(where);
      accepted = 0;
    },
    get at() {
      return at;
    },
    get end() {
      return end;
    },
    get speedDegS() {
      return speed;
    },
    get moving() {
      return legs.length > 0;
    },
  };
}
