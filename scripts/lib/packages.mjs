import { readFileSync } from 'node:fs';
import { inRoot } from './root.mjs';
import { runNpm } from './run.mjs';
import { Hitch, saying } from './say.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages - by their folder */

/**
 * Whether node_modules holds what package-lock.json says. npm leaves a list of what it installed; the two are compared
 * by content, because their times say nothing after a checkout.
 */
export function packagesAreReady() {
  const wanted = readLock(inRoot('package-lock.json'));
  const present = readLock(inRoot('node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new Hitch('package-lock.json is absent or not JSON.', 'Restore it: git checkout package-lock.json');
  return present !== undefined && missingPackages(wanted, present).length === 0;
}

/**
 * Folders of the packages that are wanted and not present in that version. An optional one may be absent: it is for
 * another platform.
 *
 * @param {Packages} wanted
 * @param {Packages} present
 */
export const missingPackages = (wanted, present) =>
  Object.keys(wanted).filter((folder) => {
    if (folder === '') return false; // the project itself
    const [want, have] = [wanted[folder], present[folder]];
    return have === undefined ? want?.optional !== true : have.version !== want?.version;
  });

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Installs what package-lock.json says.
 *
 * @throws {Hitch} with the end of npm's own output
 */
export async function installPackages() {
  const { status, output } = await saying('Installing packages (about a minute the first time)', () =>
    // --include=dev: the build tools are needed even where NODE_ENV says production
    runNpm('npm', ['ci', '--no-audit', '--no-fund', '--include=dev'], { show: 'capture' }),
  );
  if (status === 0) return;
  const tail = output.trimEnd().split('\n').slice(-30).join('\n');
  throw new Hitch(`npm ci failed (exit ${status}). Its last lines:\n\n${tail}\n`, remedyFor(process.platform));
}

/**
 * @param {NodeJS.Platform} platform
 */
export function remedyFor(platform) {
  /** @type {Partial<Record<NodeJS.Platform, string>>} */
  const compilers = {
    linux: 'a compiler: apt-get install -y python3 make g++',
    darwin: 'a compiler: xcode-select --install',
    win32: 'a compiler: the "Desktop development with C++" workload of the Visual Studio Build Tools, and Python 3',
  };
  return [
    'Check the connection to the npm registry and try again.',
    `better-sqlite3 and serialport are compiled where no prebuilt binary can be fetched; that needs ${compilers[platform] ?? 'a C++ compiler and Python 3'}`,
  ].join('\n');
}
