import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineSchema } from '../../../devices/machine.ts';
import easel from '../../../devices/machines/virtual-easel.json' with { type: 'json' };
import { programmeSchema } from '../../../engine/programme.ts';
import { createShow } from '../../../engine/show.ts';
import type { Stroke } from '../../../engine/stroke.ts';
import { scenes } from '../../../scenes/index.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { type Ledger, openLedger } from '../../../stage/ledger/store.ts';
import { createBooks } from '../../../stage/server/books.ts';
import { lookAtMachine } from '../../../stage/server/machine-view.ts';
import { createHouse } from '../../../stage/server/show-house.ts';

const programme = programmeSchema.parse(builtIn);
const machine = machineSchema.parse(easel);

let folder: string;
let ledger: Ledger;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-house-'));
  ledger = openLedger(join(folder, 'show.ledger'), () => 1);
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A real show with its books and ledger; what goes to the arm is written down. */
function open() {
  const given: Stroke[] = [];
  const withdrawn: string[] = [];
  const orders: string[] = [];
  const note = (what: string) => () => void orders.push(what);
  const books = createBooks();
  const house = createHouse({
    show: createShow(programme, scenes),
    run: 1,
    ledger,
    books,
    painting: { add: () => {} },
    arm: {
      paint: (stroke) => given.push(stroke),
      withdraw: (ids) => withdrawn.push(...ids),
      hold: note('hold'),
      resume: note('resume'),
      stop: note('stop'),
      home: note('home'),
      urge: (ids) => void orders.push(`urge ${ids.join(' ')}`),
      jog: (mmS) => void orders.push(`jog ${mmS.join(' ')}`),
      presence: (is) => void orders.push(`presence ${is}`),
      landed: (id, seen) => void orders.push(`landed ${id} ${seen}`),
      alive: () => void alive++,
    },
    machine,
    sight: lookAtMachine(machine, programme.canvas, programme.palette),
    visitUrl: null,
    log: () => {},
    logLines: () => [],
  });
  const draw = (): void => {
    for (let i = 0; i <= 20; i++)
      house.house.say({
        kind: 'touch',
        participant: 'phone-a',
        via: 'phone',
        phase: i === 0 ? 'down' : i === 20 ? 'up' : 'move',
        x: 0.2 + 0.02 * i,
        y: 0.5,
        pressure: 0.6,
      });
  };
  const run = (steps: number): void => {
    for (let i = 0; i < steps; i++) house.step();
  };
  const paint = (stroke: Stroke | undefined): void => {
    if (stroke) house.hear({ kind: 'life', life: { kind: 'painted', stroke: stroke.id } });
  };
  return { house, books, given, withdrawn, orders, draw, run, paint };
}

it('gives the arm one dream at a time, and the next when it is painted', () => {
  const { given, run, paint, books } = open();
  run(60 * 60);
  expect(given).toHaveLength(1);
  expect(books.queue().length).toBeGreaterThan(1);
  paint(given[0]);
  run(1);
  expect(given).toHaveLength(2);
  expect(given.every((stroke) => stroke.author === 'generator')).toBe(true);
});

it('lets a visitor pass before every dream that waits', () => {
  const { given, run, draw, house } = open();
  run(60 * 60);
  draw();
  run(120);
  expect(given.slice(1).every((stroke) => stroke.author === 'phone-a')).toBe(true);
  expect(given.length).toBeGreaterThan(1);
  expect(house.house.mine('phone-a').ahead).toBeLessThanOrEqual(1);
});

it('withdraws a dream that waits without asking the arm, and asks the arm for the rest', () => {
  const { given, withdrawn, run, house, books } = open();
  run(60 * 60);
  const waiting = books.queue().map((line) => line.id);
  house.house.withdraw(waiting);
  expect(withdrawn).toEqual([given[0]?.id]);
  expect(books.queue().map((line) => line.id)).toEqual([given[0]?.id]);
  expect(books.count('withdrawn')).toBe(waiting.length - 1);
});

it('writes every stroke into the ledger before the arm hears of it', () => {
  const { given, run, draw } = open();
  draw();
  run(60);
  const written = [...ledger.read({ kinds: ['stroke/proposed'] })].map((entry) => JSON.parse(entry.body).id);
  expect(given.length).toBeGreaterThan(0);
  for (const stroke of given) expect(written).toContain(stroke.id);
});

it('holds the arm on a panic', () => {
  const { orders, house, run } = open();
  house.house.say({ kind: 'panic' });
  run(1);
  expect(orders).toEqual(['hold']);
});

it('keeps an empty room out of the ledger', () => {
  const { house, run } = open();
  for (let i = 0; i < 50; i++) {
    house.house.say({ kind: 'hands', camera: 'camera-a', source: 'camera', t: i * 66, aspect: 1.33, hands: [] });
    run(1);
  }
  expect([...ledger.read({ kinds: ['input'] })]).toHaveLength(1);
});
