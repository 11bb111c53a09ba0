import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from './root.mjs';
import { say } from './say.mjs';

const lock = inRoot('.cache', 'ready.lock');

/**
 * Does some work while no other process of this clone does: two terminals may start at once on a fresh clone.
 *
 * The lock is a file that holds the owner's process number; one whose owner is gone is taken over.
 *
 * @param {() => Promise<void>} work
 */
export async function alone(work) {
  mkdirSync(inRoot('.cache'), { recursive: true });
  for (let told = false; !take(); told = true) {
    if (!told) say('Another process is making this clone ready; waiting for it …');
    await wait(200);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @returns {boolean} whether the lock is now ours */
function take() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!ownerLives()) rmSync(lock, { force: true });
    return false;
  }
}

function ownerLives() {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid === 0) return true; // just taken, not yet signed
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, under another user
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
