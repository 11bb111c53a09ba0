import { pathToFileURL } from 'node:url';
import { ready } from './ready.mjs';
import { inRoot } from './root.mjs';

/**
 * Runs a command of alla prima from this clone, which is made ready first.
 *
 * @param {string[]} args - as after `alla-prima` on a command line
 */
export async function command(args) {
  await ready();
  /** @type {{ run(argv: string[]): Promise<void> }} */
  const { run } = await import(pathToFileURL(inRoot('dist', 'server', 'cli.js')).href);
  await run(args);
}
