import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programmeSchema } from '../../engine/programme.ts';
import type { Stroke } from '../../engine/stroke.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { readLedger } from '../../stage/ledger/store.ts';
import { type Ended, run } from '../support/cli.ts';
import { becomeOperator } from '../support/operator.ts';
import { recordQuickly } from '../support/recorded-quickly.ts';
import { inputsOf } from '../support/replays/performance.ts';
import { root } from '../support/serve.ts';
import { startServer } from '../support/server.ts';

/** The built program, with the audience of a ledger that is made here. */
let folder: string;
let yesterday: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-rehearse-'));
  yesterday = join(folder, 'data');
  recordQuickly(join(yesterday, 'show.ledger'), {
    programme: programmeSchema.parse(builtIn),
    steps: 900,
    inputsAt: inputsOf({
      films: [{ atS: 0.2, film: 'poses', camera: 'camera-a' }],
      fingers: [
        {
          atS: 0.5,
          who: 'phone-yesterday1',
          via: 'phone',
          seconds: 2,
          path: [
            [0.2, 0.3],
            [0.7, 0.6],
          ],
        },
      ],
      said: [{ atS: 1, input: { kind: 'param', name: 'flow', value: 40 } }],
    }),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const until = async <T>(look: () => Promise<T>, fits: (value: T) => boolean): Promise<T> => {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const value = await look();
    if (fits(value)) return value;
    if (Date.now() > deadline) throw new Error(`it never came to pass; last seen: ${JSON.stringify(value).slice(0, 400)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
};
/** Runs the built command where a relative folder is one of this test's. */
const here = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) =>
    execFile(process.execPath, [join(root, 'bin', 'alla-prima.mjs'), ...args], { cwd: folder, timeout: 30_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    ),
  );

describe('a rehearsal', () => {
  it('brings strokes by yesterday’s people into a running show, says what it is, and ends without ending the show', async () => {
    const data = join(folder, 'data-tonight');
    const server = await startServer({ data, args: ['--rehearse', yesterday, '--rehearse-pace', '2'] });
    try {
      const health = async () => (await fetch(`${server.url}/health`)).json();
      expect(await health()).toMatchObject({ rehearsal: { run: 1, title: 'Hush', over: false } });
      const operator = await becomeOperator(server.url, server.operatorUrl);
      const strokes = await until(
        async () => (await operator.ledger('stroke/proposed')).map(({ body }): Stroke => JSON.parse(body)),
        (all) => all.some(({ author }) => author === 'rehearsal-phone-yesterday1') && all.some(({ author }) => author === 'hand-1'),
      );
      expect(strokes.map(({ author }) => author)).not.toContain('phone-yesterday1');
      const over = await until(health, (h) => h.rehearsal.over);
      expect(over.arm.driver).toContain('memory');
      await until(health, (h) => h.show.step > over.show.step);
      expect(server.log()).toMatch(/this is a rehearsal: the audience of run 1/);
      expect(server.log()).toMatch(/the rehearsal is over/);
      // yesterday's artist stayed away
      const said = (await operator.ledger('input')).map(({ body }) => JSON.parse(body).kind);
      expect(said).toContain('hands');
      expect(said).not.toContain('param');
      operator.close();
      expect(await server.stop()).toBe(0);
    } finally {
      await server.kill();
    }
    const replayed = await run('replay', data, '--json');
    expect(JSON.parse(replayed.stdout)).toMatchObject({ chain: 'whole', identical: true });
    // what is read is never written
    const read = readLedger(join(yesterday, 'show.ledger'));
    expect([...read.read({ kinds: ['show/begin'] })]).toHaveLength(1);
    read.close();
  }, 90_000);

  it('has a folder of its own, named data-rehearsal, and refuses to rehearse with what lies in that', async () => {
    recordQuickly(join(folder, 'data-rehearsal', 'show.ledger'), {
      programme: programmeSchema.parse(builtIn),
      steps: 1,
      inputsAt: () => [],
    });
    const refused = await here('show', '--no-open', '--json', '--port', '0', '--rehearse', 'data-rehearsal');
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'rehearsal/folder', remedy: expect.stringContaining('--data') } });
  }, 40_000);

  it.each([
    ['a ledger that is not there', ['--rehearse', 'nowhere'], 'ledger/absent'],
    ['a performance that was not given', ['--rehearse', 'data', '--rehearse-run', '7'], 'ledger/no-run'],
    ['a performance that is no number', ['--rehearse', 'data', '--rehearse-run', 'first'], 'rehearsal/run'],
    ['a pace that nobody could follow', ['--rehearse', 'data', '--rehearse-pace', '50'], 'rehearsal/pace'],
    ['a performance of no ledger', ['--rehearse-run', '1'], 'rehearsal/none'],
  ])(
    'refuses %s',
    async (_what, args, code) => {
      const refused = await here('show', '--no-open', '--json', '--port', '0', '--data', 'fresh', ...args);
      expect(refused.code).toBe(2);
      expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code } });
    },
    40_000,
  );
});

describe('replay --onto', () => {
  it('tells what yesterday’s audience makes of a programme, in words, as JSON and as SVG', async () => {
    const tonight = join(root, 'scenes', 'programmes', 'hush.show.json');
    const svg = join(folder, 'tonight.svg');
    const told = await here('replay', 'data', '--onto', tonight, '--svg', svg, '--json');
    expect(told.stderr).toBe('');
    const report = JSON.parse(told.stdout);
    expect(report).toMatchObject({
      run: 1,
      onto: 'Hush',
      leftOut: 1,
      cues: [{ number: 1, atS: 0 }],
      gestures: { pinch: expect.any(Number) },
      arm: { refused: 0 },
    });
    expect(report.strokes).toBeGreaterThan(3);
    const metres = report.paints.reduce((sum: number, paint: { metres: number }) => sum + paint.metres, 0);
    expect(metres).toBeGreaterThan(0.3);
    const words = await here('replay', 'data', '--onto', tonight, '--with-artist');
    expect(words.stdout).toMatch(/strokes {4}\d+ by \d+ participants/);
    expect(words.stdout).not.toContain('left out');
    expect(readFileSync(svg, 'utf8').match(/<path /g)).toHaveLength(report.strokes);
  }, 60_000);

  it.each([
    ['a programme that is not there', ['--onto', 'none.show.json'], 'programme/absent'],
    ['a performance that was not given', ['--onto', join(root, 'scenes', 'programmes', 'hush.show.json'), '--run', '4'], 'ledger/no-run'],
    ['a drawing of no rehearsal', ['--svg', 'x.svg'], 'replay/onto'],
  ])(
    'refuses %s',
    async (_what, args, code) => {
      const refused = await here('replay', 'data', '--json', ...args);
      expect(refused.code).toBe(2);
      expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code } });
    },
    40_000,
  );
});
