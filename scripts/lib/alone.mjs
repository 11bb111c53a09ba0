import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from './root.mjs';
import { say } from './say.mjs';

/**
 * Does some work while no other process of this clone does: two terminals may start at once on a fresh clone.
 *
 * The lock is a file that holds the owner's process number and is touched again and again. One whose owner is gone, or
 * that nobody touched for a while (its number may belong to another program by now), is taken over.
 *
 * @param {() => Promise<void>} work
 * @param {object} [how]
 * @param {string} [how.lock] - path of the lock
 * @param {number} [how.touchMs]
 * @param {number} [how.abandonedMs] - untouched for so long, it has no owner
 */
export async function alone(work, { lock = inRoot('.cache', 'ready.lock'), touchMs = 1000, abandonedMs = 15_000 } = {}) {
  mkdirSync(inRoot('.cache'), { recursive: true });
  for (let told = false; !take(lock, abandonedMs); told = true) {
    if (!told) say('Another process is making this clone ready; waiting for it …');
    await wait(100);
  }
  const touching = setInterval(() => utimesSync(lock, new Date(), new Date()), touchMs);
  try {
    await work();
  } finally {
    clearInterval(touching);
    rmSync(lock, { force: true });
  }
}

/**
 * @param {string} lock
 * @param {number} abandonedMs
 * @returns {boolean} whether the lock is now ours
 */
function take(lock, abandonedMs) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isAbandoned(lock, abandonedMs)) rmSync(lock, { force: true });
    return false;
  }
}

/**
 * @param {string} lock
 * @param {number} abandonedMs
 */
function isAbandoned(lock, abandonedMs) {
  try {
    const untouchedMs = Date.now() - statSync(lock).mtimeMs;
    const owner = Number(readFileSync(lock, 'utf8'));
    return untouchedMs > abandonedMs || (owner !== 0 && !isAlive(owner)); // 0: just taken, not yet signed
  } catch {
    return false; // given back meanwhile
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, under another user
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
