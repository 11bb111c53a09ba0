import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { machineSchema } from '../../devices/machine.ts';
import easel from '../../devices/machines/virtual-easel.json' with { type: 'json' };
import type { FromArm } from '../../devices/process/messages.ts';
import { programmeSchema } from '../../engine/programme.ts';
import { createRandom } from '../../engine/random.ts';
import { createShow, HZ } from '../../engine/show.ts';
import { lengthMm, type Stroke } from '../../engine/stroke.ts';
import { scenes } from '../../scenes/index.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { openLedger } from '../../stage/ledger/store.ts';
import { type Books, createBooks } from '../../stage/server/books.ts';
import { lookAtMachine } from '../../stage/server/machine-view.ts';
import { createHouse } from '../../stage/server/show-house.ts';
import { openGuests } from '../support/guests.ts';
import { quantile, type Row, round } from './table.ts';

const MINUTES = 60;
const EVERY_MINUTES = 10;
const mb = (bytes: number): number => bytes / 2 ** 20;

/** Makes the engine clean up, so that what is left is held by somebody. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this Node has no gc to call');
  return () => void collect();
}

interface Look {
  readonly minute: number;
  readonly heapMb: number;
  readonly rssMb: number;
  readonly ledgerMb: number;
  readonly strokes: number;
  readonly p50: number;
  readonly p99: number;
}

/** In a function of its own: what looks at the pieces must hold none of them afterwards. */
const paintedM = (books: Books): number => books.pieces().reduce((sum, { points }) => sum + lengthMm(points), 0) / 1000;

/** A whole hour of a lively show, as quickly as it goes: ledger on disk, books, frames to nobody, an arm that paints at once. */
export function benchHour(): Row[] {
  const collect = collector();
  const folder = mkdtempSync(join(tmpdir(), 'alla-prima-hour-'));
  const file = join(folder, 'show.ledger');
  const ledger = openLedger(file, () => 1);
  const books = createBooks();
  const programme = programmeSchema.parse(builtIn);
  const machine = machineSchema.parse(easel);
  const said: FromArm[] = [];
  let painted = 0;
  const paint = (stroke: Stroke, fromMm: number): void => {
    painted++;
    const { id, author, paint: pot, brush, points } = stroke;
    said.push(
      { kind: 'life', life: { kind: 'queued', stroke: id } },
      { kind: 'life', life: { kind: 'sent', stroke: id } },
      { kind: 'painted', piece: { stroke: id, author, paint: pot, brush, points, fromMm, loadFrom: 1, loadTo: 0.4 } },
      { kind: 'life', life: { kind: 'painted', stroke: id } },
      { kind: 'etas', etas: [] },
    );
  };
  const nothing = (): void => {};
  const house = createHouse({
    ...{ show: createShow(programme, scenes), run: 1, ledger, books, machine, mmPerDip: 240, visitUrl: null },
    painting: { add: nothing },
    sight: lookAtMachine(machine, programme.canvas, programme.palette),
    arm: {
      ...{ paint, withdraw: nothing, hold: nothing, resume: nothing, stop: nothing, home: nothing, urge: nothing },
      ...{ jog: nothing, presence: nothing, landed: nothing, alive: nothing },
    },
    log: nothing,
    logLines: () => [],
  });
  const guests = openGuests(createRandom(11));
  const looks: Look[] = [];
  let cost: number[] = [];
  const look = (minute: number): void => {
    collect();
    const { heapUsed, rss } = process.memoryUsage();
    const ledgerMb = mb([file, `${file}-wal`].reduce((sum, one) => sum + (statSync(one, { throwIfNoEntry: false })?.size ?? 0), 0));
    const times = cost.length === 0 ? [0] : cost;
    looks.push({
      ...{ minute, heapMb: mb(heapUsed), rssMb: mb(rss), ledgerMb, strokes: painted },
      ...{ p50: quantile(times, 0.5), p99: quantile(times, 0.99) },
    });
    cost = [];
    process.stderr.write(`  minute ${minute} of ${MINUTES}: heap ${round(mb(heapUsed), 1)} MB, ${painted} strokes\n`);
  };
  try {
    const beganMs = performance.now();
    look(0);
    for (let step = 1; step <= MINUTES * 60 * HZ; step++) {
      for (const input of guests.doing(step)) house.house.say(input);
      const before = performance.now();
      house.step();
      for (const message of said.splice(0)) house.hear(message);
      if (step % 2 === 0) house.frame();
      cost.push(performance.now() - before);
      if (step % (EVERY_MINUTES * 60 * HZ) === 0) look(step / (60 * HZ));
    }
    const tookS = (performance.now() - beganMs) / 1000;
    const lengthM = paintedM(books);
    books.newCanvas();
    collect();
    const emptiedMb = mb(process.memoryUsage().heapUsed);
    const [, first] = looks;
    const last = looks.at(-1);
    const perStroke = last && first ? (1024 * (last.heapMb - first.heapMb)) / Math.max(1, last.strokes - first.strokes) : 0;
    return [
      ...looks.flatMap(({ minute, heapMb, rssMb, ledgerMb, strokes, p50, p99 }): Row[] => {
        const at = `minute ${String(minute).padStart(2)}`;
        const sizes: Row[] = [
          { what: `${at}: heap after cleaning up`, value: round(heapMb, 1), unit: 'MB' },
          { what: `${at}: memory of the process`, value: round(rssMb, 0), unit: 'MB' },
          { what: `${at}: ledger`, value: round(ledgerMb, 1), unit: `MB, ${strokes} strokes` },
        ];
        if (minute === 0) return sizes;
        return [
          ...sizes,
          { what: `${at}: step and frame, p50 of the ten minutes before`, value: round(p50, 3), unit: 'ms' },
          { what: `${at}: step and frame, p99`, value: round(p99, 3), unit: 'ms' },
        ];
      }),
      { what: 'heap a stroke that is on the canvas', value: round(perStroke, 2), unit: 'KB' },
      { what: 'heap once the books begin a new canvas', value: round(emptiedMb, 1), unit: 'MB' },
      { what: 'painted', value: round(lengthM, 1), unit: 'm of strokes' },
      { what: 'people and phones that came and went', value: guests.came(), unit: '' },
      { what: 'the hour took', value: round(tookS, 1), unit: 's' },
    ];
  } finally {
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
