import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cue } from '../../engine/cues/cue.ts';
import type { Mapping } from '../../engine/mapping/schema.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import type { DoorReply, Speaks, visitorDoors } from '../../stage/protocol/doors.ts';
import type { Ballot, CueNow, LogLine, ToVisitor } from '../../stage/protocol/messages.ts';
import type { MetersView } from '../../stage/protocol/play.ts';
import { ask, becomeOperator, type Operator } from '../support/operator.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** The built server with a programme of its own on disk, edited from both sides. */
let folder: string;
let file: string;
let server: StartedServer;
let operator: Operator;
let cues: readonly Cue[] = [];
let mappings: readonly Mapping[] = [];
let cue: CueNow | undefined;
let meters: MetersView | undefined;
const log: LogLine[] = [];
const phones: Socket[] = [];

const programme = {
  ...builtIn,
  cues: [
    {
      ...{ number: 1, name: 'Which way', scene: 'hush' },
      until: [
        { on: 'vote', choice: 'deep', label: 'Deep water', count: 2, to: 3 },
        { on: 'vote', choice: 'shore', count: 2, to: 2 },
      ],
    },
    { number: 2, name: 'Shore', scene: 'hush' },
    { number: 3, name: 'Deep', scene: 'hush' },
  ],
};
const args = () => [file, '--arm', 'memory', '--machine', 'virtual-easel'];

async function open(): Promise<void> {
  server = await startServer({ data: join(folder, 'data'), args: args() });
  operator = await becomeOperator(server.url, server.operatorUrl);
  operator.socket.on('cues', (said) => {
    cues = said;
  });
  operator.socket.on('frame', (frame) => {
    cue = frame.cue ?? cue;
  });
  operator.socket.on('mappings', (said) => {
    mappings = said.mappings;
  });
  operator.socket.on('meters', (said) => {
    meters = said;
  });
  operator.socket.on('log', (line) => void log.push(line));
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alla-prima-programme-live-'));
  file = join(folder, 'evening.show.json');
  await writeFile(file, JSON.stringify(programme, null, 2));
  await open();
}, 60_000);
afterAll(async () => {
  for (const phone of phones) phone.close();
  operator?.close();
  await server?.kill();
  await rm(folder, { recursive: true, force: true });
});

const comes = async (look: () => unknown): Promise<void> => {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 25)))
    if (await look()) return;
  throw new Error(`it never came to pass; the log says:\n${log.map(({ text }) => text).join('\n')}`);
};
const onDisk = async (): Promise<{ cues: Cue[] }> => JSON.parse(await readFile(file, 'utf8'));
const wish = (asked: Parameters<Operator['socket']['emit']>[1]): Promise<DoorReply> =>
  ask((answer) => operator.socket.emit('artist', asked as never, answer));
const dusk: Cue = { number: 4, name: 'Dusk', scene: 'hush', params: { swell: 20 } };

describe('a vote', () => {
  const phone = (): Socket<ToVisitor, Speaks<typeof visitorDoors>> => {
    const socket: Socket<ToVisitor, Speaks<typeof visitorDoors>> = io(`${server.url}/visitor`, {
      path: '/ws',
      transports: ['websocket'],
      forceNew: true,
    });
    phones.push(socket);
    return socket;
  };

  it('is asked on every phone, counted once a person, and decides which cue fires', async () => {
    const [one, other] = [phone(), phone()];
    const asked: Ballot[] = [];
    one.on('ballot', (ballot) => void asked.push(ballot));
    await comes(() => asked.length > 0);
    expect(asked[0]).toEqual({
      choices: [
        { choice: 'deep', label: 'Deep water', votes: 0, needed: 2 },
        { choice: 'shore', label: 'shore', votes: 0, needed: 2 },
      ],
      mine: null,
      question: 0,
      chosen: null,
    });
    for (let i = 0; i < 3; i++) expect(await ask((answer) => one.emit('vote', { choice: 'deep' }, answer))).toEqual({ ok: true });
    await comes(() => cue?.ballot[0]?.votes === 1);
    await comes(() => asked.at(-1)?.mine === 'deep');
    await ask((answer) => other.emit('vote', { choice: 'deep' }, answer));
    await comes(() => cue?.number === 3);
    await comes(() => asked.at(-1)?.choices.length === 0);
    expect(asked.at(-1)?.chosen).toEqual({ question: 0, label: 'Deep water' });
    const late: Ballot[] = [];
    phone().on('ballot', (ballot) => void late.push(ballot));
    await comes(() => late.length === 1);
    expect(late[0]).toMatchObject({ choices: [], mine: null });
    expect(await ask((answer) => one.emit('vote', { choice: 'deep' }, answer))).toMatchObject({ ok: false, why: { code: 'vote/closed' } });
  });
});

