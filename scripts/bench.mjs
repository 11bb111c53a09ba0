/** `npm run bench [-- names]`: bundles tests/bench/main.ts and runs it, arguments passed on. */

import { dirname } from 'node:path';
import { ready } from './lib/ready.mjs';
import { inRoot } from './lib/root.mjs';
import { runNode } from './lib/run.mjs';
import { giveUp } from './lib/say.mjs';

/** A bundle lies elsewhere than its sources: they keep their own folders. @type {import('vite').Plugin} */
const whereFilesLie = {
  name: 'where-files-lie',
  transform: (code, id) =>
    id.includes('node_modules')
      ? undefined
      : code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id))).replaceAll('import.meta.filename', JSON.stringify(id)),
};

try {
  await ready();
  const { build } = await import('vite');
  const out = inRoot('.cache', 'bench');
  await build({
    configFile: false,
    root: inRoot(),
    publicDir: false,
    logLevel: 'warn',
    plugins: [whereFilesLie],
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
