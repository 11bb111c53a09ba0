import { setTimeout as wait } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArmView, LeaseView } from '../../stage/protocol/arm-view.ts';
import type { DoorReply } from '../../stage/protocol/doors.ts';
import { ask, becomeOperator, joinOperators, type Operator } from '../support/operator.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** Who may move the arm, who may stop it, and what happens when they go away: the built server, its real arm process, real time. */
let server: StartedServer;
let first: Operator;
let second: Operator;
const open: Socket[] = [];
let arm: ArmView | null = null;
const leases: Record<'first' | 'second', LeaseView | null> = { first: null, second: null };

beforeAll(async () => {
  server = await startServer();
  first = await becomeOperator(server.url, server.operatorUrl);
  second = await joinOperators(server.url, first.cookie);
  first.socket.on('arm', (said) => {
    arm = said;
  });
  first.socket.on('lease', (said) => {
    leases.first = said;
  });
  second.socket.on('lease', (said) => {
    leases.second = said;
  });
  await comes(() => arm?.state, 'ready');
}, 60_000);
afterAll(async () => {
  for (const socket of open) socket.close();
  first?.close();
  second?.close();
  await server?.kill();
});

async function comes<T>(look: () => T | Promise<T>, wanted: T, patienceMs = 15_000): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while ((await look()) !== wanted) {
    if (Date.now() > deadline) throw new Error(`it never came to pass: wanted ${wanted}, last seen ${await look()}`);
    await wait(25);
  }
}
const connect = (room: string, options: Record<string, unknown> = {}): Socket => {
  const socket = io(`${server.url}${room}`, { path: '/ws', transports: ['websocket'], forceNew: true, reconnection: false, ...options });
  open.push(socket);
  return socket;
};
const say = (socket: Socket, event: string, message: unknown = {}): Promise<DoorReply> =>
  new Promise((resolve) => socket.emit(event, message, resolve));
const post = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, { method: 'POST', ...init });
const goOn = async (): Promise<void> => {
  await ask((answer) => first.socket.emit('lease', { want: 'over' }, answer));
  await ask((answer) => first.socket.emit('resume', {}, answer));
  await comes(() => arm?.state, 'ready');
};

describe('two consoles', () => {
  it('do not fight: the first that uses the arm has it, the other is told who, may stop it, and may take it over', async () => {
    expect(await ask((answer) => first.socket.emit('hold', {}, answer))).toEqual({ ok: true });
    await comes(() => leases.second?.holder, 1);
    const refused = await ask((answer) => second.socket.emit('resume', {}, answer));
    expect(refused).toMatchObject({
      ok: false,
      why: { code: 'arm/lease', text: expect.stringContaining('console 1'), remedy: expect.stringContaining('Take over') },
    });
    expect(await ask((answer) => second.socket.emit('stop', {}, answer))).toEqual({ ok: true });
    await comes(() => arm?.says.code, 'stopped');
    expect(arm?.says).toEqual({ code: 'stopped', from: { place: 'console', who: '2' } });
    expect(await ask((answer) => second.socket.emit('lease', { want: 'over' }, answer))).toEqual({ ok: true });
    await comes(() => leases.first?.holder, 2);
    expect(await ask((answer) => first.socket.emit('resume', {}, answer))).toMatchObject({ ok: false, why: { code: 'arm/lease' } });
    expect(await ask((answer) => second.socket.emit('resume', {}, answer))).toEqual({ ok: true });
    await comes(() => arm?.state, 'ready');
    const entries = (await first.ledger('arm/lease')).map(({ body }) => JSON.parse(body));
    expect(entries.map(({ what }) => what)).toEqual(['taken', 'refused', 'taken over', 'refused']);
    expect(server.log()).toContain('console 2 took the arm over from console 1');
  });

  it('leave the arm free five seconds after the page that had it is gone', async () => {
    const third = await joinOperators(server.url, first.cookie);
    expect(await ask((answer) => third.socket.emit('lease', { want: 'over' }, answer))).toEqual({ ok: true });
    await comes(() => leases.first?.holder, 3);
    third.close();
    await wait(4000);
    expect(leases.first?.holder).toBe(3);
    await comes(() => leases.first?.holder, null, 4000);
  }, 20_000);
});

