import type { AxisPlace } from '../driver.ts';

/** A status report as it stands in the line; MPos or WPos, whichever was sent. */
export interface StatusLine {
  readonly kind: 'status';
  /** `Idle`, `Run`, `Hold:0`, `Alarm` … */
  readonly state: string;
  readonly machinePos?: AxisPlace;
  readonly workPos?: AxisPlace;
  readonly workOffset?: AxisPlace;
  /** free blocks of the planner, free bytes of the receive buffer */
  readonly free?: { readonly blocks: number; readonly bytes: number };
  /** executing line number, if compiled in */
  readonly line?: number;
  /** mm/min */
  readonly feed?: number;
  /** triggered input pins: X Y Z P D H R S */
  readonly pins?: string;
  /** feed, rapid and spindle overrides, % */
  readonly overrides?: readonly [number, number, number];
}

/** One line from a Grbl. */
export type GrblLine =
  | StatusLine
  | { readonly kind: 'ok' }
  | { readonly kind: 'error'; readonly code: number }
  | { readonly kind: 'alarm'; readonly code: number }
  | { readonly kind: 'banner'; readonly version: string }
  | { readonly kind: 'setting'; readonly number: number; readonly value: number }
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'options'; readonly blocks: number | null; readonly bytes: number | null }
  | { readonly kind: 'message'; readonly text: string }
  /** anything else: noise, another firmware, `$N` lines, echoes */
  | { readonly kind: 'other'; readonly text: string };

/** Reads one line, without its line end. Never throws, whatever it is given. */
export function readLine(text: string): GrblLine {
  const line = text.trim();
  if (line === 'ok') return { kind: 'ok' };
  const coded = /^(error|ALARM):(\d{1,3})$/.exec(line);
  if (coded) return { kind: coded[1] === 'error' ? 'error' : 'alarm', code: Number(coded[2]) };
  if (line.startsWith('<') && line.endsWith('>')) return readStatus(line.slice(1, -1)) ?? { kind: 'other', text: line };
  const banner = /^Grbl(?:HAL)? (\d[\w.]*) \[/i.exec(line);
  if (banner?.[1] !== undefined) return { kind: 'banner', version: banner[1] };
  const setting = /^\$(\d{1,3})=(-?\d{1,9}(?:\.\d{1,9})?)(?: .*)?$/.exec(line);
  if (setting) return { kind: 'setting', number: Number(setting[1]), value: Number(setting[2]) };
  const bracket = /^\[([A-Za-z]+):(.*)\]$/.exec(line);
  const content = bracket?.[2] ?? '';
  switch (bracket?.[1]) {
    case 'MSG':
      return { kind: 'message', text: content };
    case 'VER':
      // `1.1h.20190825:` and then the user's own text
      return { kind: 'version', version: /^\d+\.\d+[a-z]?/.exec(content)?.[0] ?? content };
    case 'OPT': {
      const [, blocks, bytes] = content.split(',');
      return { kind: 'options', blocks: count(blocks), bytes: count(bytes) };
    }
    default:
      return { kind: 'other', text: line };
  }
}

const count = (text: string | undefined): number | null => (text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : null);

/** no arm is so large, mm or degrees: a number beyond it was altered on its way */
const mostOfAnything = 1e6;

/** @returns three finite numbers or more as a place; undefined for anything else, as a line with altered bytes gives */
function point(values: readonly number[]): AxisPlace | undefined {
  const [x, y, z, a, b, c] = values;
  if (x === undefined || y === undefined || z === undefined || !values.every((value) => Math.abs(value) <= mostOfAnything))
    return undefined;
  return { x, y, z, ...(a !== undefined && { a }), ...(b !== undefined && { b }), ...(c !== undefined && { c }) };
}

function numbers(text: string): number[] {
  return text.split(',').map((part) => (/^-?\d{1,9}(\.\d{1,9})?$/.test(part) ? Number(part) : Number.NaN));
}

function readStatus(body: string): StatusLine | undefined {
  const [state, ...fields] = body.split('|');
  if (state === undefined || !/^[A-Z][a-z]+(:\d)?$/.test(state)) return undefined;
  let status: StatusLine = { kind: 'status', state };
  for (const field of fields) {
    const colon = field.indexOf(':');
    const name = colon < 0 ? field : field.slice(0, colon);
    const text = colon < 0 ? '' : field.slice(colon + 1);
    const values = numbers(text);
    const [a, b, c] = values;
    const place = point(values);
    const [finiteA, finiteB] = [Number.isFinite(a), Number.isFinite(b)];
    if (name === 'MPos' && place) status = { ...status, machinePos: place };
    else if (name === 'WPos' && place) status = { ...status, workPos: place };
    else if (name === 'WCO' && place) status = { ...status, workOffset: place };
    else if (name === 'Bf' && a !== undefined && b !== undefined && finiteA && finiteB)
      status = { ...status, free: { blocks: a, bytes: b } };
    else if (name === 'Ln' && a !== undefined && finiteA) status = { ...status, line: a };
    else if ((name === 'FS' || name === 'F') && a !== undefined && finiteA) status = { ...status, feed: a };
    else if (name === 'Pn') status = { ...status, pins: text };
    else if (name === 'Ov' && place && a !== undefined && b !== undefined && c !== undefined) status = { ...status, overrides: [a, b, c] };
  }
  return status;
}
