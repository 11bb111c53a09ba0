import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stroke } from '../../engine/stroke.ts';
import type { DoorReply, Speaks, stageDoors, visitorDoors } from '../../stage/protocol/doors.ts';
import type { ToStage, ToVisitor, You } from '../../stage/protocol/messages.ts';
import { ask, becomeOperator, type Operator } from '../support/operator.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** The built server, with its arm in memory, spoken to as pages do. */
let data: string;
let server: StartedServer;
let operator: Operator;
const open: Socket[] = [];

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'alla-prima-live-'));
  server = await startServer({ data });
  operator = await becomeOperator(server.url, server.operatorUrl);
}, 60_000);
afterAll(async () => {
  for (const socket of open) socket.close();
  operator?.close();
  await server?.kill();
  await rm(data, { recursive: true, force: true });
});

const connect = <S extends Socket>(room: string, options: Record<string, unknown> = {}): S => {
  const socket = io(`${server.url}${room}`, {
    path: '/ws',
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  }) as S;
  open.push(socket);
  return socket;
};
type VisitorSocket = Socket<ToVisitor, Speaks<typeof visitorDoors>>;
type StageSocket = Socket<ToStage, Speaks<typeof stageDoors>>;
const once = <T>(socket: Socket, event: string): Promise<T> => new Promise((resolve) => socket.once(event, resolve));
const health = async () => (await fetch(`${server.url}/health`)).json();
const until = async <T>(look: () => Promise<T>, fits: (value: T) => boolean): Promise<T> => {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const value = await look();
    if (fits(value)) return value;
    if (Date.now() > deadline) throw new Error(`it never came to pass; last seen: ${JSON.stringify(value).slice(0, 400)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
};

describe('a running show', () => {
  it('tells its health in full', async () => {
    expect(await until(health, (h) => h.show.step > 10 && h.arm.state === 'ready')).toMatchObject({
      ok: true,
      uptimeS: expect.any(Number),
      show: { title: 'Hush', scene: 'hush', step: expect.any(Number), lateMs: expect.any(Number), droppedMs: expect.any(Number) },
      people: { hands: 0, phones: 0 },
      arm: { driver: expect.stringContaining('memory'), state: 'ready', queued: 0, painted: 0, withdrawn: 0, fault: null },
      ledger: { entries: expect.any(Number), head: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('makes a stroke of what a phone draws, in that phone’s colour, and paints it', async () => {
    const phone = connect<VisitorSocket>('/visitor');
    const you = await once<You>(phone, 'you');
    expect(you.participant).toMatch(/^phone-[a-z0-9]{10}$/);
    for (let i = 0; i <= 30; i++)
      expect(
        await ask((answer) =>
          phone.emit('touch', { phase: i === 0 ? 'down' : i === 30 ? 'up' : 'move', x: 0.3 + i * 0.01, y: 0.5, pressure: 0.6 }, answer),
        ),
      ).toEqual({ ok: true });
    const own = await until(
      async () =>
        (await operator.ledger('stroke/proposed'))
          .map((entry): Stroke => JSON.parse(entry.body))
          .filter((stroke) => stroke.author === you.participant),
      (strokes) => strokes.some((stroke) => stroke.cause !== 'drop'),
    );
    for (const stroke of own) expect(stroke.paint).toBe(you.paint);
    await until(
      async () => (await health()).arm.painted,
      (painted) => painted >= 1,
    );
    const pieces = (await (await fetch(`${server.url}/api/painting.json`)).json()).pieces;
    expect(pieces.some((piece: { author: string }) => piece.author === you.participant)).toBe(true);
    expect(await (await fetch(`${server.url}/api/painting.svg`)).text()).toContain(you.participant);
  }, 30_000);

  it('knows a phone that comes back by its pseudonym', async () => {
    const first = connect<VisitorSocket>('/visitor');
    const you = await once<You>(first, 'you');
    first.close();
    const again = connect<VisitorSocket>('/visitor', { auth: { participant: you.participant } });
    expect(await once<You>(again, 'you')).toEqual(you);
  });

  it('keeps operators’ doors shut to everybody without the link', async () => {
    const stranger = connect('/operator');
    const refused = await once<Error & { data: { code: string; remedy: string } }>(stranger, 'connect_error');
    expect(refused.data).toMatchObject({ code: 'role/operator', remedy: expect.stringContaining('link') });
    expect((await fetch(`${server.url}/api/ledger`)).status).toBe(403);
    expect((await fetch(server.operatorUrl, { redirect: 'manual' })).status).toBe(403);
  });

  it('answers a visitor who tries an operator’s word with a refusal', async () => {
    const phone = connect('/visitor');
    const reply = await new Promise<DoorReply>((resolve) => phone.emit('resume', {}, resolve));
    expect(reply).toMatchObject({ ok: false, why: { code: 'door/unknown' } });
    expect((await health()).arm.state).not.toBe('held');
  });

  it('refuses a page of another site and a name that is not its own', async () => {
    const socket = connect('/stage', { extraHeaders: { origin: 'http://elsewhere.example' } });
    await once<Error>(socket, 'connect_error');
    expect(socket.connected).toBe(false);
  });

  it('goes on when a page sends a megabyte, and says what happened', async () => {
    const phone = connect('/visitor');
    await once(phone, 'hello');
    const gone = once<string>(phone, 'disconnect');
    phone.emit('touch', { phase: 'down', x: 'a'.repeat(1_000_000), y: 0, pressure: 0 });
    await gone;
    await until(
      async () => server.log(),
      (log) => log.includes('over 16 KB'),
    );
    const before = (await health()).show.step;
    await until(health, (h) => h.show.step > before);
    expect((await health()).ok).toBe(true);
  });

  it('names the field of a message of the wrong shape', async () => {
    const stage = connect<StageSocket>('/stage');
    const notice = once<{ code: string; text: string }>(stage, 'notice');
    const reply = await new Promise<DoorReply>((resolve) =>
      (stage as Socket).emit('hands', { source: 'camera', t: 1, aspect: 1, hands: [{ side: 'left', score: 1, landmarks: [1] }] }, resolve),
    );
    expect(reply).toMatchObject({ ok: false, why: { code: 'door/shape', text: expect.stringContaining('hands.0.landmarks') } });
    expect((await notice).code).toBe('door/shape');
  });

  it('holds the arm on the operator’s word, and goes on when resumed', async () => {
    expect(await ask((answer) => operator.socket.emit('hold', {}, answer))).toEqual({ ok: true });
    await until(
      async () => (await health()).arm.state,
      (state) => state === 'held',
    );
    operator.socket.emit('resume', {});
    await until(
      async () => (await health()).arm.state,
      (state) => state === 'ready' || state === 'painting',
    );
  });

  it('lets nobody frame, sniff or send beyond itself', async () => {
    const answer = await fetch(`${server.url}/stage`);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'self'.*connect-src 'self'/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await fetch(`${server.url}/../package.json`)).status).toBe(404);
    expect((await fetch(`${server.url}/%2e%2e/%2e%2e/package.json`)).status).toBe(404);
    expect((await fetch(`${server.url}/health`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${server.url}/api/painting.png?width=99999`)).status).toBe(400);
  });

  it('survives a request that is no request', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const asked = request(`${server.url}/%E0%A4%A`, (answer) => resolve(answer.statusCode));
      asked.on('error', () => resolve(undefined));
      asked.end();
    });
    expect(status).not.toBe(500);
    expect((await health()).ok).toBe(true);
  });
});

