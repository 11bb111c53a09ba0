import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import easel from '../../devices/machines/virtual-easel.json' with { type: 'json' };
import { serialTransport } from '../../devices/transports/serial.ts';
import { openPtyPair } from '../support/pty.ts';
import { pingPong } from './ping-pong.ts';
import { type Row, round } from './table.ts';

const program = join(process.cwd(), 'bin', 'alla-prima.mjs');
const SEGMENTS = 5000;
/** The easel, with speeds that leave the wire and the controller's own time to be the limit. */
const FAST = { ...easel, id: 'fast', speeds: { paintMmS: 250, travelMmS: 330, plungeMmS: 100, accelerationMmS2: 8000 } };
/** Grbl's acceleration of each axis, mm/s², and its junction deviation, mm. */
const FAST_SETTINGS = ['$120=8000', '$121=8000', '$122=8000', '$11=0.05'];

type Point = readonly [x: number, y: number, pressure: number];

/** 5,000 chords of 0.5 mm: a spiral that trembles by more than the painter would simplify away. */
function spiral(): Point[] {
  const points: Point[] = [];
  let angle = 12;
  for (let i = 0; i <= SEGMENTS; i++) {
    const radius = 3.2 * angle + (i % 2 ? 0.07 : -0.07);
    points.push([
      round(350 + radius * Math.cos(angle), 3),
      round(250 + radius * Math.sin(angle), 3),
      round(0.5 + 0.3 * Math.sin(i / 40), 3),
    ]);
    angle += 0.5 / radius;
  }
  return points;
}

/** As one stroke with one filling. */
function drawing(points: readonly Point[]): object {
  return {
    version: 1,
    canvas: { widthMm: 700, heightMm: 500 },
    palette: [{ id: 'black', name: 'Black', rgb: [20, 20, 20] }],
    brushes: [{ id: 'round', widthMm: 6 }],
    strokes: [{ id: 'spiral', paint: 'black', brush: 'round', author: 'artist', points }],
  };
}

/** Tell the controller to be quick: one setting at a time, each answered, for it is deaf while it writes. */
async function quicken(path: string): Promise<void> {
  const port = serialTransport({ path, baud: 115_200 });
  const opened = await port.open();
  if (!opened.ok) throw new Error(opened.why.text);
  let heard: () => void = () => {};
  port.onBytes((bytes) => {
    if (Buffer.from(bytes).includes('ok')) heard();
  });
  for (const setting of FAST_SETTINGS) {
    const answered = new Promise<void>((resolve) => {
      heard = resolve;
    });
    port.write(Buffer.from(`${setting}\n`));
    await answered;
  }
  await port.close();
}

interface VirtualArm {
  /** switches it off; @returns what it says of all that passed */
  off(): Promise<{ readonly maxCommittedMs: number }>;
  kill(): void;
}

/** `alla-prima virtual-arm --avr` on a serial device, quickened. */
async function switchOn(path: string, other: string): Promise<VirtualArm> {
  const arm = spawn(process.execPath, [program, 'virtual-arm', '--port', path, '--avr', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let summary = '';
  arm.stdout.setEncoding('utf8').on('data', (text: string) => {
    summary += text;
  });
  await new Promise<void>((ready) => arm.stderr.on('data', (text: Buffer) => String(text).includes('Virtual arm') && ready()));
  await quicken(other);
  return {
    off: async () => {
      const ended = new Promise((resolve) => arm.once('exit', resolve));
      arm.kill('SIGINT');
      await ended;
      return JSON.parse(summary);
    },
    kill: () => void arm.kill('SIGKILL'),
  };
}

/** The same chords sent one at a time, each after the answer to the one before: what counting the bytes gains. */
async function pingPongRows(): Promise<Row[]> {
  const ptys = await openPtyPair();
  const arm = await switchOn(ptys.a, ptys.b);
  try {
    const { x, y, z } = FAST.canvasOrigin;
    const places = spiral().map(([px, py, pressure]) => ({ x: x + px, y: y + py, z: z - 2 * pressure }));
    return [{ what: 'ping-pong: rate', value: round(await pingPong(ptys.b, places, FAST.speeds.paintMmS), 1), unit: 'segments/s' }];
  } finally {
    arm.kill();
    await ptys.close();
  }
}

/** `alla-prima stream` over a pty at 115200 to `alla-prima virtual-arm --avr`, which takes the time an ATmega328p takes. */
export async function benchStream(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'alla-prima-bench-'));
  const rows: Row[] = [];
  try {
    const file = join(folder, 'spiral.json');
    const machine = join(folder, 'fast.json');
    await writeFile(machine, JSON.stringify(FAST));
    await writeFile(file, JSON.stringify(drawing(spiral())));
    rows.push(...(await pingPongRows()));
    for (const horizon of [100, 250, 1000]) {
      const ptys = await openPtyPair();
      const arm = await switchOn(ptys.a, ptys.b);
      try {
        const command = [
          'stream',
          file,
          '--port',
          ptys.b,
          '--horizon',
          String(horizon),
          '--machine',
          machine,
          '--mm-per-dip',
          '100000',
          '--json',
        ];
        const { stdout } = await promisify(execFile)(process.execPath, [program, ...command]);
        const report = JSON.parse(stdout);
        const truth = await arm.off();
        rows.push(
          { what: `horizon ${horizon} ms: segments`, value: report.segments, unit: 'segments' },
          { what: `horizon ${horizon} ms: rate`, value: round(report.segmentsPerSecond, 1), unit: 'segments/s' },
          { what: `horizon ${horizon} ms: longest committed motion, as reckoned`, value: round(report.maxCommittedMs, 0), unit: 'ms' },
          { what: `horizon ${horizon} ms: longest committed motion, the arm's truth`, value: round(truth.maxCommittedMs, 0), unit: 'ms' },
          { what: `horizon ${horizon} ms: starved`, value: round(report.starvedMs, 0), unit: 'ms' },
        );
      } finally {
        arm.kill();
        await ptys.close();
      }
    }
    const rate = (what: string): number => Number(rows.find((row) => row.what === `${what}: rate`)?.value);
    rows.push({ what: 'counted (horizon 250 ms) over ping-pong', value: round(rate('horizon 250 ms') / rate('ping-pong')), unit: '×' });
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
