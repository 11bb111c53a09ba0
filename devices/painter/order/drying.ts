import { at, type Orderable } from './orderable.ts';
import type { Precedence } from './precedence.ts';

/** What is known of how paints dry, and of how time passes while others are painted. */
export interface Drying {
  /**
   * How long a paint wants the ground under it to have dried, s; 0 where it may go into the wet. Strokes of one paint are no
   * ground to each other.
   */
  readonly dryingS: (paint: string, ground: string) => number;
  /** time from the begin of this stroke to the begin of the next of the same filling, s */
  readonly durationS: (stroke: Orderable) => number;
  /** time that a change of filling takes besides, s */
  readonly washS: number;
}

/** The arm must stand still this long before a stroke. */
export interface Wait {
  readonly stroke: number;
  readonly seconds: number;
}

/**
 * Puts off strokes whose ground is still wet, and paints others meanwhile.
 *
 * A stroke that was put off comes back with the next run of its filling, or at the end. Only where nothing else is left to
 * paint, or where the ground dries sooner than a wash takes, the arm waits.
 *
 * @param order - satisfies the precedence, as the result does
 * @param filling - of each stroke
 */
export function letDry(
  strokes: readonly Orderable[],
  order: readonly number[],
  precedence: Precedence,
  filling: Int32Array,
  drying: Drying,
): { readonly order: readonly number[]; readonly waits: readonly Wait[] } {
  const waiting = Int32Array.from(precedence.before, (earlier) => earlier.length);
  const doneS = new Float64Array(strokes.length);
  const readyAtS = new Float64Array(strokes.length).fill(-1);
  const drawn: number[] = [];
  const waits: Wait[] = [];
  /** strokes put off, in the order given */
  let late: number[] = [];
  let clockS = 0;
  let held = -1;

  const startS = (stroke: number): number => clockS + (held === -1 || filling[stroke] === held ? 0 : drying.washS);
  /** when the ground of a stroke is dry, s; asked only once all before it are painted, and known from then on */
  const dryS = (stroke: number): number => {
    const known = at(readyAtS, stroke);
    if (known >= 0) return known;
    const paint = strokes[stroke]?.paint ?? '';
    let readyS = 0;
    for (const ground of precedence.before[stroke] ?? []) {
      const under = strokes[ground]?.paint ?? '';
      if (under === paint) continue;
      const seconds = checked(drying.dryingS(paint, under), `drying time of ${paint} over ${under}`);
      if (seconds > 0) readyS = Math.max(readyS, at(doneS, ground) + seconds);
    }
    readyAtS[stroke] = readyS;
    return readyS;
  };
  /** how long the arm would wait for a stroke, s; Infinity while another must come first */
  const waitS = (stroke: number): number =>
    at(waiting, stroke) > 0 ? Number.POSITIVE_INFINITY : Math.max(0, dryS(stroke) - startS(stroke));
  const draw = (stroke: number): void => {
    const seconds = waitS(stroke);
    if (seconds > 0) waits.push({ stroke, seconds });
    const one = strokes[stroke];
    if (one === undefined) throw new RangeError(`order names stroke ${stroke} of ${strokes.length}`);
    clockS = startS(stroke) + seconds + checked(drying.durationS(one), `duration of stroke ${one.id}`);
    doneS[stroke] = clockS;
    held = at(filling, stroke);
    drawn.push(stroke);
    for (const later of precedence.after[stroke] ?? []) waiting[later] = at(waiting, later) - 1;
  };
  const drawLate = (pick: (stroke: number) => boolean): boolean => {
    const stroke = late.find(pick);
    if (stroke === undefined) return false;
    late = late.filter((other) => other !== stroke);
    draw(stroke);
    return true;
  };

  for (const stroke of order) {
    while (drawLate((other) => filling[other] === held && waitS(other) === 0));
    const seconds = waitS(stroke);
    if (seconds === 0 || seconds < drying.washS) draw(stroke);
    else late.push(stroke);
  }
  while (late.length > 0) {
    if (drawLate((other) => filling[other] === held && waitS(other) === 0) || drawLate((other) => waitS(other) === 0)) continue;
    const soonest = late.reduce((best, other) => (waitS(other) < waitS(best) ? other : best));
    drawLate((other) => other === soonest);
  }
  return { order: drawn, waits };
}

function checked(seconds: number, what: string): number {
  if (seconds >= 0 && seconds < Number.POSITIVE_INFINITY) return seconds;
  throw new RangeError(`${what} is ${seconds}; give seconds of at least 0`);
}
