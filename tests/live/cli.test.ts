import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/serve.ts';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
const run = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) =>
    execFile(process.execPath, [join(root, 'bin', 'alla-prima.mjs'), ...args], { timeout: 20_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    ),
  );

let folder: string;
let chatterbox: Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-cli-'));
  chatterbox = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.2\r\n'));
  await new Promise<void>((resolve) => chatterbox.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  chatterbox.close();
  rmSync(folder, { recursive: true, force: true });
});
const file = (name: string, value: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
};
const show = (...args: string[]) => run('show', '--no-open', '--port', '0', '--data', join(folder, 'data'), ...args);

describe('alla-prima', () => {
  it('lists its commands', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    for (const command of ['show', 'doctor', 'stream', 'virtual-arm', 'replay']) expect(stdout).toContain(command);
  });

  it.each([['show'], ['doctor'], ['stream'], ['virtual-arm'], ['replay']])('%s explains itself', async (command) => {
    const { code, stdout } = await run(command, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--json');
  });

  it('ends with 2 on an unknown command and an unknown option, and says which', async () => {
    expect(await run('dance')).toMatchObject({ code: 2, stderr: expect.stringContaining('dance') });
    expect(await run('doctor', '--louder')).toMatchObject({ code: 2, stderr: expect.stringContaining('--louder') });
  });
});

describe('show', () => {
  it.each([
    ['a programme that is not there', ['none.show.json'], /none\.show\.json/, 2],
    ['a port that is no port', ['--port', 'http'], /"http"/, 2],
    ['an arm address that is none', ['--arm', 'tcp://'], /tcp:\/\//, 2],
    ['a horizon out of range', ['--horizon', '5'], /"5"/, 2],
  ])('refuses %s with what to do', async (_what, args, names, code) => {
    const ended = await show(...args);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toMatch(names);
    expect(ended.stderr).toContain('→');
  });

  it('refuses a malformed programme by its field', async () => {
    const ended = await show(file('bad.show.json', { version: 1, title: 'Bad', seed: -3 }));
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringMatching(/seed|canvas/) });
  });
});

describe('doctor', () => {
  it('looks at everything and gives one JSON document', async () => {
    const { stdout, code } = await run('doctor', '--json', '--data', join(folder, 'doctor'), '--port', '0');
    const { ok, findings } = JSON.parse(stdout);
    expect(findings.map((finding: { what: string }) => finding.what)).toEqual([
      'Node',
      'pages',
      'hand model',
      'body model',
      'programme',
      'data',
      'serial',
      'port',
      'network',
    ]);
    expect(code).toBe(ok ? 0 : 1);
    expect(findings.filter((finding: { ok: boolean }) => !finding.ok)).toEqual([]);
  });
});

describe('doctor --arm', () => {
  it('says which firmware answers on a port, and what answers where none does', async () => {
    const address = chatterbox.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const stranger = await run('doctor', '--json', '--data', join(folder, 'doctor'), '--port', '0', '--arm', `tcp://127.0.0.1:${port}`);
    expect(JSON.parse(stranger.stdout).findings.find((finding: { what: string }) => finding.what === 'arm')).toMatchObject({
      ok: false,
      remedy: expect.stringMatching(/./),
    });
    expect(stranger.code).toBe(1);
    const arm = spawn(process.execPath, [join(root, 'bin', 'alla-prima.mjs'), 'virtual-arm', '--tcp', '0'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const place = await new Promise<string>((resolve) =>
        arm.stdout.setEncoding('utf8').on('data', (text: string) => {
          const found = /tcp:\/\/[\d.]+:\d+/.exec(text)?.[0];
          if (found) resolve(found);
        }),
      );
      const ended = await run('doctor', '--json', '--data', join(folder, 'doctor'), '--port', '0', '--arm', place);
      expect(JSON.parse(ended.stdout).findings.find((finding: { what: string }) => finding.what === 'arm')).toMatchObject({
        ok: true,
        found: expect.stringMatching(/grbl 1\.1h/i),
      });
    } finally {
      arm.kill('SIGKILL');
    }
  }, 40_000);
});

describe('replay', () => {
  it('refuses what is no ledger', async () => {
    expect(await run('replay', join(folder, 'nowhere'))).toMatchObject({ code: 2, stderr: expect.stringContaining('nowhere') });
    const ended = await run('replay', file('not.ledger', 'hello, this is no database at all'), '--json');
    expect(ended.code).toBe(2);
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'ledger/unreadable' } });
  });
});

