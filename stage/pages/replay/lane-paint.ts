import type { Paint } from '../../../engine/palette.ts';
import type { Marks } from '../../../engine/replay/marks.ts';
import { HZ } from '../../../engine/show.ts';
import { showTime } from '../../../engine/time-code.ts';
import type { ReplayWords } from '../shared/i18n/replay-en.ts';
import { pigment } from '../shared/pigment.ts';
import type { Stretch } from './command.ts';
import type { Band, Lanes } from './lanes.ts';
import { gestureRows, rowOf, spacingS } from './view.ts';

export interface LanePicture {
  readonly marks: Marks;
  readonly palette: readonly Paint[];
  readonly view: Stretch;
  readonly lanes: Lanes;
  readonly words: ReplayWords;
}

const colours = {
  lane: '#1c1917',
  paper: '#d8cfbf',
  bone: '#ece3d3',
  soft: '#b9ae9c',
  line: '#37302a',
  cue: '#dda742',
  dark: '#0c0a09',
} as const;
const FONT = '16px "Inter Variable", Inter, system-ui, sans-serif';

type Pen = CanvasRenderingContext2D;

/** Draws all that stands on the timeline; what moves over it is not of it. */
export function paintLanes(pen: Pen, { marks, palette, view, lanes, words }: LanePicture): void {
  const { gutter, width, height } = lanes;
  const x = (step: number): number => gutter + ((step - view.from) / (view.to - view.from)) * (width - gutter);
  const seen = (step: number): boolean => step >= view.from && step <= view.to;
  pen.clearRect(0, 0, width, height);
  pen.font = FONT;
  pen.textBaseline = 'middle';
  for (const band of [lanes.cues, lanes.gestures, lanes.crowd]) fill(pen, band, gutter, width, colours.lane);
  fill(pen, lanes.strokes, gutter, width, colours.paper);
  paintRuler(pen, lanes, view, x);
  pen.save();
  pen.beginPath();
  pen.rect(gutter, 0, width - gutter, height);
  pen.clip();
  paintDark(pen, marks, lanes, x, words);
  paintCrowd(pen, marks, lanes.crowd, view, x);
  paintGestures(pen, marks, lanes.gestures, x, seen);
  for (const { step, paint, author } of marks.strokes) {
    if (!seen(step)) continue;
    // what the scene dreams is short, what somebody drew goes through
    const inset = author.startsWith('generator') ? lanes.strokes.height * 0.32 : 4;
    pen.fillStyle = pigment(palette, paint, 0.9);
    pen.fillRect(x(step) - 1.5, lanes.strokes.top + inset, 3, lanes.strokes.height - 2 * inset);
  }
  paintCues(pen, marks, lanes, x);
  pen.restore();
  paintNames(pen, lanes, words);
}

function fill(pen: Pen, { top, height }: Band, from: number, to: number, colour: string): void {
  pen.fillStyle = colour;
  pen.fillRect(from, top, to - from, height);
}

function paintRuler(pen: Pen, { ruler, width, gutter }: Lanes, view: Stretch, x: (step: number) => number): void {
  const every = spacingS(view, width - gutter, 84);
  pen.fillStyle = colours.soft;
  for (let s = Math.ceil(view.from / HZ / every) * every; s * HZ <= view.to; s += every) {
    const at = x(s * HZ);
    pen.fillRect(at, ruler.top + ruler.height - 6, 1, 6);
    const text = showTime(s);
    const wide = pen.measureText(text).width;
    pen.fillText(text, Math.min(width - wide, Math.max(gutter, at - wide / 2)), ruler.top + 11);
  }
}

