/** Builds the bundles named as arguments, `client` and `ssr`, as vite.config.ts says. Run by build.mjs. */
import { createBuilder } from 'vite';
import { inRoot } from './root.mjs';

const builder = await createBuilder({ configFile: inRoot('vite.config.ts'), logLevel: 'warn' }, null);
for (const name of process.argv.slice(2)) {
  const environment = builder.environments[name];
  if (environment === undefined) throw new Error(`vite.config.ts has no environment "${name}".`);
  await builder.build(environment);
}
