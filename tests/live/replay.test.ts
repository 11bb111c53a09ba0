import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runHeadSchema, runsSchema } from '../../stage/protocol/recording.ts';
import { run } from '../support/cli.ts';
import { becomeOperator, type Operator } from '../support/operator.ts';
import { recordShow } from '../support/recorded-show.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** A show plays on a ledger that holds one already. */
let data: string;
let server: StartedServer;
let operator: Operator;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'alla-prima-live-replay-'));
  recordShow(data);
  server = await startServer({ data, args: ['--new-canvas'] });
  operator = await becomeOperator(server.url, server.operatorUrl);
}, 60_000);
afterAll(async () => {
  operator?.close();
  await server?.kill();
  if (data) await rm(data, { recursive: true, force: true });
});
const ask = (path: string) => fetch(server.url + path, { headers: { cookie: operator.cookie } });

it('lists what was played, and what plays now', async () => {
  const { folder, runs } = runsSchema.parse(await (await ask('/api/runs')).json());
  expect(folder).toBe(data);
  expect(runs.map(({ run: number, steps }) => [number, steps > 0])).toContainEqual([1, true]);
  expect(runs.at(-1)?.run).toBe(2);
});

it('gives a performance to an operator and to nobody else, while it plays', async () => {
  expect((await fetch(`${server.url}/api/run?run=1`)).status).toBe(403);
  expect((await fetch(`${server.url}/api/runs`)).status).toBe(403);
  const step = async () => (await (await fetch(`${server.url}/health`)).json()).show.step;
  const before = await step();
  const lines = (await (await ask('/api/run?run=1')).text()).trimEnd().split('\n');
  const head = runHeadSchema.parse(JSON.parse(lines[0] ?? ''));
  expect(lines).toHaveLength(1 + head.inputs);
  const { stdout } = await run('replay', data, '--run', '1', '--json');
  expect(JSON.parse(stdout).runs[0]).toMatchObject({ digest: head.digest, steps: head.steps, identical: true });
  expect(await step()).toBeGreaterThan(before);
});

it('says which performance is not there', async () => {
  const answer = await ask('/api/run?run=9');
  expect([answer.status, (await answer.json()).text]).toEqual([404, 'there is no performance "9" on this ledger']);
});
