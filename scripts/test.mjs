/**
 * `npm test [-- --unit | --e2e]`: everything that can be checked, from a bare clone on.
 *
 * The last line on stdout is plain, `N passed, N failed`; the exit status is 0 only where none failed.
 */
import { parseArgs } from 'node:util';
import { checks } from './lib/checks.mjs';
import { ready } from './lib/ready.mjs';
import { giveUp, say } from './lib/say.mjs';
import { ensureCompiler, ensureTools } from './lib/system-tools.mjs';

let passed = 0;
let failed = 0;
try {
  const parts = askedParts();
  await ready().catch(async (error) => {
    if (!(await ensureCompiler())) throw error;
    await ready();
  });
  await ensureTools(parts.includes('e2e') ? ['chromium', 'socat'] : ['socat']);

  /** @type {string[]} */
  const table = [];
  /** @param {import('./lib/checks.mjs').Check} check */
  const run = async ({ name, run }) => {
    const start = performance.now();
    const count = await run();
    passed += count.passed;
    failed += count.failed;
    const waiting = count.waiting > 0 ? `, ${count.waiting} waiting` : '';
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    table.push(`${name.padEnd(24)} ${count.passed} passed, ${count.failed} failed${waiting} (${seconds} s)`);
  };
  /** @type {Promise<void>[]} */
  const behind = [];
  for (const check of checks.filter(({ part }) => parts.includes(part))) {
    say(`\n── ${check.name}${check.behind ? ', behind what follows' : ''} ──`);
    const running = run(check);
    if (!check.behind) await running;
    else {
      behind.push(running);
      // what goes wrong in it is told when it is waited for
      running.catch(() => {});
    }
  }
  await Promise.all(behind);
  say(`\n${table.join('\n')}`);
} catch (error) {
  giveUp(error);
  failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** @returns {string[]} */
function askedParts() {
  const { values } = parseArgs({ options: { unit: { type: 'boolean' }, e2e: { type: 'boolean' } } });
  const named = [values.unit && 'unit', values.e2e && 'e2e'].filter((part) => typeof part === 'string');
  return named.length > 0 ? named : ['unit', 'e2e'];
}
