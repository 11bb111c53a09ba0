import { Hitch } from './say.mjs';

/** What package.json asks for under `engines`. */
const least = [20, 19];

/**
 * Refuses a Node that is too old, before anything else can fail for that reason.
 *
 * @param {string} [version] - as `20.19.0`
 */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > (least[0] ?? 0) || (major === least[0] && minor >= (least[1] ?? 0))) return;
  throw new Hitch(
    `alla prima needs Node ${least.join('.')} or newer; this is Node ${version}.`,
    'Install a newer one from https://nodejs.org and try again.',
  );
}
