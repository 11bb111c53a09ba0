import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromiumRemedy, findChromium } from './chromium.mjs';
import { run, runNpm } from './run.mjs';
import { Hitch, saying } from './say.mjs';

/**
 * Programs outside npm that the tests use: a browser, and pairs of serial ports (socat).
 *
 * @typedef {object} Tool
 * @property {string} name - also of the Debian package
 * @property {() => boolean} present
 * @property {() => boolean} installable - whether installing it would help
 * @property {() => string} remedy
 * @type {Tool[]}
 */
const tools = [
  { name: 'chromium', present: () => findChromium() !== undefined, installable: () => !process.env.CHROMIUM, remedy: chromiumRemedy },
  {
    name: 'socat',
    present: () => onPath('socat'),
    installable: () => true,
    remedy: () => `Install it: ${socatFrom[process.platform] ?? 'see http://www.dest-unreach.org/socat'}`,
  },
];

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const socatFrom = {
  linux: 'apt-get install socat (or your distribution’s own way)',
  darwin: 'brew install socat',
  win32: 'it has no Windows version; run the tests under WSL, https://learn.microsoft.com/windows/wsl/install',
};

/** @param {string} program */
const onPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => ['', '.exe'].some((end) => existsSync(join(folder, program + end))));

/** Debian, as root: the one place where a test run may install system packages by itself. */
const mayInstall = () => existsSync('/etc/debian_version') && process.getuid?.() === 0;

/**
 * Sees to it that the named tools are there: installs them where it may, fails with a remedy where it may not.
 *
 * @param {string[]} names
 * @throws {Hitch} naming each one that is missing
 */
export async function ensureTools(names) {
  const absent = () => tools.filter(({ name, present }) => names.includes(name) && !present());
  if (absent().length === 0) return;
  const installable = absent().filter((tool) => tool.installable());
  if (installable.length > 0 && mayInstall()) await aptInstall(installable.map(({ name }) => name));
  else if (installable.some(({ name }) => name === 'chromium')) await installPlaywrightChromium();
  const missing = absent();
  if (missing.length === 0) return;
  throw new Hitch(
    `The tests need ${missing.map(({ name }) => name).join(' and ')}, which this machine lacks.`,
    missing.map(({ name, remedy }) => `${name}: ${remedy()}`).join('\n'),
  );
}

/**
 * Sees to it that native packages can be compiled, where this process may install what that takes.
 *
 * @returns {Promise<boolean>} whether anything was installed, so that another try makes sense
 */
export async function ensureCompiler() {
  if (!mayInstall() || ['python3', 'make', 'g++'].every(onPath)) return false;
  await aptInstall(['python3', 'make', 'g++']);
  return true;
}

/** @param {string[]} packages */
async function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await saying(`Installing ${packages.join(', ')} with apt-get`, async () => {
    await run('apt-get', ['update', '-q'], { show: 'capture', env });
    const { status, output } = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
      show: 'capture',
      env,
    });
    if (status !== 0)
      throw new Hitch(
        `apt-get failed (exit ${status}). Its last lines:\n\n${output.trimEnd().split('\n').slice(-12).join('\n')}\n`,
        'Mend that, then try again.',
      );
  });
}

const installPlaywrightChromium = () =>
  saying('Installing Chromium with Playwright', () => runNpm('npx', ['playwright', 'install', 'chromium'], { show: 'stderr' }));
