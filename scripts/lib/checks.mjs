import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundled.mjs';
import { findChromium } from './chromium.mjs';
import { inRoot } from './root.mjs';
import { runNode } from './run.mjs';
import { say } from './say.mjs';

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {number} waiting - todo or skipped: shown, never counted as passed
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {'unit' | 'e2e'} part - `unit` is all that needs no browser
 * @property {boolean} [behind] - takes what time the checks after it leave, and is waited for last
 * @property {() => Promise<Count>} run
 */

/**
 * What `npm test` runs, in order. The fault scripts only reckon: they give way to the built programs and to the browser, which
 * often wait.
 *
 * @type {Check[]}
 */
export const checks = [
  { name: 'types', part: 'unit', run: () => one(['node_modules', 'typescript', 'bin', 'tsc'], ['-b']) },
  { name: 'lint', part: 'unit', run: () => one(['node_modules', '@biomejs', 'biome', 'bin', 'biome'], ['check']) },
  { name: 'units and contracts', part: 'unit', run: () => inTemporaryFile((report) => vitest('unit', report)) },
  { name: 'a thousand fault scripts', part: 'unit', behind: true, run: () => inTemporaryFile(faultScripts) },
  { name: 'the built programs', part: 'unit', run: () => inTemporaryFile((report) => vitest('live', report)) },
  { name: 'in the browser', part: 'e2e', run: () => inTemporaryFile(browser) },
];

/**
 * A check that counts as one.
 *
 * @param {string[]} script
 * @param {string[]} args
 * @returns {Promise<Count>}
 */
async function one(script, args) {
  const { status } = await runNode(inRoot(...script), args);
  return status === 0 ? { passed: 1, failed: 0, waiting: 0 } : { passed: 0, failed: 1, waiting: 0 };
}

/**
 * @param {'unit' | 'bundled' | 'live'} project
 * @param {string} report
 * @param {import('./run.mjs').RunOptions} [how] - what it says is said when it has ended, where it was captured
 * @returns {Promise<Count>}
 */
async function vitest(project, report, how) {
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status, output } = await runNode(inRoot('node_modules', 'vitest', 'vitest.mjs'), args, how);
  if (output !== '') say(output);
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = readReport(report);
  return honest(status, { passed: numPassedTests, failed: numFailedTests, waiting: numPendingTests + numTodoTests });
}

/**
 * The fault scripts reckon for minutes: bundled they take two thirds of the time that they take module by module.
 *
 * @param {string} report
 * @returns {Promise<Count>}
 */
async function faultScripts(report) {
  const folder = inRoot('tests', 'property');
  const files = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  await bundle('property', Object.fromEntries(files.map((file) => [file.replace(/\.ts$/, ''), join(folder, file)])));
  return vitest('bundled', report, { show: 'capture', behind: true });
}

/**
 * @param {string} report
 * @returns {Promise<Count>}
 */
async function browser(report) {
  const chromium = findChromium();
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...(chromium === undefined ? {} : { CHROMIUM: chromium }) };
  const { status } = await runNode(inRoot('node_modules', '@playwright', 'test', 'cli.js'), ['test', '--reporter=list,json'], { env });
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(report).stats ?? {};
  return honest(status, { passed: expected, failed: unexpected + flaky, waiting: skipped });
}

/**
 * A run that ends badly has failed, even where no test says so: a file that cannot be read, a crash.
 *
 * @param {number} status
 * @param {Count} count
 */
export const honest = (status, count) => (status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count);

/** @param {string} report */
function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return {}; // the run ended before it wrote one; its exit status says so
  }
}

/**
 * @param {(file: string) => Promise<Count>} work
 */
async function inTemporaryFile(work) {
  const folder = mkdtempSync(join(tmpdir(), 'alla-prima-test-'));
  try {
    return await work(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