describe('a programme that is edited in the console', () => {
  it('plays at once, and is saved by itself', async () => {
    expect(await wish({ kind: 'cue/put', cue: dusk, instead: null })).toEqual({ ok: true });
    await comes(() => cues.some(({ name }) => name === 'Dusk'));
    await comes(async () => (await onDisk()).cues.length === 4);
    expect(await wish({ kind: 'cue/put', cue: { ...dusk, scene: 'moon' }, instead: 4 })).toMatchObject({
      ok: false,
      why: { code: 'programme/scene' },
    });
    expect(await wish({ kind: 'cue/put', cue: dusk, instead: null })).toMatchObject({ ok: false, why: { code: 'cue/taken' } });
    expect(await wish({ kind: 'cue/remove', number: 3 })).toMatchObject({ ok: false, why: { code: 'cue/on' } });
  });

  it('is locked in show mode, on the server', async () => {
    await wish({ kind: 'show-mode', on: true });
    await comes(async () => (await wish({ kind: 'cue/remove', number: 4 })).ok === false);
    expect(await ask((answer) => operator.socket.emit('learn', { to: 'hush/swell' }, answer))).toMatchObject({
      ok: false,
      why: { code: 'show-mode' },
    });
    await wish({ kind: 'show-mode', on: false });
    await comes(async () => (await wish({ kind: 'edit/undo' })).ok);
    await comes(async () => (await onDisk()).cues.length === 3);
    await ask((answer) => operator.socket.emit('unmap', { id: 'hush/energy' }, answer));
    await comes(() => mappings.every(({ id }) => id !== 'hush/energy'));
    expect(await wish({ kind: 'edit/undo' })).toEqual({ ok: true });
    await comes(() => mappings.some(({ id, mute }) => id === 'hush/energy' && !mute));
  });
});

describe('a programme that is edited on disk', () => {
  it('plays as soon as it is written, and as it is written', async () => {
    const text = JSON.stringify({ ...programme, cues: [...programme.cues, { number: 5, name: 'Night', scene: 'hush' }] });
    await writeFile(file, text);
    await comes(() => cues.at(-1)?.name === 'Night');
    expect(cue?.number).toBe(3);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('changes nothing while it is broken, and says where it is', async () => {
    await writeFile(
      file,
      JSON.stringify({ ...programme, cues: [{ number: 1, name: 'x', scene: 'hush', until: { on: 'vote', choice: 'a', count: 0 } }] }),
    );
    await comes(() => log.some(({ text }) => text.includes('cues.0.until.count')));
    expect(cues.at(-1)?.name).toBe('Night');
    await writeFile(file, JSON.stringify({ ...programme, cues: [...programme.cues, { number: 6, name: 'Morning', scene: 'hush' }] }));
    await comes(() => cues.at(-1)?.name === 'Morning');
  });

  it('waits while show mode is on', async () => {
    await wish({ kind: 'show-mode', on: true });
    await writeFile(file, JSON.stringify({ ...programme, cues: [...programme.cues, { number: 6, name: 'Noon', scene: 'hush' }] }));
    await comes(() => log.some(({ text }) => text.includes('so it waits')));
    expect(cues.at(-1)?.name).toBe('Morning');
    await wish({ kind: 'show-mode', on: false });
    await comes(() => cues.at(-1)?.name === 'Noon');
  });

  it('that is corrupt when the show opens is set aside, and the last whole one plays', async () => {
    expect(await wish({ kind: 'cue/put', cue: { ...dusk, number: 7 }, instead: null })).toEqual({ ok: true });
    await comes(() => cues.some(({ number }) => number === 7));
    operator.close();
    await server.stop();
    // the end waits for what is on its way to the disk
    expect((await onDisk()).cues.some(({ number }) => number === 7)).toBe(true);
    await writeFile(file, '{ "version": 1, "title": "Hu');
    cues = [];
    await open();
    await wish({ kind: 'cue/put', cue: { ...dusk, number: 8 }, instead: null });
    await comes(() => cues.some(({ number }) => number === 7));
    expect(server.log()).toContain('was set aside as evening.show.json.');
    const aside = (await readdir(folder)).find((name) => name.endsWith('.aside')) ?? '';
    expect(await readFile(join(folder, aside), 'utf8')).toBe('{ "version": 1, "title": "Hu');
  });
});

describe('a signal from another program', () => {
  it('is heard from an operator’s program, and refused by its field', async () => {
    const post = (values: unknown, headers: Record<string, string>) =>
      fetch(`${server.url}/api/signals`, { method: 'POST', headers, body: JSON.stringify({ values }) });
    expect((await post([{ name: 'bid/last', value: 0.4 }], {})).status).toBe(403);
    const own = { cookie: operator.cookie };
    expect((await post([{ name: 'bid/last', value: 0.4 }], own)).status).toBe(200);
    await comes(() => meters?.signals['bid/last'] === 0.4);
    const refused = await post([{ name: 'crowd/energy', value: 0.4 }], own);
    expect([refused.status, (await refused.json()).text]).toEqual([400, expect.stringContaining('values.0.name')]);
  });
});
