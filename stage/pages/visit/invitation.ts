import type { Place } from '../../../engine/people.ts';
import type { Ink, Rgb } from './ink.ts';

/** A faint line draws itself now and then, until the visitor draws the first of their own. */
const EVERY_MS = 9500;
const DRAWN_IN_MS = 2600;
const FAINT = 0.2;

const pathAt = (u: number): Place => ({ x: 0.2 + 0.6 * u, y: 0.46 + 0.17 * Math.sin(1.1 + u * 5.2) * (0.5 + 0.5 * u) });

/** @returns a function to call each frame while nobody has drawn */
export function createInvitation(ink: Ink, rgb: () => Rgb): (now: number) => void {
  let begunAt: number | null = null;
  let line: number | null = null;
  return (now) => {
    begunAt ??= now + 900;
    const elapsed = now - begunAt;
    if (elapsed < 0) return;
    const u = elapsed / DRAWN_IN_MS;
    if (u <= 1) {
      const at = pathAt(u * u * (3 - 2 * u));
      if (line === null) line = ink.begin(at, now, rgb(), FAINT);
      else ink.extend(line, at, now);
    } else if (line !== null) {
      ink.lift(line, now);
      line = null;
    }
    if (elapsed > EVERY_MS) begunAt = now;
  };
}
