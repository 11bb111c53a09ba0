import type { Place } from '../../../engine/people.ts';
import { layInk } from './brushwork.ts';
import { drawPaper } from './paper.ts';
import { type Drawn, ribsOf } from './ribbon.ts';

export type Rgb = readonly [number, number, number];

/** A line on the sheet, in sheet units, so that turning the phone does not lose it. */
interface Line {
  readonly number: number;
  readonly points: { readonly x: number; readonly y: number; readonly t: number }[];
  readonly strength: number;
  rgb: Rgb;
  /** when it was lifted, ms; null while it is drawn */
  liftedAt: number | null;
}

/** Width of the brush, of the sheet's height. */
const BRUSH = 0.034;
/** A line rests wet, then sinks, ms. */
const WET_MS = 1400;
const SINK_MS = 5200;

/** The visitor's sheet: paper, with the lines that are still wet on it. */
export interface Ink {
  /** @returns a number for the line, to go on with */
  begin(at: Place, now: number, rgb: Rgb, strength?: number): number;
  extend(line: number, at: Place, now: number): void;
  lift(line: number, now: number): void;
  /** Where the keyboard's brush is, or null. */
  cursor: { readonly at: Place; readonly down: boolean } | null;
  resize(widthCss: number, heightCss: number, ratio: number): void;
  /** @param hold - true keeps lifted lines wet: they have not left the phone yet */
  draw(now: number, hold: boolean): void;
}

/** @param calm - less motion was asked for: ink does not creep as it sinks */
export function createInk(canvas: HTMLCanvasElement, calm: boolean): Ink {
  const on = canvas.getContext('2d');
  if (on === null) throw new Error('this browser draws on no canvas; every browser since 2012 does');
  const paper = document.createElement('canvas');
  let lines: Line[] = [];
  let count = 0;
  let drawnClean = false;
  const find = (number: number): Line | undefined => lines.find((line) => line.number === number);

  const drawLine = (line: Line, now: number): void => {
    const { width, height } = canvas;
    const points: readonly Drawn[] = line.points.map(({ x, y, t }) => ({ x: x * width, y: (1 - y) * height, t }));
    const sunk = line.liftedAt === null ? 0 : Math.min(1, Math.max(0, (now - line.liftedAt - WET_MS) / SINK_MS));
    const alpha = (1 - sunk) ** 1.4 * line.strength;
    const ribs = ribsOf(points, height * BRUSH, line.liftedAt !== null);
    layInk(on, ribs, { rgb: line.rgb, alpha, spread: calm ? 1 : 1 + 0.22 * sunk, number: line.number });
  };
  const drawCursor = (): void => {
    if (ink.cursor === null) return;
    const { at, down } = ink.cursor;
    on.beginPath();
    on.arc(at.x * canvas.width, (1 - at.y) * canvas.height, canvas.height * BRUSH * (down ? 0.7 : 1.1), 0, 2 * Math.PI);
    on.strokeStyle = '#221e1b';
    on.lineWidth = Math.max(2, canvas.height / 240);
    on.stroke();
  };

  const ink: Ink = {
    cursor: null,
    begin(at, now, rgb, strength = 1) {
      count++;
      lines.push({ number: count, points: [{ ...at, t: now }], strength, rgb, liftedAt: null });
      return count;
    },
    extend(number, at, now) {
      const line = find(number);
      const last = line?.points.at(-1);
      if (line === undefined || last === undefined || Math.hypot(at.x - last.x, at.y - last.y) < 0.002) return;
      line.points.push({ ...at, t: now });
    },
    lift(number, now) {
      const line = find(number);
      if (line !== undefined) line.liftedAt ??= now;
    },
    resize(width, height, ratio) {
      const scale = Math.min(2, ratio);
      canvas.width = Math.max(2, Math.round(width * scale));
      canvas.height = Math.max(2, Math.round(height * scale));
      paper.width = canvas.width;
      paper.height = canvas.height;
      const ground = paper.getContext('2d');
      if (ground !== null) drawPaper(ground, paper.width, paper.height);
      drawnClean = false;
    },
    draw(now, hold) {
      if (hold) for (const line of lines) if (line.liftedAt !== null) line.liftedAt = Math.max(line.liftedAt, now - WET_MS);
      lines = lines.filter((line) => line.liftedAt === null || now - line.liftedAt < WET_MS + SINK_MS);
      const clean = lines.length === 0 && ink.cursor === null;
      if (clean && drawnClean) return;
      drawnClean = clean;
      on.drawImage(paper, 0, 0);
      for (const line of lines) drawLine(line, now);
      drawCursor();
    },
  };
  return ink;
}
