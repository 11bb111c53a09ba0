import { createClock } from '../../engine/clock.ts';
import { HZ } from '../../engine/show.ts';

/** How well the loop keeps time. */
export interface Pace {
  /** how late the latest step ran, ms */
  lateMs: number;
  /** time given up since the start, ms */
  droppedMs: number;
}

/** Time that is given up is worth a word from so much on, ms; what is less adds up in the pace. */
const STALL_MS = 250;

/**
 * Call `step` 60 times a second, corrected for drift: a timer that is a millisecond late does not make the next one late.
 *
 * @param now - monotonic, ms
 * @param onStall - told once when the loop has stood still, before it goes on: so many ms are given up
 */
export function startLoop(
  step: () => void,
  now: () => number,
  onStall: (droppedMs: number) => void = () => {},
): { readonly pace: Readonly<Pace>; stop(): void } {
  const clock = createClock({ hz: HZ });
  const pace: Pace = { lateMs: 0, droppedMs: 0 };
  let timer: NodeJS.Timeout;
  const turn = (): void => {
    const due = clock.advance(now());
    if (due.steps > 0) pace.lateMs = due.lateMs;
    pace.droppedMs += due.droppedMs;
    if (due.droppedMs >= STALL_MS) onStall(due.droppedMs);
    for (let i = 0; i < due.steps; i++) step();
    timer = setTimeout(turn, clock.waitMs(now()));
  };
  timer = setTimeout(turn, 0);
  return { pace, stop: () => clearTimeout(timer) };
}