describe('a second show', () => {
  it('on the same data folder is refused, and the first plays on', async () => {
    await expect(startServer({ data })).rejects.toThrow(/another show is running on the data folder[\s\S]*--data/);
    expect((await health()).ok).toBe(true);
  }, 20_000);

  it('on the same port is refused with a port that may be free', async () => {
    await expect(startServer({ args: ['--port', String(server.port)] })).rejects.toThrow(
      new RegExp(`port ${server.port}.* in use[\\s\\S]*--port ${server.port + 1}`),
    );
  }, 20_000);
});

describe('a show whose arm is not what it should be', () => {
  it('plays on without a port that is not there, and names it', async () => {
    const lonely = await startServer({ args: ['--arm', '/dev/ttyNONE9'] });
    try {
      const arm = async () => (await (await fetch(`${lonely.url}/health`)).json()).arm;
      const seen = await until(arm, ({ fault }) => fault !== null);
      expect(seen).toMatchObject({
        state: 'offline',
        fault: { text: expect.stringContaining('/dev/ttyNONE9'), remedy: expect.stringMatching(/./) },
      });
      expect((await (await fetch(`${lonely.url}/health`)).json()).show.step).toBeGreaterThan(0);
    } finally {
      expect(await lonely.stop()).toBe(0);
    }
  }, 30_000);

  it('plays on beside something that answers but is no Grbl, and says what it said', async () => {
    const other = createServer((socket) => socket.on('error', () => {}).write('start\r\necho:Marlin bugfix-2.1.x\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const lonely = await startServer({ args: ['--arm', `tcp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`] });
    try {
      const arm = async () => (await (await fetch(`${lonely.url}/health`)).json()).arm;
      const seen = await until(arm, ({ fault }) => fault !== null);
      expect(seen.fault).toMatchObject({ text: expect.stringMatching(/Marlin/), remedy: expect.stringMatching(/./) });
    } finally {
      expect(await lonely.stop()).toBe(0);
      other.close();
    }
  }, 30_000);
});

describe('a show that is killed', () => {
  it('takes up every stroke that was not painted when it is started again on its folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'alla-prima-killed-'));
    let first: StartedServer | undefined;
    let second: StartedServer | undefined;
    try {
      first = await startServer({ data: folder });
      const phone = io(`${first.url}/visitor`, { path: '/ws', transports: ['websocket'], forceNew: true, reconnection: false });
      open.push(phone);
      await once<You>(phone, 'you');
      for (let line = 0; line < 3; line++)
        for (let i = 0; i <= 12; i++)
          await new Promise((resolve) =>
            phone.emit(
              'touch',
              { phase: i === 0 ? 'down' : i === 12 ? 'up' : 'move', x: 0.2 + i * 0.03, y: 0.3 + 0.15 * line, pressure: 0.6 },
              resolve,
            ),
          );
      const queued = async (at: string) => (await (await fetch(`${at}/health`)).json()).arm;
      await until(
        async () => queued(first?.url ?? ''),
        (arm) => arm.queued >= 3,
      );
      const before = await queued(first.url);
      await first.kill();
      second = await startServer({ data: folder });
      const after = await until(
        async () => queued(second?.url ?? ''),
        (arm) => arm.queued + arm.painted > 0,
      );
      expect(after.queued + after.painted).toBeGreaterThanOrEqual(before.queued + before.painted);
      expect(await second.stop()).toBe(0);
    } finally {
      await first?.kill();
      await second?.kill();
      await rm(folder, { recursive: true, force: true });
    }
  }, 60_000);
});
