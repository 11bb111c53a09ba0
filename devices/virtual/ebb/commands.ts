import { type Core, type Item, longestFifo, type Pause } from './core.ts';
import { steady } from './steps.ts';

/** How a reply ends in legacy syntax: alone, or before its `OK`. Both orders of CR and LF are the firmware's own. */
type Ending = 'ok' | 'data' | 'dataOk' | 'swappedOk' | 'swapped';

const endings: Readonly<Record<Ending, string>> = {
  ok: 'OK\r\n',
  data: '\r\n',
  dataOk: '\r\nOK\r\n',
  swappedOk: '\n\rOK\r\n',
  swapped: '\n\r',
};

/** A problem with a command, as the firmware says it. */
class Trouble extends Error {}
const missing = (): never => {
  throw new Trouble('!4 Err: Missing parameter(s)');
};
const invalid = (): never => {
  throw new Trouble('!6 Err: Invalid parameter value');
};

/** Runs one line. Motion waits while the queue is full: nothing else is read meanwhile. */
export function* runLine(core: Core, line: string): Generator<Pause, void> {
  const [head = '', ...rest] = line.toUpperCase().split(',');
  const before = core.future;
  const reply = (data: string | undefined, ending: Ending): void => {
    if (ending !== 'data' && ending !== 'swapped' && core.losesOk()) return;
    // the answer is begun before the syntax changes, and ended after it
    if (before !== core.future) core.say(before ? 'CUOK\r\n' : '\n');
    else if (before) core.say(`${head}${data === undefined ? '' : `,${data}`}\n`);
    else core.say(`${head === 'QM' || head === 'QU' ? `${head},` : ''}${data ?? ''}${endings[ending]}`);
  };
  try {
    const answer = answerTo(core, head, new Parameters(rest));
    if (answer === undefined) {
      const hex = [...head].map((char) => char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')).join('');
      throw new Trouble(`!8 Err: Unknown command '${head}:${hex}'`);
    }
    if ('item' in answer) {
      yield { kind: 'until', ready: () => core.fifo.length < core.fifoSize };
      core.fifo.push(answer.item);
      reply(undefined, 'ok');
    } else reply(answer.data, answer.ending);
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    core.say(before ? `${head},${trouble.message}\n` : `${trouble.message}\r\n`);
  }
}

/** The numbers behind a command. */
class Parameters {
  private readonly texts: readonly string[];
  constructor(texts: readonly string[]) {
    this.texts = texts;
  }
  optional(index: number, least: number, most: number): number | undefined {
    const text = this.texts[index];
    if (text === undefined) return undefined;
    const value = Number(text);
    return /^-?\d+$/.test(text) && value >= least && value <= most ? value : invalid();
  }
  need(index: number, least: number, most: number): number {
    return this.optional(index, least, most) ?? missing();
  }
}

type Answer = { readonly item: Item } | { readonly data: string | undefined; readonly ending: Ending };

const ok: Answer = { data: undefined, ending: 'ok' };
const most31 = 2 ** 31 - 1;

function answerTo(core: Core, head: string, p: Parameters): Answer | undefined {
  const { engine } = core;
  switch (head) {
    case 'V':
      return { data: `EBBv13_and_above EB Firmware Version ${core.version}`, ending: 'data' };
    case 'R':
      Object.assign(core, { pen: { up: 12_000, down: 16_000, rateUp: 0, rateDown: 0 }, node: 0 });
      return ok;
    case 'QB': {
      const data = core.pressed ? '1' : '0';
      core.pressed = false;
      return { data, ending: 'dataOk' };
    }
    case 'QC':
      return { data: `0394,${String(engine.supply()).padStart(4, '0')}`, ending: 'dataOk' };
    case 'QE':
      return { data: core.motors.map((mode) => (mode === 0 ? 0 : 2 ** (5 - mode))).join(), ending: 'dataOk' };
    case 'QG': {
      const [one, two] = engine.moving();
      const bits = [core.fifo.length > 0, two, one, engine.busy(), core.penUp, core.pressed];
      const byte = bits.reduce((sum, bit, i) => sum + (bit ? 2 ** i : 0), 0);
      core.pressed = false;
      return { data: byte.toString(16).toUpperCase().padStart(2, '0'), ending: 'data' };
    }
    case 'QM': {
      const [one, two] = engine.moving();
      return { data: [engine.busy(), one, two, core.fifo.length > 0].map(Number).join(), ending: 'swapped' };
    }
    case 'QN':
      return { data: String(core.node), ending: 'dataOk' };
    case 'QP':
      return { data: core.penUp ? '1' : '0', ending: 'swappedOk' };
    case 'QS':
      return { data: engine.steps().join(), ending: 'swappedOk' };
    case 'NI':
      core.node++;
      return ok;
    case 'CS':
      engine.clearSteps();
      return ok;
    case 'ES':
      return stop(core, p);
    case 'SR':
      p.need(0, 0, 2 ** 32 - 1);
      return ok;
    case 'SC':
      return configure(core, p);
    case 'CU':
    case 'QU':
      return core.modern ? user(core, head, p) : head === 'CU' ? ok : undefined;
    default:
      return motion(core, head, p);
  }
}

function stop(core: Core, p: Parameters): Answer {
  const { engine } = core;
  const interrupted = engine.busy() || core.fifo.length > 0;
  const queued = [0, 1].map((axis) =>
    core.fifo.reduce((sum, item) => sum + (item.kind === 'move' ? Math.abs(item.axes[axis]?.steps ?? 0) : 0), 0),
  );
  const remaining = engine.remaining();
  engine.stop();
  if (p.optional(0, 0, 1) === 1) core.motors = [0, 0];
  const flag = interrupted ? 1 : 0;
  return { data: core.modern ? String(flag) : [flag, ...queued, ...remaining].join(), ending: 'swappedOk' };
}

function configure(core: Core, p: Parameters): Answer {
  const value = p.need(1, 0, 65_535);
  const { pen } = core;
  const which = p.need(0, 0, 255);
  if (which === 4) pen.up = value;
  else if (which === 5) pen.down = value;
  if (which === 10 || which === 11) pen.rateUp = value;
  if (which === 10 || which === 12) pen.rateDown = value;
  return ok;
}

function user(core: Core, head: string, p: Parameters): Answer {
  const which = p.need(0, 0, 257);
  if (head === 'QU') {
    const value = which === 2 ? longestFifo : which === 3 ? core.fifoSize : which === 6 ? core.fifo.length : 0;
    return { data: String(value), ending: 'dataOk' };
  }
  const value = p.need(1, 0, 65_535);
  if (which === 4) core.fifoSize = Math.min(longestFifo, Math.max(1, value));
  if (which === 10) core.future = value === 1;
  return ok;
}

function motion(core: Core, head: string, p: Parameters): Answer | undefined {
  const far = core.modern ? most31 : 16_777_215;
  switch (head) {
    case 'SM':
    case 'XM': {
      const ms = p.need(0, 1, far);
      const a = p.need(1, -far, far);
      const b = p.optional(2, -far, far) ?? 0;
      const axes = head === 'SM' ? ([a, b] as const) : ([a + b, a - b] as const);
      const clear = p.optional(3, 0, 3) ?? 0;
      if (axes[0] === 0 && axes[1] === 0) return { item: { kind: 'delay', ms: Math.min(ms, 100_000) } };
      if (!core.modern) checkRates(axes, ms);
      return { item: { kind: 'move', axes: [steady(axes[0], ms), steady(axes[1], ms)], clear } };
    }
    case 'LM': {
      if (versionOf(core) < 2.07) return undefined;
      const axis = (at: number) => ({
        rate: p.need(at, 0, most31),
        steps: p.need(at + 1, -far, far),
        accel: p.need(at + 2, -most31, most31),
      });
      return { item: { kind: 'move', axes: [axis(0), axis(3)], clear: p.optional(6, 0, 3) ?? 0 } };
    }
    case 'SP': {
      const which = p.need(0, 0, core.modern ? 3 : 1);
      const ms = p.optional(1, 1, 65_535) ?? 0;
      if (which > 1) {
        core.engine.lift();
        if (which === 3) core.pen.down = core.pen.up;
        return ok;
      }
      return { item: penItem(core, which === 1, ms) };
    }
    case 'TP':
      return { item: penItem(core, !core.penUp, p.optional(0, 1, 65_535) ?? 0) };
    case 'EM':
      return { item: { kind: 'enable', motors: [p.need(0, 0, 5), p.optional(1, 0, 5) ?? core.motors[1]] } };
    default:
      return undefined;
  }
}

const penItem = ({ pen }: Core, up: boolean, ms: number): Item => ({
  kind: 'servo',
  up,
  ms,
  pulse: up ? pen.up : pen.down,
  rate: up ? pen.rateUp : pen.rateDown,
});

/** firmware 2 refuses what firmware 3 does at its fastest or slowest */
function checkRates(axes: readonly [number, number], ms: number): void {
  for (const [i, steps] of axes.entries()) {
    const perSecond = (Math.abs(steps) / ms) * 1000;
    if (perSecond > 25_000) throw new Trouble(`!0 Err: <axis${i + 1}> step rate too high`);
    if (steps !== 0 && perSecond < 1.31) throw new Trouble(`!0 Err: <axis${i + 1}> step rate too low`);
  }
}

/** 2.08 for 2.8.1 */
const versionOf = ({ version }: Core): number => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major + minor / 100;
};