function paintCues(pen: Pen, { cues }: Marks, { cues: band, height, width }: Lanes, x: (step: number) => number): void {
  for (const [n, { step, number, name }] of cues.entries()) {
    const at = x(step);
    const until = x(cues[n + 1]?.step ?? Number.POSITIVE_INFINITY);
    pen.fillStyle = colours.cue;
    pen.fillRect(Math.round(at), band.top, 2, height - band.top);
    pen.save();
    pen.beginPath();
    pen.rect(at, band.top, Math.min(width, until) - at - 8, band.height);
    pen.clip();
    // a name stays in sight while its cue is
    const left = Math.max(at, x(0) < 0 ? 8 : at) + 10;
    pen.fillText(String(number), left, band.top + band.height / 2 + 1);
    pen.fillStyle = colours.bone;
    pen.fillText(name, left + pen.measureText(`${number} `).width + 4, band.top + band.height / 2 + 1);
    pen.restore();
  }
}

function paintGestures(pen: Pen, { gestures }: Marks, band: Band, x: (step: number) => number, seen: (step: number) => boolean): void {
  const high = band.height / gestureRows.length;
  pen.fillStyle = colours.line;
  for (let row = 1; row < gestureRows.length; row++) pen.fillRect(0, band.top + row * high, x(Number.MAX_SAFE_INTEGER), 1);
  for (const { step, kind } of gestures) {
    if (!seen(step)) continue;
    const row = gestureRows.indexOf(rowOf(kind));
    const middle = band.top + (row + 0.5) * high;
    // who goes, and what is let go, is drawn hollow
    const ends = kind === 'leave' || kind === 'release';
    pen.beginPath();
    pen.arc(x(step), middle, 4, 0, 2 * Math.PI);
    pen.fillStyle = colours.bone;
    pen.strokeStyle = colours.bone;
    pen.lineWidth = 1.5;
    if (ends) pen.stroke();
    else pen.fill();
  }
}

function paintCrowd(pen: Pen, { energy, people, steps }: Marks, band: Band, view: Stretch, x: (step: number) => number): void {
  const foot = band.top + band.height;
  const most = Math.max(4, ...people);
  const [first, last] = [Math.max(0, Math.floor(view.from / HZ) - 1), Math.min(energy.length, Math.ceil(view.to / HZ) + 1)];
  pen.beginPath();
  pen.moveTo(x(first * HZ), foot);
  for (let s = first; s < last; s++) pen.lineTo(x((s + 0.5) * HZ), foot - (energy[s] ?? 0) * (band.height - 6));
  pen.lineTo(x(Math.min(steps, last * HZ)), foot);
  pen.closePath();
  pen.fillStyle = '#6d6154';
  pen.fill();
  pen.beginPath();
  for (let s = first; s < last; s++) {
    const y = foot - 1 - ((people[s] ?? 0) / most) * (band.height - 6);
    pen.lineTo(x(s * HZ), y);
    pen.lineTo(x((s + 1) * HZ), y);
  }
  pen.strokeStyle = colours.bone;
  pen.lineWidth = 1.5;
  pen.stroke();
}

function paintDark(pen: Pen, { dark }: Marks, { cues, height }: Lanes, x: (step: number) => number, words: ReplayWords): void {
  for (const { kind, from, to } of dark) {
    const [left, right] = [x(from), Math.max(x(from) + 3, x(to))];
    pen.fillStyle = colours.dark;
    pen.fillRect(left, cues.top, right - left, height - cues.top);
    pen.fillStyle = kind === 'panic' ? '#e0533a' : colours.soft;
    pen.fillRect(left, height - 4, right - left, 4);
    const text = words.dark[kind];
    if (pen.measureText(text).width + 10 < right - left) pen.fillText(text, left + 5, height - 16);
  }
}

function paintNames(pen: Pen, { gutter, cues, gestures, strokes, crowd }: Lanes, { lanes: names, gestures: rows }: ReplayWords): void {
  pen.fillStyle = colours.soft;
  const name = (text: string, middle: number): void => pen.fillText(text, 0, middle, gutter - 10);
  name(names.cues, cues.top + cues.height / 2 + 1);
  for (const [n, row] of gestureRows.entries()) name(rows[row], gestures.top + ((n + 0.5) * gestures.height) / gestureRows.length + 1);
  name(names.strokes, strokes.top + strokes.height / 2 + 1);
  name(names.crowd, crowd.top + crowd.height / 2 + 1);
}
