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
 * Bundles TypeScript of this clone for Node.
 *
 * @param {string} name - of the folder in `.cache/` that the bundles go to
 * @param {Record<string, string>} entries - absolute paths, by the name of what is made of them
 * @returns {Promise<string>} the folder
 */
export async function bundle(name, entries) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: inRoot(),
    publicDir: false,
    logLevel: 'warn',
    plugins: [whereFilesLie],
    build: {
      ssr: true,
      outDir: inRoot('.cache', name),
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { input: entries, output: { entryFileNames: '[name].js' } },
    },
  });
  return inRoot('.cache', name);
}

/**
 * Bundles a TypeScript program of this clone and runs it.
 *
 * @param {string} name - of the folder in `.cache/` that the bundle goes to
 * @param {string} entry - absolute path
 * @param {string[]} args - handed to the program
 * @returns {Promise<number>} its exit status
 */
export async function runBundled(name, entry, args) {
  const folder = await bundle(name, { main: entry });
  return (await runNode(join(folder, 'main.js'), args)).status;
}
