import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openPtyPair } from '../support/pty.ts';
import { type Row, round } from './table.ts';

const program = join(process.cwd(), 'bin', 'alla-prima.mjs');
const SEGMENTS = 5000;

/** 5,000 chords of 0.5 mm on a spiral: what a live brush sends. One stroke, so that nothing but the path is measured. */
function spiral(): object {
  const points: [number, number, number][] = [];
  let angle = 12;
  for (let i = 0; i <= SEGMENTS; i++) {
    const radius = 3.2 * angle;
    points.push([
      round(350 + radius * Math.cos(angle), 3),
      round(250 + radius * Math.sin(angle), 3),
      round(0.5 + 0.3 * Math.sin(i / 40), 3),
    ]);
    angle += 0.5 / radius;
  }
  return {
    version: 1,
    canvas: { widthMm: 700, heightMm: 500 },
    palette: [{ id: 'black', name: 'Black', rgb: [20, 20, 20] }],
    brushes: [{ id: 'round', widthMm: 6 }],
    strokes: [{ id: 'spiral', paint: 'black', brush: 'round', author: 'artist', points }],
  };
}

/** `alla-prima stream` over a pty at 115200 to `alla-prima virtual-arm --avr`, which takes the time an ATmega328p takes. */
export async function benchStream(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'alla-prima-bench-'));
  const rows: Row[] = [];
  try {
    const file = join(folder, 'spiral.json');
    await writeFile(file, JSON.stringify(spiral()));
    for (const horizon of [100, 250, 1000]) {
      const ptys = await openPtyPair();
      const arm = spawn(process.execPath, [program, 'virtual-arm', '--port', ptys.a, '--avr', '--json'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let summary = '';
      arm.stdout.setEncoding('utf8').on('data', (text: string) => {
        summary += text;
      });
      try {
        const { stdout } = await promisify(execFile)(process.execPath, [
          program,
          'stream',
          file,
          '--port',
          ptys.b,
          '--horizon',
          String(horizon),
          '--assume-referenced',
          '--json',
        ]);
        const report = JSON.parse(stdout);
        const ended = new Promise((resolve) => arm.once('exit', resolve));
        arm.kill('SIGINT');
        await ended;
        const truth = JSON.parse(summary);
        rows.push(
          { what: `horizon ${horizon} ms: segments`, value: report.segments, unit: 'segments' },
          { what: `horizon ${horizon} ms: rate`, value: round(report.segmentsPerSecond, 1), unit: 'segments/s' },
          { what: `horizon ${horizon} ms: longest committed motion, as reckoned`, value: round(report.maxCommittedMs, 0), unit: 'ms' },
          { what: `horizon ${horizon} ms: longest committed motion, the arm's truth`, value: round(truth.maxCommittedMs, 0), unit: 'ms' },
          { what: `horizon ${horizon} ms: starved`, value: round(report.starvedMs, 0), unit: 'ms' },
        );
      } finally {
        arm.kill('SIGKILL');
        await ptys.close();
      }
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
