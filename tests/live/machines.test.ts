import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningArm, run, startVirtualArm } from '../support/cli.ts';
import { openPtyPair, type PtyPair } from '../support/pty.ts';

const line = {
  id: 'a',
  paint: 'black',
  brush: 'round',
  author: 'artist',
  points: [
    [10, 20, 0.3],
    [40, 30, 0.6],
  ],
};
const picture = {
  version: 1,
  canvas: { widthMm: 120, heightMm: 90 },
  palette: [{ id: 'black', name: 'Black', rgb: [20, 20, 20] }],
  brushes: [{ id: 'round', widthMm: 4 }],
  strokes: [line],
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-machines-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, value: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
};

let arm: RunningArm | undefined;
let pair: PtyPair | undefined;
afterEach(async () => {
  arm?.end();
  await pair?.close();
  arm = undefined;
  pair = undefined;
});

describe('a machine, as a program that paints and another that is painted with', () => {
  it('is an AxiDraw on a serial device', async () => {
    pair = await openPtyPair();
    arm = await startVirtualArm('--port', pair.a, '--machine', 'axidraw-a3');
    expect(arm.said).toContain('EBB 2.8');
    const ended = await run('stream', file('one.json', picture), '--port', pair.b, '--machine', 'axidraw-a3', '--json');
    expect(ended.stderr).toBe('');
    expect(JSON.parse(ended.stdout)).toMatchObject({ strokes: 1, dips: 1, starvedMs: 0 });
    const found = await run('doctor', '--json', '--data', join(folder, 'doctor'), '--port', '0', '--arm', pair.b);
    expect(JSON.parse(found.stdout).findings.find(({ what }: { what: string }) => what === 'arm')).toMatchObject({
      ok: true,
      found: expect.stringContaining('ebb 2.8.1'),
    });
  }, 60_000);

  it.each(['scara-500', 'uarm-swift'])(
    'is a Marlin that knows %s, on TCP',
    async (machine) => {
      arm = await startVirtualArm('--tcp', '0', '--machine', machine);
      const port = /tcp:\/\/[\d.]+:\d+/.exec(arm.said)?.[0] ?? '';
      const ended = await run('stream', file('one.json', picture), '--port', port, '--machine', machine, '--assume-referenced', '--json');
      expect(ended.stderr).toBe('');
      expect(JSON.parse(ended.stdout)).toMatchObject({ strokes: 1, dips: 1 });
    },
    60_000,
  );

  it('is an EBB where a gantry is described, if both are told so', async () => {
    arm = await startVirtualArm('--tcp', '0', '--firmware', 'ebb');
    const port = /tcp:\/\/[\d.]+:\d+/.exec(arm.said)?.[0] ?? '';
    const ended = await run('stream', file('one.json', picture), '--port', port, '--driver', 'ebb', '--json');
    expect(JSON.parse(ended.stdout)).toMatchObject({ strokes: 1 });
  }, 60_000);

  it('refuses a firmware that does not drive it, and a canvas that it does not reach', async () => {
    expect(await run('virtual-arm', '--tcp', '0', '--machine', 'uarm-swift', '--firmware', 'grbl', '--json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('driven by marlin, not by grbl'),
    });
    const wide = { ...picture, canvas: { widthMm: 200, heightMm: 90 } };
    const ended = await run('stream', file('wide.json', wide), '--port', 'memory', '--machine', 'uarm-swift', '--json');
    expect(ended.code).not.toBe(0);
    expect(ended.stdout + ended.stderr).toMatch(/canvas\.widthMm is 200 mm, and uArm.* paints 180 mm at most/);
  }, 60_000);
});

describe('strokes that cannot be painted', () => {
  it('are refused one by one, by field and value, and the others are painted', async () => {
    const strokes = [
      line,
      { ...line, id: 'void', points: [] },
      { ...line, id: 'gold', paint: 'gold' },
      { ...line, id: 'broom', brush: 'broom' },
      {
        ...line,
        id: 'off',
        points: [
          [10, 20, 0.3],
          [900, 20, 0.3],
        ],
      },
      { ...line, id: 'nan', points: [[10, null, 0.3]] },
      { ...line, id: 'long', points: Array.from({ length: 1_000_000 }, (_, i) => [i % 100, i % 80, 0.5]) },
    ];
    const ended = await run('stream', file('bad.json', { ...picture, strokes }), '--port', 'memory', '--json');
    expect(ended.code).toBe(2);
    const report = JSON.parse(ended.stdout);
    expect(report).toMatchObject({ strokes: 1 });
    const refused: readonly { stroke: string; why: { text: string; remedy: string } }[] = report.refused;
    const said = Object.fromEntries(refused.map(({ stroke, why }) => [stroke, why.text]));
    expect(Object.keys(said).sort()).toEqual(['broom', 'gold', 'long', 'nan', 'off', 'void']);
    expect(said).toMatchObject({
      void: expect.stringContaining('points is []'),
      gold: expect.stringContaining('"gold"'),
      broom: expect.stringContaining('"broom"'),
      off: expect.stringContaining('900 mm'),
      nan: expect.stringContaining('points.0.1 is null'),
      long: expect.stringContaining('a list of 1000000'),
    });
    for (const { why } of refused) expect(why.remedy).toMatch(/\w{4}/);
  }, 60_000);
});
