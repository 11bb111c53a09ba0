import { exitSpeeds, type Leg, type Limits, phases, secondsOf } from '../painter/estimate.ts';

/**
 * How far the controller has come by now, and how much motion is still promised to it, as far as can be known between its
 * reports: a model of its planner, which starts a motion only once it has accepted it, and which each report puts right.
 */
export interface Pace {
  /** a motion was sent; it begins where the one before ends */
  promise(leg: Leg): void;
  /** the oldest motion that was not accepted is now in the controller's plan */
  accept(nowMs: number): void;
  /** a report: arc length along all that was promised since the last `clear`, and speed */
  correct(atMm: number, speedMmS: number, nowMs: number): void;
  /** modelled arc length along all that was promised, mm */
  atMm(nowMs: number): number;
  /** time until all that was promised is done, ms, and with one more leg */
  committedMs(nowMs: number, extra?: Leg): number;
  /** since when the modelled arm has stood still with all accepted motion done; null while it moves */
  idleSinceMs(nowMs: number): number | null;
  clear(nowMs: number): void;
}

export function createPace(limits: Limits): Pace {
  let legs: Leg[] = [];
  let accepted = 0;
  /** arc length where legs[0] begins; how far into it, and how fast, at time `then` */
  let begun = 0;
  let into = 0;
  let speed = 0;
  let then = 0;
  let idle: number | null = 0;

  /** What remains of the legs, the first cut to what lies ahead. */
  const ahead = (count: number): Leg[] =>
    legs.slice(0, count).map((leg, i) => (i === 0 ? { ...leg, lengthMm: Math.max(0, leg.lengthMm - into) } : leg));

  const advance = (nowMs: number): void => {
    let leftS = Math.max(0, (nowMs - then) / 1000);
    const arrived = then;
    then = Math.max(then, nowMs);
    if (accepted === 0) return;
    let spentS = 0;
    const rest = ahead(accepted);
    for (const [i, exit] of exitSpeeds(rest, speed, limits).entries()) {
      const leg = rest[i];
      if (leg === undefined) return;
      const p = phases(leg, speed, exit);
      const wholeS = p.upS + p.steadyS + p.downS;
      if (leftS < wholeS) {
        const part = within(leg, speed, p, leftS);
        into += part.mm;
        speed = part.speedMmS;
        return;
      }
      leftS -= wholeS;
      spentS += wholeS;
      begun += legs.shift()?.lengthMm ?? 0;
      accepted--;
      into = 0;
      speed = exit;
    }
    idle ??= arrived + spentS * 1000;
  };

  return {
    promise: (leg) => {
      legs.push(leg);
    },
    accept: (nowMs) => {
      advance(nowMs);
      if (accepted < legs.length) {
        accepted++;
        idle = null;
      }
    },
    correct: (atMm, speedMmS, nowMs) => {
      advance(nowMs);
      const promised = legs.reduce((sum, leg) => sum + leg.lengthMm, begun);
      let target = Math.min(atMm, promised);
      if (target < begun) {
        // the model ran ahead past a corner; the legs behind it are gone, and it waits at their end
        target = begun;
      }
      for (let first = legs[0]; first !== undefined && target - begun > first.lengthMm + 1e-9; first = legs[0]) {
        legs.shift();
        begun += first.lengthMm;
        accepted = Math.max(0, accepted - 1);
      }
      into = target - begun;
      speed = Math.min(speedMmS, legs[0]?.speedMmS ?? 0);
    },
    atMm: (nowMs) => {
      advance(nowMs);
      return begun + into;
    },
    committedMs: (nowMs, extra) => {
      advance(nowMs);
      const rest = ahead(legs.length);
      if (extra !== undefined) rest.push(extra);
      return 1000 * secondsOf(rest, speed, limits);
    },
    idleSinceMs: (nowMs) => {
      advance(nowMs);
      return idle;
    },
    clear: (nowMs) => {
      legs = [];
      accepted = 0;
      begun = 0;
      into = 0;
      speed = 0;
      then = nowMs;
      idle = nowMs;
    },
  };
}

/** Where one is after some time within a leg. */
function within(leg: Leg, entryMmS: number, p: ReturnType<typeof phases>, seconds: number): { mm: number; speedMmS: number } {
  const a = leg.accelerationMmS2;
  if (seconds < p.upS) return { mm: entryMmS * seconds + (a * seconds * seconds) / 2, speedMmS: entryMmS + a * seconds };
  const steady = seconds - p.upS;
  if (steady < p.steadyS) return { mm: p.upMm + p.peakMmS * steady, speedMmS: p.peakMmS };
  const down = steady - p.steadyS;
  return { mm: p.upMm + p.steadyMm + p.peakMmS * down - (a * down * down) / 2, speedMmS: Math.max(0, p.peakMmS - a * down) };
}