describe('stream', () => {
  const strokes = {
    version: 1,
    canvas: { widthMm: 200, heightMm: 150 },
    palette: [{ id: 'black', name: 'Black', rgb: [20, 20, 20] }],
    brushes: [{ id: 'round', widthMm: 6 }],
    strokes: [
      {
        id: 'a',
        paint: 'black',
        brush: 'round',
        author: 'artist',
        points: [
          [20, 20, 0.3],
          [60, 20, 0.6],
        ],
      },
      {
        id: 'b',
        paint: 'black',
        brush: 'round',
        author: 'artist',
        points: [
          [20, 40, 0.3],
          [60, 50, 0.6],
        ],
      },
    ],
  };

  it('paints a file on the virtual arm and reports in the promised form', async () => {
    const { code, stdout } = await run('stream', file('good.json', strokes), '--port', 'memory', '--json');
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining(['segments', 'strokes', 'seconds', 'segmentsPerSecond', 'maxCommittedMs', 'starvedMs', 'dips']),
    );
    expect(report).toMatchObject({ strokes: 2, starvedMs: expect.any(Number) });
    expect(report.maxCommittedMs).toBeLessThan(400);
  }, 40_000);

  it.each([
    [
      'a stroke outside the canvas',
      {
        ...strokes,
        strokes: [
          {
            ...strokes.strokes[0],
            points: [
              [20, 20, 0.3],
              [900, 20, 0.6],
            ],
          },
        ],
      },
      /900/,
    ],
    ['no paint of that name', { ...strokes, strokes: [{ ...strokes.strokes[0], paint: 'gold' }] }, /gold/],
  ])(
    'refuses %s, naming it',
    async (_what, value, names) => {
      const ended = await run('stream', file('bad.json', value), '--port', 'memory', '--json');
      expect(ended.code).not.toBe(0);
      expect(ended.stdout + ended.stderr).toMatch(names);
    },
    20_000,
  );

  it('paints over Marlin as over Grbl', async () => {
    const arm = spawn(process.execPath, [join(root, 'bin', 'alla-prima.mjs'), 'virtual-arm', '--tcp', '0', '--firmware', 'marlin'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const port = await new Promise<string>((resolve) =>
        arm.stdout.setEncoding('utf8').on('data', (text: string) => {
          const found = /tcp:\/\/[\d.]+:(\d+)/.exec(text)?.[0];
          if (found) resolve(found);
        }),
      );
      const one = { ...strokes, strokes: strokes.strokes.slice(0, 1) };
      const ended = await run('stream', file('one.json', one), '--port', port, '--driver', 'marlin', '--assume-referenced', '--json');
      expect(JSON.parse(ended.stdout)).toMatchObject({ strokes: 1, dips: 1 });
      expect(ended.code).toBe(0);
    } finally {
      arm.kill('SIGKILL');
    }
  }, 40_000);

  it('says that a port which answers is no arm', async () => {
    const address = chatterbox.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const ended = await run('stream', file('good.json', strokes), '--port', `tcp://127.0.0.1:${port}`, '--json');
    expect(ended.code).toBe(1);
    expect(ended.stdout + ended.stderr).toMatch(/SSH-2\.0|hung up|no Grbl|not.*Grbl/i);
  }, 20_000);

  it('says that a port does not exist, and which do', async () => {
    const ended = await run('stream', file('good.json', strokes), '--port', '/dev/ttyNONE9', '--json');
    expect(ended.code).toBe(1);
    expect(ended.stdout + ended.stderr).toContain('/dev/ttyNONE9');
  }, 20_000);
});
