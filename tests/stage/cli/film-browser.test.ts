import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFilmBrowser } from '../../../stage/cli/film-browser.ts';
import { watchSilence } from '../../../stage/cli/watch-silence.ts';

const posix = process.platform !== 'win32';

describe.runIf(posix)('a program that is given for a browser and is none', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'alla-prima-no-browser-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const script = (text: string): string => {
    const file = join(folder, 'browser');
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const profiles = async () => (await readdir(folder)).filter((name) => name.startsWith('alla-prima-film-'));
  const opened = (program: string) => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    const browser = openFilmBrowser(program, 'http://127.0.0.1:1/');
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    return browser;
  };

  it.each([
    ['ends at once', 'exit 0', /^it ended with 0 and said nothing$/],
    ['fails with a word', 'echo first >&2; echo "no such option" >&2; exit 3', /^no such option$/],
    ['is killed', 'kill -9 $$', /^it ended with SIGKILL and said nothing$/],
    ['leaves somebody behind who holds its words', 'sleep 600 & echo gone >&2', /^gone$/],
  ])('is told of in words: it %s', async (_what, text, words) => {
    const browser = opened(script(text));
    expect(await browser.ended).toMatch(words);
    await browser.close();
    expect(await profiles()).toEqual([]);
  });

  it('is a folder, or a text: that is said too', async () => {
    for (const program of [folder, join(folder, 'absent')]) {
      const browser = opened(program);
      expect(await browser.ended).toMatch(/EACCES|ENOENT/);
      await browser.close();
    }
    expect(await profiles()).toEqual([]);
  });

  it('is ended with all that it started, however deaf they are', async () => {
    const pids = join(folder, 'pids');
    const deaf = `trap '' TERM INT HUP PIPE; wait() { while :; do sleep 1; done; }`;
    const browser = opened(script(`${deaf}; echo $$ >> ${pids}; sh -c '${deaf.replaceAll("'", '"')}; echo $$ >> ${pids}; wait' & wait`));
    const started = async () => (await readFile(pids, 'utf8').catch(() => '')).trim().split('\n').map(Number);
    await expect.poll(started).toHaveLength(2);
    await browser.close();
    for (const pid of await started()) await expect.poll(() => isOver(pid)).toBe(true);
    expect(await profiles()).toEqual([]);
  });
});

/** Ended, though a machine without an init may keep its name. */
async function isOver(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  return /\) Z /.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
}

describe('silence', () => {
  it('is told once when nothing was heard for long enough, and never before the first word or after the end', async () => {
    const told: number[] = [];
    const [never, over] = [watchSilence(5, (s) => told.push(s + 1000)), watchSilence(5, (s) => told.push(s + 2000))];
    over.heard();
    over.end();
    over.heard();
    await new Promise<void>((resolve) => {
      const watch = watchSilence(50, (seconds) => {
        told.push(seconds);
        resolve();
      });
      watch.heard();
      watch.heard();
    });
    never.end();
    expect(told).toEqual([0]);
  });
});
