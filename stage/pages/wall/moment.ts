import type { Person, Place } from '../../../engine/people.ts';
import type { StageFrame } from '../../../scenes/kit/scene.ts';
import type { ShowNow, Told } from '../shared/mirror.ts';

/** Between two frames of news people are carried on along their velocity, at most this long, s. */
const CARRY_S = 0.06;
/** With no news for this long the room is taken to be empty, s: a wall must not hold a hand that left hours ago. */
const STALE_S = 3;

/** How the show's time runs beside the page's: news that is held up on its way is still told from the time that it was made. */
export interface Pace {
  /** @param time - of the show, s @param nowS - of the page, s */
  heard(time: number, nowS: number): void;
  /** @returns seconds that the show has gone on since it was at `time` */
  since(time: number, nowS: number): number;
  /** @returns seconds without any news */
  silence(nowS: number): number;
}

/** The quickest news tells the lag between the two clocks; it is forgotten slowly, because clocks drift. */
const FORGET_S = 0.0002;
/**
 * News that is later than this is held up on its way, or the show stood still meanwhile, s. What was held up comes all at
 * once and then is in time again; a show that stood still is late from now on, and is believed to be after so long, s.
 */
const LATE_S = 0.15;
const SETTLE_S = 0.5;

export function createPace(): Pace {
  let lag = Number.POSITIVE_INFINITY;
  let heardAt = Number.NEGATIVE_INFINITY;
  let newest = Number.NEGATIVE_INFINITY;
  let late: { readonly sinceS: number; readonly least: number } | null = null;
  return {
    heard(time, nowS) {
      const seen = nowS - time;
      // a show that is earlier than it was is another one
      lag = time < newest ? seen : Math.min(lag + FORGET_S, seen);
      heardAt = nowS;
      newest = time;
      if (seen - lag <= LATE_S) late = null;
      else late = { sinceS: late?.sinceS ?? nowS, least: Math.min(late?.least ?? seen, seen) };
      if (late === null || nowS - late.sinceS < SETTLE_S) return;
      lag = late.least;
      late = null;
    },
    since: (time, nowS) => Math.max(0, nowS - lag - time),
    silence: (nowS) => nowS - heardAt,
  };
}

const unit = (value: number): number => Math.min(1, Math.max(0, value));
const along = (place: Place, velocity: Place, s: number): Place => ({
  x: unit(place.x + velocity.x * s),
  y: unit(place.y + velocity.y * s),
});
const carried = (person: Person, s: number): Person => ({
  ...person,
  at: along(person.at, person.velocity, s),
  tip: along(person.tip, person.velocity, s),
});

/**
 * What the scene's picture and sound are given for one animation frame.
 *
 * @param sinceS - seconds that the show has gone on since its last news
 * @param silentS - seconds since that news came
 */
export function momentOf(now: ShowNow, told: Told, sinceS: number, silentS: number): StageFrame {
  const carry = Math.min(CARRY_S, Math.max(0, sinceS));
  const stale = silentS > STALE_S;
  return {
    time: now.time + Math.max(0, sinceS),
    people: stale ? [] : [...now.people, ...now.dreamers].map((person) => carried(person, carry)),
    gestures: told.gestures,
    events: told.events,
    presence: stale ? 0 : now.presence,
    crowd: now.crowd,
    beat: { bpm: now.tempo.bpm, beats: now.tempo.beats + (Math.max(0, sinceS) * now.tempo.bpm) / 60 },
  };
}

/** The same moment for a further step of the same animation frame: whatever happened has been told. */
export const afterwards = (moment: StageFrame): StageFrame => ({ ...moment, gestures: [], events: [] });
