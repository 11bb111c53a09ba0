import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programmeSchema } from '../../engine/programme.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { run } from '../support/cli.ts';
import { recordQuickly } from '../support/recorded-quickly.ts';
import { root } from '../support/serve.ts';

/** The built command, with browsers that are none. */
let folder: string;
let data: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-live-film-'));
  data = join(folder, 'data');
  recordQuickly(join(data, 'show.ledger'), { programme: programmeSchema.parse(builtIn), steps: 120, inputsAt: () => [] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe.runIf(process.platform !== 'win32')('a film', () => {
  it('that a browser does not draw ends in words', async () => {
    const ended = await run('film', data, '--browser', '/bin/sh', '--out', join(folder, 'none'), '--json');
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'film/browser', text: expect.stringContaining('0 of 60 frames: ') } });
  }, 40_000);

  it('leaves no process and no folder behind where its program is killed, though the browser hears nothing', async () => {
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    const [browser, told] = [join(folder, 'deaf'), join(folder, 'pid')];
    writeFileSync(
      browser,
      `#!/bin/sh\ntrap '' TERM HUP PIPE\necho $$ > ${told}.new && mv ${told}.new ${told}\nwhile :; do sleep 1; done\n`,
    );
    chmodSync(browser, 0o755);
    const args = [join(root, 'bin', 'alla-prima.mjs'), 'film', data, '--browser', browser, '--out', join(folder, 'cut')];
    const child: ChildProcess = spawn(process.execPath, args, { env: { ...process.env, TMPDIR: temporary }, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await expect.poll(() => existsSync(told), { timeout: 30_000 }).toBe(true);
    const pid = Number(readFileSync(told, 'utf8'));
    expect(alive(pid)).toBe(true);
    expect(readdirSync(temporary)).toHaveLength(1);
    child.kill('SIGKILL');
    await ended;
    await expect.poll(() => alive(pid) || readdirSync(temporary).length > 0, { timeout: 20_000 }).toBe(false);
  }, 60_000);
});
