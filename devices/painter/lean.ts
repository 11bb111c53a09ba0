import type { BrushProfile } from './brush.ts';
import type { Held } from './lag.ts';
import type { Lean } from './motion.ts';

/** at this pressure and above the handle leans as far as it may */
const fullAt = 0.7;
/** the lean follows the direction of travel over so much of the path behind and ahead, mm: it sweeps round corners */
const smoothMm = 20;
/** from upright to leaning, and back, over so much of the path, mm: a degree a millimetre where an arm leans by 20 */
const rampMm = 20;
/** legs of a leaning path are no longer, mm: the lean is straight between their ends */
const legMm = 6;

export const upright: Lean = { deg: 0, towardsDeg: 0 };

/** The same path with no leg longer than 6 mm. */
export function* shortLegs(path: Iterable<Held>): Generator<Held, void> {
  let a: Held | undefined;
  for (const b of path) {
    const from = a ?? b;
    const count = Math.ceil(Math.hypot(b.handleX - from.handleX, b.handleY - from.handleY) / legMm);
    const mix = (key: keyof Held, t: number): number => from[key] + (b[key] - from[key]) * t;
    for (let i = 1; i < count; i++) {
      const t = i / count;
      const [x, y, depth, at] = [mix('x', t), mix('y', t), mix('depth', t), mix('at', t)];
      yield { x, y, depth, at, handleX: mix('handleX', t), handleY: mix('handleY', t) };
    }
    yield b;
    a = b;
  }
}

/**
 * How the handle leans at each place of a path: towards where it goes, so that the hair is pulled after it as by a person, the
 * more the harder it is pressed, and upright where it comes down and leaves.
 *
 * @param mostDeg - as far as the arm may lean
 */
export function leansAlong(path: readonly Held[], profile: BrushProfile, mostDeg: number): Lean[] {
  const begin = path[0]?.at ?? 0;
  const end = path.at(-1)?.at ?? 0;
  // each leg pulls its own way
  const legs = path.slice(1).flatMap((b, i) => {
    const a = path[i];
    if (a === undefined || b.at <= a.at) return [];
    const share = Math.min(1, profile.pressureAt((a.depth + b.depth) / 2) / fullAt);
    const span = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    return [{ from: a.at, to: b.at, x: (share * (b.x - a.x)) / span, y: (share * (b.y - a.y)) / span }];
  });
  return path.map(({ at }) => {
    const sum = { x: 0, y: 0, mm: 0 };
    for (const { from, to, x, y } of legs) {
      const mm = Math.min(to, at + smoothMm) - Math.max(from, at - smoothMm);
      if (mm <= 0) continue;
      sum.x += x * mm;
      sum.y += y * mm;
      sum.mm += mm;
    }
    if (sum.mm === 0) return upright;
    const ramp = Math.max(0, Math.min(1, (at - begin) / rampMm, (end - at) / rampMm));
    const deg = (mostDeg * ramp * Math.hypot(sum.x, sum.y)) / sum.mm;
    return { deg, towardsDeg: (Math.atan2(sum.y, sum.x) * 180) / Math.PI };
  });
}

/** @returns the lean a share of the way from one to another */
export function leanBetween(a: Lean, b: Lean, share: number): Lean {
  const side = ({ deg, towardsDeg }: Lean, of: (rad: number) => number): number => deg * of((towardsDeg * Math.PI) / 180);
  const mix = (of: (rad: number) => number): number => side(a, of) + (side(b, of) - side(a, of)) * share;
  const [x, y] = [mix(Math.cos), mix(Math.sin)];
  return { deg: Math.hypot(x, y), towardsDeg: (Math.atan2(y, x) * 180) / Math.PI };
}
