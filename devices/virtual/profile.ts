/** A stretch of constant acceleration, negative when it brakes: s, mm/s, mm/s². */
interface Phase {
  readonly seconds: number;
  readonly from: number;
  readonly acceleration: number;
}

/** Speed over time on one straight piece of path: s, mm, mm/s. Times outside it are clamped to it. */
export interface Profile {
  readonly seconds: number;
  readonly mm: number;
  mmAt(seconds: number): number;
  speedAt(seconds: number): number;
}

/** What a profile must respect: mm, mm/s, mm/s². */
export interface ProfileLimits {
  readonly mm: number;
  readonly entry: number;
  readonly nominal: number;
  readonly exit: number;
  readonly acceleration: number;
}

/**
 * The fastest way along `mm` from `entry` to `exit` without passing `nominal`: a trapezoid, or a triangle where the way
 * is too short to reach `nominal`. An entry above `nominal` (the feed was just overridden) brakes to it first; an exit
 * that cannot be reached becomes the nearest speed that can.
 */
export function trapezoid(limits: ProfileLimits): Profile {
  return profile(phases(limits), limits.mm);
}

/** Brakes as hard as allowed: stops within `mm` if it can, else leaves at the speed that is left. */
export function braking({ mm, entry, acceleration }: Pick<ProfileLimits, 'mm' | 'entry' | 'acceleration'>): Profile {
  const needed = (entry * entry) / (2 * acceleration);
  return profile([brake(entry, needed <= mm ? 0 : Math.sqrt(entry * entry - 2 * acceleration * mm), acceleration)], Math.min(mm, needed));
}

const brake = (from: number, to: number, acceleration: number): Phase => ({
  seconds: (from - to) / acceleration,
  from,
  acceleration: -acceleration,
});

function phases({ mm, entry, nominal, exit, acceleration: a }: ProfileLimits): readonly Phase[] {
  const slowest2 = entry * entry - 2 * a * mm;
  if (slowest2 > exit * exit) return [brake(entry, Math.sqrt(slowest2), a)];
  if (entry > nominal) {
    const way = (entry * entry - nominal * nominal) / (2 * a);
    const rest = phases({ mm: Math.max(0, mm - way), entry: nominal, nominal, exit: Math.min(exit, nominal), acceleration: a });
    return [brake(entry, nominal, a), ...rest];
  }
  const leave = Math.min(exit, nominal, Math.sqrt(entry * entry + 2 * a * mm));
  const peak = Math.max(entry, leave, Math.min(nominal, Math.sqrt((2 * a * mm + entry * entry + leave * leave) / 2)));
  const ramps = (2 * peak * peak - entry * entry - leave * leave) / (2 * a);
  return [
    { seconds: (peak - entry) / a, from: entry, acceleration: a },
    { seconds: peak > 0 ? Math.max(0, mm - ramps) / peak : 0, from: peak, acceleration: 0 },
    brake(peak, leave, a),
  ];
}

function profile(parts: readonly Phase[], mm: number): Profile {
  const seconds = parts.reduce((sum, part) => sum + part.seconds, 0);
  return {
    seconds,
    mm,
    mmAt: (at) => {
      if (at >= seconds) return mm;
      let left = Math.max(0, at);
      let way = 0;
      for (const part of parts) {
        const t = Math.min(left, part.seconds);
        way += part.from * t + (part.acceleration * t * t) / 2;
        left -= t;
      }
      return Math.min(way, mm);
    },
    speedAt: (at) => {
      let left = Math.min(Math.max(0, at), seconds);
      let speed = 0;
      for (const part of parts) {
        const t = Math.min(left, part.seconds);
        speed = part.from + part.acceleration * t;
        left -= t;
        if (t < part.seconds) break;
      }
      return Math.max(0, speed);
    },
  };
}
