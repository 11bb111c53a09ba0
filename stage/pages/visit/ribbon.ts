/** A point of a line on the sheet, px, with the time it was drawn, ms. */
export interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly t: number;
}

/** A point of a ribbon: where, which way is left, and half the width there, px. */
export interface Rib {
  readonly x: number;
  readonly y: number;
  readonly nx: number;
  readonly ny: number;
  readonly half: number;
  /** from the beginning, px */
  readonly along: number;
}

/** Distance between ribs, in units of the brush's width. */
const SPACING = 0.16;
/** A line swells to its width over this length, and thins over twice it, in brush widths. */
const TAPER = 0.9;
/** Speed at which a brush leaves about half its width, brush widths a second. */
const FAST = 60;

const blend = (a: number, b: number, u: number): number => a + (b - a) * u;
const ease = (u: number): number => {
  const v = Math.min(1, Math.max(0, u));
  return v * v * (3 - 2 * v);
};

/**
 * The body of a brush line: smooth, thin where the hand was fast, tapered where it began and, once it is lifted, where it ends.
 *
 * @param widthPx - of the brush at rest
 * @param lifted - whether the line has ended
 */
export function ribsOf(points: readonly Drawn[], widthPx: number, lifted: boolean): readonly Rib[] {
  const smooth = soften(points);
  const first = smooth[0];
  if (first === undefined) return [];
  if (smooth.length === 1) return [{ ...first, nx: 0, ny: 1, half: widthPx * 0.36, along: 0 }];
  const walked = walk(smooth, widthPx * SPACING);
  const length = walked.at(-1)?.along ?? 0;
  const reach = Math.max(1, Math.min(widthPx * TAPER, length * 0.4));
  let half = widthPx * 0.3;
  return walked.map((rib) => {
    const swift = 1 / (1 + (rib.speed / (FAST * widthPx)) ** 1.2);
    half = blend(half, widthPx * 0.5 * blend(0.42, 1, swift), 0.12);
    const start = blend(0.18, 1, ease(rib.along / reach));
    const end = lifted
      ? blend(0.2, 1, ease((length - rib.along) / (2 * reach)))
      : blend(0.5, 1, ease((length - rib.along) / (0.5 * widthPx)));
    return { x: rib.x, y: rib.y, nx: rib.nx, ny: rib.ny, along: rib.along, half: half * start * end };
  });
}

/** Each point drawn towards its neighbours: a finger trembles, a brush does not. */
function soften(points: readonly Drawn[]): readonly Drawn[] {
  return points.map((point, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    if (before === undefined || after === undefined) return point;
    return { x: (before.x + 2 * point.x + after.x) / 4, y: (before.y + 2 * point.y + after.y) / 4, t: point.t };
  });
}

interface Walked extends Omit<Rib, 'half'> {
  readonly speed: number;
}

/** Even steps along quadratic arcs through the midpoints of the line. */
function walk(points: readonly Drawn[], spacing: number): readonly Walked[] {
  const ribs: Walked[] = [];
  let along = 0;
  for (let i = 0; i < points.length; i++) {
    const at = points[i];
    const before = points[i - 1] ?? at;
    const after = points[i + 1] ?? at;
    if (at === undefined || before === undefined || after === undefined) continue;
    const from = { x: (before.x + at.x) / 2, y: (before.y + at.y) / 2 };
    const to = { x: (at.x + after.x) / 2, y: (at.y + after.y) / 2 };
    const reach = Math.hypot(to.x - from.x, to.y - from.y);
    if (reach < 1e-6) continue;
    const speed = (reach / Math.max(8, (after.t - before.t) / 2)) * 1000;
    const parts = Math.max(1, Math.round(reach / spacing));
    for (let k = ribs.length === 0 ? 0 : 1; k <= parts; k++) {
      const u = k / parts;
      const dx = 2 * ((1 - u) * (at.x - from.x) + u * (to.x - at.x));
      const dy = 2 * ((1 - u) * (at.y - from.y) + u * (to.y - at.y));
      const norm = Math.hypot(dx, dy) || 1;
      const x = (1 - u) ** 2 * from.x + 2 * u * (1 - u) * at.x + u * u * to.x;
      const y = (1 - u) ** 2 * from.y + 2 * u * (1 - u) * at.y + u * u * to.y;
      ribs.push({ x, y, nx: -dy / norm, ny: dx / norm, along: along + u * reach, speed });
    }
    along += reach;
  }
  return ribs;
}
