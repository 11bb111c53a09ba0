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

/** legs kept behind the model, so that a report may put it back */
const keptBehind = 64;

export function createPace(limits: Limits): Pace {
  /** begins are arc lengths, mm */
  let legs: { readonly leg: Leg; readonly begin: number }[] = [];
  let end = 0;
  /** the leg that is being executed, and how many were accepted */
  let head = 0;
  let accepts = 0;
  /** how far into the leg at `head`, and how fast, at time `then` */
  let into = 0;
  let speed = 0;
  let then = 0;
  let idle: number | null = 0;

  /** What remains of the legs up to one, the first cut to what lies ahead. */
  const ahead = (to: number): Leg[] =>
    legs.slice(head, to).map(({ leg }, i) => (i === 0 ? { ...leg, lengthMm: Math.max(0, leg.lengthMm - into) } : leg));

  /** what was executed was accepted, even if its `ok` is still on the way */
  const executable = (): number => Math.max(accepts, head);

  const advance = (nowMs: number): void => {
    const start = then;
    let leftS = Math.max(0, (nowMs - start) / 1000);
    then = Math.max(start, nowMs);
    if (head >= executable()) return;
    let spentS = 0;
    const rest = ahead(executable());
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
      head++;
      into = 0;
      speed = exit;
    }
    idle ??= start + spentS * 1000;
    prune();
  };

  const prune = (): void => {
    const surplus = head - keptBehind;
    if (surplus < keptBehind) return;
    legs = legs.slice(surplus);
    head -= surplus;
    accepts -= surplus;
  };

  const here = (): number => (legs[head]?.begin ?? end) + into;

  return {
    promise: (leg) => {
      legs.push({ leg, begin: end });
      end += leg.lengthMm;
    },
    accept: (nowMs) => {
      advance(nowMs);
      if (accepts >= legs.length) return;
      accepts++;
      if (head < accepts) idle = null;
    },
    correct: (atMm, speedMmS, nowMs) => {
      advance(nowMs);
      while (head > 0 && (legs[head]?.begin ?? end) > atMm) head--;
      while (head < legs.length && (legs[head + 1]?.begin ?? end) <= atMm) head++;
      into = Math.max(0, Math.min(atMm, end) - (legs[head]?.begin ?? end));
      speed = Math.min(speedMmS, legs[head]?.leg.speedMmS ?? 0);
      if (head < executable()) idle = null;
      else idle ??= nowMs;
    },
    atMm: (nowMs) => {
      advance(nowMs);
      return here();
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
      end = 0;
      head = 0;
      accepts = 0;
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
