import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineSchema } from '../../../devices/machine.ts';
import easel from '../../../devices/machines/virtual-easel.json' with { type: 'json' };
import type { ArmStatus } from '../../../devices/process/messages.ts';
import { mappingSchema } from '../../../engine/mapping/schema.ts';
import { type Programme, programmeSchema } from '../../../engine/programme.ts';
import { createShow } from '../../../engine/show.ts';
import type { Stroke } from '../../../engine/stroke.ts';
import { scenes } from '../../../scenes/index.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { firstBreak } from '../../../stage/ledger/chain.ts';
import { type Ledger, openLedger } from '../../../stage/ledger/store.ts';
import { createBooks } from '../../../stage/server/books.ts';
import { lookAtMachine } from '../../../stage/server/machine-view.ts';
import { createHouse } from '../../../stage/server/show-house.ts';
import { handAt } from '../../support/hands.ts';

const programme = programmeSchema.parse(builtIn);
const idle: ArmStatus = {
  state: { kind: 'ready' },
  driver: 'virtual grbl in memory',
  at: null,
  queued: 0,
  painted: 0,
  withdrawn: 0,
  dips: 0,
  washes: 0,
  dipsLeft: 0,
  brush: null,
  slowed: false,
  lastFault: null,
  etaS: 0,
  committedMs: 0,
  maxCommittedMs: 0,
  starvedMs: 0,
  segments: 0,
};
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
function open(changed: Partial<Programme> = {}) {
  const given: Stroke[] = [];
  const withdrawn: string[] = [];
  const orders: string[] = [];
  const logged: string[] = [];
  let alive = 0;
  const note = (what: string) => () => void orders.push(what);
  const books = createBooks();
  const house = createHouse({
    show: createShow({ ...programme, ...changed }, scenes),
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
      alive: () => {
        alive++;
      },
    },
    machine,
    sight: lookAtMachine(machine, programme.canvas, programme.palette),
    mmPerDip: 240,
    visitUrl: null,
    log: (_level, text) => void logged.push(text),
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
  return { house, books, given, withdrawn, orders, logged, draw, run, paint, alive: () => alive };
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
  expect(house.house.orders.withdraw(1, waiting)).toBeNull();
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

it('plays on while the ledger cannot be written, gives the arm nothing meanwhile, and loses nothing', () => {
  const { given, run, draw, alive, logged, house, withdrawn } = open();
  run(60);
  const other = new Database(ledger.file);
  other.exec('BEGIN IMMEDIATE');
  const [before, beats] = [given.length, alive()];
  draw();
  run(90);
  expect([given.length, alive(), house.state().step]).toEqual([before, beats, 150]);
  expect(house.unwritten()).toBeGreaterThan(20);
  expect(logged.filter((line) => line.includes('cannot be written: database is locked'))).toHaveLength(1);
  // what nobody heard of is withdrawn without asking the arm
  const [first] = house.house.queue().filter(({ author }) => author === 'phone-a');
  expect(house.house.orders.withdraw(1, [first?.id ?? ''])).toBeNull();
  expect(withdrawn).toEqual([]);
  other.exec('ROLLBACK');
  other.close();
  run(60);
  expect(house.unwritten()).toBe(0);
  expect(logged.at(-1)).toMatch(/written again/);
  expect(given.some(({ author }) => author === 'phone-a')).toBe(true);
  expect(given.map(({ id }) => id)).not.toContain(first?.id);
  expect(alive()).toBeGreaterThan(beats);
  expect(firstBreak(ledger.read())).toBeNull();
  expect([...ledger.read({ kinds: ['input'] })].filter(({ body }) => body.includes('touch'))).toHaveLength(21);
});

it('holds the arm on a panic, by button or by pedal', () => {
  const pedal = mappingSchema.parse({ id: 'pedal', from: 'midi/cc/64', to: 'do/panic' });
  for (const [input, steps] of [
    [{ kind: 'panic' }, 1],
    [{ kind: 'signal', name: pedal.from, value: 1 }, 2],
  ] as const) {
    const { orders, house, run } = open({ mappings: [pedal] });
    run(1);
    house.house.say(input);
    run(steps);
    expect(orders).toEqual(['hold']);
  }
});

it('keeps an empty room out of the ledger', () => {
  const { house, run } = open();
  for (let i = 0; i < 50; i++) {
    house.house.say({ kind: 'hands', camera: 'camera-a', source: 'camera', t: i * 66, aspect: 1.33, hands: [] });
    run(1);
  }
  expect([...ledger.read({ kinds: ['input'] })]).toHaveLength(1);
});

const entries = (...kinds: string[]) => [...ledger.read({ kinds })].map((entry) => JSON.parse(entry.body));

it('says that it lives four times a second, from its own step', () => {
  const { run, alive } = open();
  run(60);
  expect(alive()).toBe(4);
});

it('obeys the console that has the arm, refuses the other, and stops for both', () => {
  const { house, orders, run } = open();
  const { orders: give, consoles } = house.house;
  const [one, two] = [consoles.enter('a'), consoles.enter('b')];
  expect(give.hold(one)).toBeNull();
  for (const refused of [give.resume(two), give.home(two), give.jog(two, [1, 0, 0]), give.urge(two, ['1-1']), give.withdraw(two, ['1-1'])])
    expect(refused).toMatchObject({ code: 'arm/lease' });
  give.stop({ place: 'console', who: String(two) });
  consoles.takeOver(two);
  expect(give.resume(two)).toBeNull();
  expect(orders).toEqual(['hold', 'stop', 'resume']);
  run(1);
  expect(entries('arm/lease').map(({ what }) => what)).toEqual([
    'taken',
    'refused',
    'refused',
    'refused',
    'refused',
    'refused',
    'taken over',
  ]);
});

it('stands an arm still that is moved by hand when its console loses the arm or goes away', () => {
  const { house, orders } = open();
  const { orders: give, consoles } = house.house;
  const [one, two] = [consoles.enter('a'), consoles.enter('b')];
  house.hear({ kind: 'status', status: { ...idle, state: { kind: 'ready' } } });
  give.jog(one, [5, 0, 0]);
  consoles.takeOver(two);
  give.jog(two, [0, 5, 0]);
  house.house.leaveConsole(two);
  expect(orders).toEqual(['jog 5 0 0', 'jog 0 0 0', 'jog 0 5 0', 'jog 0 0 0']);
});

it('says who stopped it, to everybody by the beginning of a name, until it is resumed', () => {
  const { house, logged, run } = open();
  house.house.orders.stop({ place: 'phone', who: 'phone-k7f2abcdef' });
  house.hear({ kind: 'status', status: { ...idle, state: { kind: 'held', why: 'operator' } } });
  expect(house.house.arm().says).toEqual({ code: 'stopped', from: { place: 'phone', who: 'k7f2' } });
  expect(logged).toContain('the arm was stopped from a phone (phone-k7f2abcdef)');
  run(1);
  expect(entries('arm/stop')).toEqual([{ place: 'phone', who: 'phone-k7f2abcdef' }]);
  house.house.orders.resume(house.house.consoles.enter('a'));
  expect(house.house.arm().says).toEqual({ code: 'held', why: 'operator' });
});

it('wakes a dream that is asked for next, and gives it to the arm before it says so', () => {
  const { house, given, orders, run, books } = open();
  run(60 * 60);
  const dream = books.queue().at(-1)?.id ?? '';
  expect(given.map(({ id }) => id)).not.toContain(dream);
  house.house.orders.urge(1, [dream]);
  expect(given.at(-1)?.id).toBe(dream);
  expect(orders).toEqual([`urge ${dream}`]);
});

it('tells the arm how near the camera sees a hand, where the programme asks for it, and when it has gone', () => {
  const { house, orders, run } = open({ safety: { camera: { nearSpan: 0.08, insideSpan: 0.3, clearS: 0.5 } } });
  const see = (hands: number): void =>
    house.house.say({
      kind: 'hands',
      camera: 'camera-a',
      source: 'camera',
      t: hands * 66,
      aspect: 1.33,
      hands: hands ? [handAt(0.5, 0.5)] : [],
    });
  see(1);
  run(2);
  see(0);
  run(60);
  expect(orders).toEqual(['presence near', 'presence clear']);
  expect(entries('arm/presence')).toMatchObject([
    { from: 'camera', is: 'near', palm: expect.any(Number) },
    { from: 'camera', is: 'clear', palm: 0 },
  ]);
});

it('lets the camera have no say where the programme does not ask for it', () => {
  const { house, orders, run } = open();
  house.house.say({ kind: 'hands', camera: 'camera-a', source: 'camera', t: 1, aspect: 1.33, hands: [handAt(0.5, 0.5)] });
  run(10);
  expect(orders).toEqual([]);
});

it('passes on what was seen to land, of strokes that it knows', () => {
  const { house, given, orders, draw, run } = open();
  draw();
  run(60);
  const id = given[0]?.id ?? '';
  expect(house.house.orders.landed(id, false, 'scale')).toBeNull();
  expect(house.house.orders.landed('9-9999', true, null)).toMatchObject({ code: 'stroke/unknown' });
  expect(orders).toEqual([`landed ${id} false`]);
  run(1);
  expect(entries('arm/landed')).toEqual([{ stroke: id, seen: false, by: 'scale' }]);
});

it('tells a phone about when its line will be painted, in tens of seconds', () => {
  const { house, given, draw, run } = open();
  draw();
  run(60);
  house.hear({ kind: 'etas', etas: [[given[0]?.id ?? '', 31.4]] });
  house.hear({ kind: 'life', life: { kind: 'queued', stroke: given[0]?.id ?? '' } });
  expect(house.house.mine('phone-a').etaS).toBe(40);
});
