import type { Rib } from './ribbon.ts';

/** How a line is inked: its colour as sRGB, and how much of it is still to be seen. */
export interface Inking {
  readonly rgb: readonly [number, number, number];
  /** 1 wet, 0 sunk into the paper */
  readonly alpha: number;
  /** how far the ink has crept outwards, 1 none */
  readonly spread: number;
  /** tells one line's bristles from another's */
  readonly number: number;
}

const BRISTLES = 11;

/** @returns 0..1, the same for the same bristle of the same line */
const chance = (a: number, b: number): number => {
  const s = Math.sin(a * 127.1 + b * 311.7) * 43758.5453;
  return s - Math.floor(s);
};

/** Lays a line of ink on paper: a wet body with a darker edge, and the tracks of bristles that run dry one by one. */
export function layInk(on: CanvasRenderingContext2D, ribs: readonly Rib[], { rgb, alpha, spread, number }: Inking): void {
  const first = ribs[0];
  if (first === undefined || alpha <= 0) return;
  const [r, g, b] = rgb;
  on.save();
  on.globalCompositeOperation = 'multiply';
  on.lineJoin = 'round';
  on.lineCap = 'round';
  if (ribs.length === 1) {
    on.fillStyle = `rgb(${r} ${g} ${b} / ${0.8 * alpha})`;
    on.beginPath();
    on.ellipse(first.x, first.y, first.half * spread, first.half * 0.86 * spread, 0.6, 0, 2 * Math.PI);
    on.fill();
    on.restore();
    return;
  }
  const body = outline(ribs, spread);
  on.fillStyle = `rgb(${r} ${g} ${b} / ${0.6 * alpha})`;
  on.fill(body);
  on.strokeStyle = `rgb(${r} ${g} ${b} / ${0.34 * alpha})`;
  on.lineWidth = Math.max(0.7, widest(ribs) * 0.1);
  on.stroke(body);
  drawBristles(on, ribs, alpha, rgb, number, spread);
  on.restore();
}

const widest = (ribs: readonly Rib[]): number => ribs.reduce((most, rib) => Math.max(most, rib.half), 0);

function outline(ribs: readonly Rib[], spread: number): Path2D {
  const path = new Path2D();
  for (const rib of ribs) path.lineTo(rib.x + rib.nx * rib.half * spread, rib.y + rib.ny * rib.half * spread);
  for (const rib of ribs.toReversed()) path.lineTo(rib.x - rib.nx * rib.half * spread, rib.y - rib.ny * rib.half * spread);
  path.closePath();
  return path;
}

function drawBristles(
  on: CanvasRenderingContext2D,
  ribs: readonly Rib[],
  alpha: number,
  rgb: Inking['rgb'],
  number: number,
  spread: number,
): void {
  const most = widest(ribs);
  const [r, g, b] = rgb;
  for (let i = 0; i < BRISTLES; i++) {
    const place = ((i + 0.5) / BRISTLES) * 2 - 1 + (chance(number, i) - 0.5) * 0.12;
    const dryAt = most * (50 + 200 * chance(number + 0.5, i));
    on.strokeStyle = `rgb(${r} ${g} ${b} / ${(0.16 + 0.3 * chance(i, number)) * alpha})`;
    on.lineWidth = Math.max(0.6, ((most * 2) / BRISTLES) * (0.55 + 0.6 * chance(i + 7, number)));
    on.beginPath();
    let pen = false;
    for (const rib of ribs) {
      const skip = rib.along > dryAt && chance(Math.floor(rib.along / (most * (0.9 + 2 * chance(i, 3)))), i + number) < 0.5;
      const x = rib.x + rib.nx * rib.half * place * spread;
      const y = rib.y + rib.ny * rib.half * place * spread;
      if (pen && !skip) on.lineTo(x, y);
      else on.moveTo(x, y);
      pen = !skip;
    }
    on.stroke();
  }
}
