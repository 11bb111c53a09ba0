/** `npm run bench [-- names]`: bundles tests/bench/main.ts and runs it, arguments passed on. */

import { ready } from './lib/ready.mjs';
import { inRoot } from './lib/root.mjs';
import { runNode } from './lib/run.mjs';
import { giveUp } from './lib/say.mjs';

try {
  await ready();
  const { build } = await import('vite');
  const out = inRoot('.cache', 'bench');
  await build({
    configFile: false,
    root: inRoot(),
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: inRoot('tests', 'bench', 'main.ts'),
      outDir: out,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'main.js' } },
    },
  });
  process.exitCode = (await runNode(inRoot('.cache', 'bench', 'main.js'), process.argv.slice(2))).status;
} catch (error) {
  giveUp(error);
}
