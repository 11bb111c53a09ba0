import { dirname, join } from 'node:path';
import { inRoot } from './root.mjs';
import { runNode } from './run.mjs';

/** A bundle lies elsewhere than its sources: they keep their own folders. @type {import('vite').Plugin} */
const whereFilesLie = {
  name: 'where-files-lie',
  transform: (code, id) =>
    id.includes('node_modules')
      ? undefined
      : code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id))).replaceAll('import.meta.filename', JSON.stringify(id)),
};

/**
 * Bundles a TypeScript program of this clone and runs it.
 *
 * @param {string} name - of the folder in `.cache/` that the bundle goes to
 * @param {string} entry - absolute path
 * @param {string[]} args - handed to the program
 * @returns {Promise<number>} its exit status
 */
export async function runBundled(name, entry, args) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: inRoot(),
    publicDir: false,
    logLevel: 'warn',
    plugins: [whereFilesLie],
    build: {
      ssr: entry,
      outDir: inRoot('.cache', name),
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'main.js' } },
    },
  });
  return (await runNode(join(inRoot('.cache', name), 'main.js'), args)).status;
}