describe('an arm that is moved by hand', () => {
  const x = (): number => Math.round((arm?.at?.x ?? 0) * 10);

  it('moves while it is told so, and stands still when the page falls silent', async () => {
    await ask((answer) => first.socket.emit('lease', { want: 'over' }, answer));
    const before = x();
    let jogged = false;
    for (let i = 0; i < 5; i++) {
      expect(await ask((answer) => first.socket.emit('jog', { mmS: [20, 0, 0] }, answer))).toEqual({ ok: true });
      await wait(200);
      jogged ||= arm?.state === 'jogging';
    }
    expect(jogged).toBe(true);
    await comes(() => arm?.state, 'ready', 3000);
    // the last report of where it is comes after the word that it stands
    await wait(600);
    const stood = x();
    expect((stood - before) / 10).toBeGreaterThan(10);
    // five words of 20 mm/s, each good for 400 ms at most on a machine that is slow to say them
    expect((stood - before) / 10).toBeLessThan(48);
    await wait(600);
    expect(x()).toBe(stood);
  });

  it('stands still when the page that moves it goes away', async () => {
    const third = await joinOperators(server.url, first.cookie);
    await ask((answer) => third.socket.emit('lease', { want: 'over' }, answer));
    await ask((answer) => third.socket.emit('jog', { mmS: [-20, 0, 0] }, answer));
    await comes(() => arm?.state, 'jogging');
    third.close();
    await comes(() => arm?.state, 'ready', 2000);
    const jogs = (await first.ledger('arm/jog')).map(({ body }) => JSON.parse(body).mmS);
    expect(jogs).toEqual([
      [20, 0, 0],
      [0, 0, 0],
      [-20, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('is never told to go faster than it may', async () => {
    await ask((answer) => first.socket.emit('lease', { want: 'over' }, answer));
    expect(await ask((answer) => first.socket.emit('jog', { mmS: [9999, 0, 0] }, answer))).toMatchObject({
      ok: false,
      why: { code: 'arm/jog-speed' },
    });
  });
});

describe('stopping', () => {
  it('is for a visitor too, who is named in log and ledger, and cannot resume', async () => {
    const phone = connect('/visitor', { auth: { participant: 'phone-k7f2abcdef' } });
    expect(await say(phone, 'stop')).toEqual({ ok: true });
    await comes(() => arm?.says.code, 'stopped');
    expect(arm?.says).toEqual({ code: 'stopped', from: { place: 'phone', who: 'k7f2' } });
    expect(server.log()).toContain('the arm was stopped from a phone (phone-k7f2abcdef)');
    const stops = (await first.ledger('arm/stop')).map(({ body }) => JSON.parse(body));
    expect(stops.at(-1)).toEqual({ place: 'phone', who: 'phone-k7f2abcdef' });
    expect(await say(phone, 'resume')).toMatchObject({ ok: false, why: { code: 'door/unknown' } });
    await goOn();
  });

  it.each(['twin', 'lobby'])('works from the page that only watches (%s), and nothing else does', async (page) => {
    const watcher = connect('/stage', { query: { page } });
    expect(await say(watcher, 'stop')).toEqual({ ok: true });
    await comes(() => arm?.says.code, 'stopped');
    expect(await say(watcher, 'touch', { phase: 'down', x: 0, y: 0, pressure: 0 })).toMatchObject({
      ok: false,
      why: { code: 'door/unknown' },
    });
    await goOn();
  });

  it('works by HTTP without any role, from this site alone, and not without end', async () => {
    expect((await fetch(`${server.url}/api/stop`)).status).toBe(405);
    expect((await post('/api/stop', { headers: { origin: 'http://elsewhere.example' } })).status).toBe(403);
    expect(arm?.state).toBe('ready');
    const answer = await post('/api/stop?name=door%20box', { body: 'whatever it may carry' });
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
    await comes(() => arm?.says.code, 'stopped');
    expect(arm?.says).toEqual({ code: 'stopped', from: { place: 'program', who: 'door box' } });
    const codes = await Promise.all(Array.from({ length: 8 }, async () => (await post('/api/stop')).status));
    expect(codes.filter((code) => code === 429).length).toBeGreaterThan(0);
    await goOn();
  });
});

describe('what was seen to land', () => {
  const landed = (body: unknown, headers: Record<string, string> = { cookie: first.cookie }) =>
    post('/api/landed', { body: typeof body === 'string' ? body : JSON.stringify(body), headers });

  it('is told by an operator’s program alone', async () => {
    expect((await landed({ stroke: '1-0001', seen: true }, {})).status).toBe(403);
    const token = first.cookie.split('=')[1] ?? '';
    expect((await landed({ stroke: 'none', seen: true }, { authorization: `Bearer ${token}` })).status).toBe(404);
  });

  it.each([
    ['stroke', { seen: true }],
    ['stroke', { stroke: '', seen: true }],
    ['seen', { stroke: '1-0001', seen: 'yes' }],
    ['by', { stroke: '1-0001', seen: true, by: '<b>' }],
  ])('is refused by its field: %s', async (field, body) => {
    const answer = await landed(body);
    expect(answer.status).toBe(400);
    expect((await answer.json()).text).toContain(`${field}:`);
  });

  it('is refused where it is no JSON, or too long', async () => {
    expect((await (await landed('{')).json()).code).toBe('body/not-json');
    expect((await (await landed(`"${'a'.repeat(20_000)}"`)).json()).code).toBe('body/too-large');
  });
});

describe('a show that hangs', () => {
  it('is missed by the arm, which lifts, and goes on when it is heard of again', async () => {
    const said: string[] = [];
    first.socket.on('arm', ({ says }) => said.push(says.code === 'held' ? `held: ${says.why}` : says.code));
    process.kill(server.pid, 'SIGSTOP');
    await wait(4500);
    process.kill(server.pid, 'SIGCONT');
    await comes(() => said.includes('held: show'), true);
    await comes(() => arm?.state, 'ready');
  }, 20_000);
});
