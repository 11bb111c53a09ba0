/**
 * `npm test [-- --unit | --e2e]`: everything that can be checked, from a bare clone on.
 *
 * The last line on stdout is plain, `N passed, N failed`; the exit status is 0 only where none failed.
 */
import { parseArgs } from 'node:util';
import { turns } from './lib/checks.mjs';
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
  for (const turn of turns) {
    const asked = turn.filter(({ part }) => parts.includes(part));
    if (asked.length === 0) continue;
    say(`\n── ${asked.map(({ name }) => name).join(', and beside them ')} ──`);
    await Promise.all(
      asked.map(async (check) => {
        const start = performance.now();
        const count = await check.run();
        passed += count.passed;
        failed += count.failed;
        const waiting = count.waiting > 0 ? `, ${count.waiting} waiting` : '';
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        table.push(`${check.name.padEnd(24)} ${count.passed} passed, ${count.failed} failed${waiting} (${seconds} s)`);
      }),
    );
  }
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
