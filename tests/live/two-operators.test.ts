import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goGuardS } from '../../engine/cues/player.ts';
import { createRandom } from '../../engine/random.ts';
import { HZ } from '../../engine/show.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { sayNowOrNever } from '../../stage/pages/shared/connection.ts';
import type { DoorReply } from '../../stage/protocol/doors.ts';
import { ask, becomeOperator, joinOperators, type Operator } from '../support/operator.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** The built server with two consoles, whose operators have the same cue sheet before them. */
const PRESSES = 50;
let folder: string;
let server: StartedServer;
let operators: readonly [Operator, Operator];
let now = { step: 0, cue: 0 };
let watching: () => void = () => {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alla-prima-two-'));
  const cues = Array.from({ length: PRESSES + 10 }, (_, i) => ({ number: i + 1, name: `Cue ${i + 1}`, scene: 'hush', params: {} }));
  await writeFile(join(folder, 'two.show.json'), JSON.stringify({ ...builtIn, cues }));
  server = await startServer({ args: [join(folder, 'two.show.json')] });
  const first = await becomeOperator(server.url, server.operatorUrl);
  operators = [first, await joinOperators(server.url, first.cookie)];
  first.socket.on('frame', ({ step, cue }) => {
    now = { step, cue: cue?.number ?? now.cue };
    watching();
  });
}, 60_000);
afterAll(async () => {
  for (const operator of operators ?? []) operator.close();
  await server?.kill();
  await rm(folder, { recursive: true, force: true });
});

const shown = (fits: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    watching = () => {
      if (!fits()) return;
      watching = () => {};
      resolve();
    };
    watching();
  });
const press = (operator: Operator): Promise<DoorReply> => ask((answer) => operator.socket.emit('go', {}, answer));
/** Lets so many ms pass, to the microsecond. */
const spin = (ms: number): void => {
  for (const until = performance.now() + ms; performance.now() < until; );
};

it('fires one cue when both press GO together, and tells the other why theirs did not count', async () => {
  const random = createRandom(50);
  await shown(() => now.cue === 1);
  for (let round = 1; round <= PRESSES; round++) {
    // half of the time in the very same millisecond, else up to a fifth of a second apart
    const apart = round % 2 === 0 ? 0 : random.between(0, 20) ** 2 / 2;
    const [one, other] = random.next() < 0.5 ? operators : [operators[1], operators[0]];
    const first = press(one);
    spin(apart);
    const replies = await Promise.all([first, press(other)]);
    const refusals = replies.flatMap((reply) => (reply.ok ? [] : [reply.why]));
    expect(refusals, `round ${round}, ${apart.toFixed(1)} ms apart`).toHaveLength(1);
    expect(refusals[0]).toMatchObject({ code: 'cue/guard', remedy: expect.stringMatching(/./) });
    // a busy machine drops frames, and that of the change among them: all that stands is told once a second
    await shown(() => now.cue > round);
    expect(now.cue).toBe(round + 1);
    const shownAt = now.step;
    await shown(() => now.step > shownAt + goGuardS * HZ);
  }
  const fired = (await operators[0].ledger('input')).filter((entry) => JSON.parse(entry.body).kind === 'go');
  expect(fired).toHaveLength(PRESSES);
}, 120_000);

it('hears nothing of what was pressed while the line was down', async () => {
  const [, other] = operators;
  sayNowOrNever(other.socket);
  const back = new Promise<void>((resolve) => other.socket.once('connect', resolve));
  const gone = new Promise<void>((resolve) => other.socket.once('disconnect', () => resolve()));
  other.socket.io.engine.close();
  await gone;
  const was = now.cue;
  other.socket.emit('go', {});
  other.socket.emit('blackout', { on: true });
  await back;
  // what is said now comes after all that was said before
  expect(await ask((answer) => other.socket.emit('cue', { number: was }, answer))).toEqual({ ok: true });
  const said = (await operators[0].ledger('input')).map((entry) => JSON.parse(entry.body).kind);
  expect(said).not.toContain('blackout');
  expect(said.filter((kind) => kind === 'go')).toHaveLength(PRESSES);
});

it('lets go of a button that was held on a console whose page is closed', async () => {
  const [stays, goes] = operators;
  let button: number | undefined;
  stays.socket.on('meters', ({ signals }) => {
    button = signals['pad/button/3'];
    watching();
  });
  goes.socket.emit('signal', { values: [{ name: 'pad/button/3', value: 1 }] });
  await shown(() => button === 1);
  goes.close();
  await shown(() => button === 0);
});
