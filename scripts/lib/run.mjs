import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { root } from './root.mjs';

/**
 * @typedef {object} Ended
 * @property {number} status - 0 where it went well; 1 where it was ended by a signal
 * @property {string} output - stdout and stderr together, where captured
 *
 * @typedef {object} RunOptions
 * @property {'capture' | 'stderr' | 'inherit'} [show] - where its output goes; `stderr` keeps our stdout clean
 * @property {Record<string, string>} [env] - beside our own
 * @property {boolean} [behind] - gives way to whatever else runs on this machine
 * @property {boolean} [shell] - for `npm` on Windows, which is a script there
 */

/**
 * Runs a program in the clone's folder until it ends. It gets no stdin.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ended>}
 */
export function run(program, args, { show = 'inherit', env = {}, behind = false, shell = false } = {}) {
  const sink = show === 'capture' ? 'pipe' : show === 'stderr' ? 2 : 'inherit';
  return new Promise((resolve) => {
    const detached = behind && process.platform === 'linux';
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, shell, detached, stdio: ['ignore', sink, sink] });
    if (behind && child.pid !== undefined) giveWay(child.pid);
    if (detached && child.pid !== undefined) endWithUs(child, child.pid);
    /** @type {Buffer[]} */
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    const output = () => Buffer.concat(chunks).toString();
    child.once('error', (error) => resolve({ status: 127, output: `${output()}${error.message}\n` }));
    child.once('close', (code) => resolve({ status: code ?? 1, output: output() }));
  });
}

/**
 * Lets all else on this machine go first. Linux weighs priorities within a session only, and browsers have sessions of their own:
 * there what gives way needs one too, with a priority for the whole of it.
 *
 * @param {number} pid - of a process that has just begun
 */
function giveWay(pid) {
  setPriority(pid, constants.priority.PRIORITY_LOW);
  try {
    writeFileSync(`/proc/${pid}/autogroup`, `${constants.priority.PRIORITY_LOW}`);
  } catch {
    // another system, or a Linux that does not group: the priority says it all
  }
}

/**
 * A session of its own hears no Ctrl-C of ours.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} pid
 */
function endWithUs(child, pid) {
  const end = () => {
    try {
      process.kill(-pid);
    } catch {
      // it has ended
    }
  };
  const stopped = () => process.exit(1);
  process.once('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stopped);
  child.once('close', () => {
    process.off('exit', end);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stopped);
  });
}

/**
 * Runs a script with the Node that runs this.
 *
 * @param {string} script
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export const runNode = (script, args, options) => run(process.execPath, [script, ...args], options);

/**
 * Runs npm, or a command of its family.
 *
 * @param {'npm' | 'npx'} program
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export const runNpm = (program, args, options) => run(program, args, { ...options, shell: process.platform === 'win32' });
