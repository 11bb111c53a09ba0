import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { machineSchema } from '../../../devices/machine.ts';
import easel from '../../../devices/machines/virtual-easel.json' with { type: 'json' };
import { type ArmClient, createArmClient } from '../../../devices/process/client.ts';
import type { ToArm } from '../../../devices/process/messages.ts';
import type { Stroke } from '../../../engine/stroke.ts';

/** An arm process that only repeats what it hears, finds no paint where a stroke should have landed, and dies on `home`. */
const parrot = `
process.on('message', (message) => {
  if (message.kind === 'landed') process.send({ kind: 'fault', fault: { code: 'arm/not-landing', text: '{}', remedy: '' } });
  process.send({ kind: 'fault', fault: { code: 'heard', text: JSON.stringify(message), remedy: '' } });
  if (message.kind === 'home') process.exit(3);
  if (message.kind === 'bye') process.exit(0);
});
`;
let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-client-'));
  file = join(folder, 'parrot.mjs');
  writeFileSync(file, parrot);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let client: ArmClient | undefined;
afterEach(() => client?.close());

const stroke = (id: string): Stroke => ({
  id,
  author: 'phone-a',
  paint: 'lamp-black',
  brush: 'mop',
  cause: 'touch',
  scene: 'hush',
  step: 1,
  points: [
    [10, 10, 0.5],
    [60, 10, 0.5],
  ],
});

function open() {
  const heard: ToArm[] = [];
  let wake: () => void = () => {};
  client = createArmClient({
    file,
    setting: {
      machine: machineSchema.parse(easel),
      canvas: { widthMm: 700, heightMm: 500 },
      palette: [],
      brushes: [],
      address: { kind: 'memory' },
      horizonMs: 250,
      mmPerDip: 240,
    },
    onMessage: (message) => {
      if (message.kind !== 'fault' || message.fault.code !== 'heard') return;
      heard.push(JSON.parse(message.fault.text));
      wake();
    },
  });
  const until = async (fits: () => boolean): Promise<void> => {
    while (!fits()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { client, heard, until, kinds: () => heard.map(({ kind }) => kind) };
}

it('passes on jogging, nearness, urgency, landing and the show’s pulse as they are said', async () => {
  const { client, heard, until } = open();
  client.urge(['1-2', '1-1']);
  client.jog([5, 0, -5]);
  client.presence('near');
  client.landed('1-1', false);
  client.alive();
  await until(() => heard.length === 6);
  expect(heard.slice(1)).toEqual([
    { kind: 'urge', strokes: ['1-2', '1-1'] },
    { kind: 'jog', mmS: [5, 0, -5] },
    { kind: 'presence', from: 'camera', is: 'near' },
    { kind: 'landed', stroke: '1-1', seen: false },
    { kind: 'alive' },
  ]);
});

it('tells an arm process that was started again what stands: who is near, what is held, what waits and what is urgent, but no jog', async () => {
  const { client, heard, until } = open();
  for (const id of ['1-1', '1-2', '1-3']) client.paint(stroke(id));
  client.urge(['1-2']);
  client.urge(['1-3', 'gone']);
  client.presence('inside');
  client.jog([5, 0, 0]);
  client.stop();
  client.home();
  await until(() => heard.some(({ kind }) => kind === 'home'));
  const before = heard.length;
  await until(() => heard.slice(before).some(({ kind }) => kind === 'urge'));
  expect(heard.slice(before).map((said) => (said.kind === 'paint' ? said.stroke.id : said.kind))).toEqual([
    'configure',
    'presence',
    'hold',
    '1-1',
    '1-2',
    '1-3',
    'urge',
  ]);
  expect(heard.at(-1)).toEqual({ kind: 'urge', strokes: ['1-3', '1-2'] });
});

it('tells an arm process that was started again to hold, where the one before held by itself until somebody has looked', async () => {
  const { client, heard, until } = open();
  client.landed('1-1', false);
  client.home();
  await until(() => heard.filter(({ kind }) => kind === 'configure').length === 2 && heard.at(-1)?.kind === 'hold');
  client.resume();
  client.home();
  await until(() => heard.filter(({ kind }) => kind === 'configure').length === 3);
  client.alive();
  await until(() => heard.at(-1)?.kind === 'alive');
  expect(heard.slice(-2).map(({ kind }) => kind)).toEqual(['configure', 'alive']);
});
