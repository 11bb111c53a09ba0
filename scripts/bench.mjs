/** `npm run bench [-- names]`: bundles tests/bench/main.ts and runs it, arguments passed on. */
import { runBundled } from './lib/bundled.mjs';
import { ready } from './lib/ready.mjs';
import { inRoot } from './lib/root.mjs';
import { giveUp } from './lib/say.mjs';

try {
  await ready();
  process.exitCode = await runBundled('bench', inRoot('tests', 'bench', 'main.ts'), process.argv.slice(2));
} catch (error) {
  giveUp(error);
}
