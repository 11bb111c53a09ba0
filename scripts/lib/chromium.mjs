import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { posix } from 'node:path';

/**
 * @typedef {object} Machine - what is asked of it, so that a test can be another one
 * @property {NodeJS.Platform} platform
 * @property {Record<string, string | undefined>} env
 * @property {(path: string) => boolean} exists
 * @property {() => string | undefined} bundled - where Playwright keeps a browser of its own
 */

/** @type {Machine} */
const here = { platform: process.platform, env: process.env, exists: existsSync, bundled: bundledChromium };

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Flags for tests: software rendering that gives the same pixels everywhere, sound without a click, no calling home. */
export const chromiumFlags = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Where Chromium is: the environment's `CHROMIUM`, the system's own, or the one that Playwright downloads.
 *
 * @param {Machine} [machine]
 * @returns {string | undefined} the program's path
 */
export function findChromium(machine = here) {
  if (machine.env.CHROMIUM) return machine.exists(machine.env.CHROMIUM) ? machine.env.CHROMIUM : undefined;
  const bundled = machine.bundled();
  return [...usualPlaces(machine), ...(bundled === undefined ? [] : [bundled])].find(machine.exists);
}

/**
 * What to do where none is found.
 *
 * @param {Machine} [machine]
 */
export function chromiumRemedy({ platform, env } = here) {
  if (env.CHROMIUM)
    return `CHROMIUM names "${env.CHROMIUM}", which is absent: correct it, or unset it to let the usual places be searched.`;
  const install = platform === 'linux' ? 'apt-get install chromium, or npx playwright install chromium' : 'npx playwright install chromium';
  return `Install one (${install}), or name one: CHROMIUM=/path/to/chromium npm test`;
}

/** @param {Machine} machine */
function usualPlaces({ platform, env }) {
  if (platform === 'darwin')
    return ['Chromium', 'Google Chrome'].flatMap((app) =>
      ['', env.HOME ?? ''].map((home) => posix.join('/', home, 'Applications', `${app}.app`, 'Contents', 'MacOS', app)),
    );
  if (platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => ['Google\\Chrome', 'Chromium'].map((app) => `${folder}\\${app}\\Application\\chrome.exe`));
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(env.PATH ?? '').split(':')];
  return folders.filter((folder) => folder !== '').flatMap((folder) => commands.map((command) => posix.join(folder, command)));
}

/** @returns {string | undefined} */
function bundledChromium() {
  try {
    return createRequire(import.meta.url)('playwright-core').chromium.executablePath();
  } catch {
    return undefined; // not installed
  }
}
