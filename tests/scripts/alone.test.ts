import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { alone } from '../../scripts/lib/alone.mjs';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-lock-'));
  lock = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('lets one at a time work, and gives the lock back', async () => {
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await new Promise(setImmediate);
    order.push(`${name} ends`);
  };
  await Promise.all([alone(work('one'), { lock }), alone(work('two'), { lock })]);
  expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  expect(existsSync(lock)).toBe(false);
});

it('gives the lock back where the work fails', async () => {
  await expect(alone(() => Promise.reject(new Error('no disk')), { lock })).rejects.toThrow('no disk');
  expect(existsSync(lock)).toBe(false);
});

it('takes over from an owner that is gone', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(lock, String(pid));
  await alone(async () => undefined, { lock });
  expect(existsSync(lock)).toBe(false);
});

it('takes over a lock that nobody touched for a while, though its number is in use', async () => {
  writeFileSync(lock, String(process.pid));
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  await alone(async () => undefined, { lock });
  expect(existsSync(lock)).toBe(false);
});
