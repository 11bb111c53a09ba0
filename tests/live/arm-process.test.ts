import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ArmClient, createArmClient } from '../../devices/process/client.ts';
import type { ArmSetting, FromArm, ToArm } from '../../devices/process/messages.ts';
import { machine, setting, stroke } from '../devices/stream/rig.ts';

const root = resolve(import.meta.dirname, '../..');
let folder: string;
let file: string;

/** Node 20 runs no TypeScript, so the arm process is bundled first, where its packages can be found from. */
beforeAll(async () => {
  folder = await mkdtemp(join(root, 'node_modules', '.arm-process-'));
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    build: { ssr: true, outDir: folder, rolldownOptions: { input: { arm: join(root, 'devices/process/main.ts') } } },
  });
  file = join(folder, 'arm.js');
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** everything close together and fast: little travel in real time */
const near: ArmSetting = {
  ...setting,
  machine: {
    ...machine,
    canvasOrigin: { x: 30, y: 30, z: 0 },
    heights: { hoverMm: 2, travelMm: 13 },
    speeds: { ...machine.speeds, plungeMmS: 100 },
    wells: [{ x: 20, y: 20, z: 4 }],
    park: { x: 25, y: 25, z: 14 },
  },
  horizonMs: 800,
};
const line = (id: string, mm: number) =>
  stroke(id, [
    [5, 5, 0.5],
    [5 + mm, 5, 0.5],
  ]);

/** Collects what is told, and waits for what is wanted. */
function listener(): { hear: (message: FromArm) => void; told: FromArm[]; when(wanted: (message: FromArm) => boolean): Promise<FromArm> } {
  const told: FromArm[] = [];
  let waiting: { wanted: (message: FromArm) => boolean; resolve: (message: FromArm) => void }[] = [];
  return {
    told,
    hear: (message) => {
      told.push(message);
      for (const entry of waiting.filter(({ wanted }) => wanted(message))) entry.resolve(message);
      waiting = waiting.filter(({ wanted }) => !wanted(message));
    },
    when: (wanted) => {
      const already = told.find(wanted);
      return already !== undefined ? Promise.resolve(already) : new Promise((resolve) => waiting.push({ wanted, resolve }));
    },
  };
}
const isPainted = (id: string) => (message: FromArm) =>
  message.kind === 'life' && message.life.kind === 'painted' && message.life.stroke === id;
const hasBegun = (message: FromArm) => message.kind === 'painted' && message.piece.fromMm > 5;

it('is started again when it dies in the middle of a stroke, and paints the rest', async () => {
  const { hear, told, when } = listener();
  let died: (text: string) => void = () => undefined;
  const death = new Promise<string>((resolve) => {
    died = resolve;
  });
  const client: ArmClient = createArmClient({ file, setting: near, onMessage: hear, onDeath: (text) => died(text) });
  client.paint(line('a', 60));
  client.paint(line('b', 10));
  await when(hasBegun);
  const first = client.pid;
  if (first === undefined) throw new Error('the arm process has no pid');
  // Ctrl-C in a terminal reaches it as well as the show: it must go on
  process.kill(first, 'SIGINT');
  process.kill(first, 'SIGKILL');
  expect(await death).toContain('SIGKILL');
  const known = Math.max(...told.flatMap((message) => (message.kind === 'painted' ? [message.piece.fromMm] : [])));
  told.length = 0;
  await when(isPainted('b'));
  expect(told.some(isPainted('a'))).toBe(true);
  const again = told.find((message) => message.kind === 'painted');
  if (again?.kind !== 'painted') throw new Error('nothing was painted again');
  expect(again.piece.fromMm).toBeGreaterThan(known - 20);
  expect(client.pid).not.toBe(first);
  await client.close();
  expect(client.pid).toBeUndefined();
}, 30_000);

it('lifts, parks and exits 0 when the show dies', async () => {
  const { hear, when } = listener();
  const child = fork(file, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.on('message', (message: FromArm) => hear(message));
  const tell = (message: ToArm): void => {
    child.send(message);
  };
  tell({ kind: 'configure', setting: near });
  tell({ kind: 'paint', stroke: line('a', 100), fromMm: 0 });
  await when(hasBegun);
  child.disconnect();
  expect(await ended).toBe(0);
}, 30_000);
