import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './root.mjs';
import { runNode } from './run.mjs';
import { Hitch, saying } from './say.mjs';

/** What the bundles are made of. */
const sources = ['engine', 'devices', 'scenes', 'stage', 'public', 'vite.config.ts', 'vite.show.ts', 'package-lock.json'];

/**
 * The two bundles. Vite names the one for Node `ssr`.
 *
 * @typedef {'client' | 'ssr'} Bundle
 * @type {Record<Bundle, string>}
 */
const entries = { client: inRoot('dist', 'client', 'index.html'), ssr: inRoot('dist', 'server', 'cli.js') };

/** @param {Bundle} bundle */
const stampOf = (bundle) => inRoot('dist', `${bundle}.stamp`);

/**
 * Those of the given bundles that are absent or older than what they are made of.
 *
 * @param {Bundle[]} bundles
 */
export function staleBundles(bundles) {
  const now = fingerprint();
  return bundles.filter((bundle) => !existsSync(entries[bundle]) || readStamp(bundle) !== now);
}

/** @param {Bundle} bundle */
function readStamp(bundle) {
  try {
    return readFileSync(stampOf(bundle), 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Builds bundles in a process of their own, so that the caller never loads the bundler.
 *
 * @param {Bundle[]} bundles
 */
export async function build(bundles) {
  // taken before, so that what is edited during the build counts as newer
  const made = fingerprint();
  for (const bundle of bundles) rmSync(stampOf(bundle), { force: true });
  const { status } = await saying('Building', () =>
    runNode(inRoot('scripts', 'lib', 'vite-build.mjs'), bundles, { show: 'stderr', env: { NODE_ENV: 'production' } }),
  );
  if (status !== 0)
    throw new Hitch(
      `The build failed (exit ${status}); its messages are above.`,
      'Mend the file that it names, or go back to a clean checkout: git stash',
    );
  mkdirSync(inRoot('dist'), { recursive: true });
  for (const bundle of bundles) writeFileSync(stampOf(bundle), made);
}

/** Digest of the names, sizes and times of all sources: milliseconds, where reading them all would take longer. */
function fingerprint() {
  const hash = createHash('sha256');
  /** @param {string} path */
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else if (stat !== undefined) hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  for (const source of sources) visit(inRoot(source));
  return hash.digest('hex');
}
