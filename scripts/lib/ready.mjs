import { alone } from './alone.mjs';
import { build, staleBundles } from './build.mjs';
import { makeModels, modelsAreReady } from './models.mjs';
import { checkNode } from './node.mjs';
import { installPackages, packagesAreReady } from './packages.mjs';

/**
 * Makes the clone ready to run: a Node that is new enough, the packages, the hand model, the bundles. Each step is
 * skipped in milliseconds where nothing changed; what takes longer is told on stderr.
 *
 * @param {object} [what]
 * @param {import('./build.mjs').Bundle[]} [what.bundles] - those that the caller needs
 * @throws {import('./say.mjs').Hitch} where something in the room stands in the way
 */
export async function ready({ bundles = ['client', 'ssr'] } = {}) {
  checkNode();
  if (isReady(bundles)) return;
  await alone(async () => {
    if (!packagesAreReady()) await installPackages();
    if (!modelsAreReady()) makeModels();
    const stale = staleBundles(bundles);
    if (stale.length > 0) await build(stale);
  });
}

/** @param {import('./build.mjs').Bundle[]} bundles */
const isReady = (bundles) => packagesAreReady() && modelsAreReady() && staleBundles(bundles).length === 0;
