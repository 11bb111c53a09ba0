import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { assembleHandLandmarker, checkDigest, handLandmarker } from './models/hand-landmarker.mjs';
import { assemblePoseLandmarker, poseLandmarker } from './models/pose-landmarker.mjs';
import { root } from './root.mjs';

/**
 * What a tracker in a module worker fetches: `FilesetResolver.forVisionTasks(url, true)` of tasks-vision 0.10.35 names
 * only this pair, and there is no module build without SIMD.
 */
const wasmFiles = ['vision_wasm_module_internal.js', 'vision_wasm_module_internal.wasm'];

/**
 * @typedef {object} Places
 * @property {string} packages - the `node_modules` that holds `@mediapipe`
 * @property {string} out - the folder that pages are served from
 * @property {string} stamp - a small file that says what was written
 */

/** @type {Places} */
const ours = { packages: join(root, 'node_modules'), out: join(root, 'public'), stamp: join(root, '.cache', 'models.json') };

/** @param {Places} places */
const outputs = ({ out }) => ({
  model: join(out, 'models', handLandmarker.file),
  list: join(out, 'models', 'models.json'),
  wasm: wasmFiles.map((file) => join(out, 'mediapipe', 'wasm', file)),
});

/** @param {Places} places */
const allFiles = (places) => {
  const { model, list, wasm } = outputs(places);
  return [model, list, ...wasm];
};

/**
 * Whether every file is there as it was written: same size, same time, from the same packages.
 *
 * @param {Places} [places]
 */
export function modelsAreReady(places = ours) {
  try {
    return readFileSync(places.stamp, 'utf8') === fingerprint(places);
  } catch {
    return false; // no stamp yet, or a file is gone
  }
}

/**
 * Writes the hand model and the code that runs it to the folder that pages are served from.
 *
 * @param {Places} [places]
 * @param {typeof handLandmarker} [expected]
 * @throws {import('./say.mjs').Hitch} where the model is not the one that was tested; then none is left behind
 */
export function makeModels(places = ours, expected = handLandmarker) {
  const { model, list, wasm } = outputs(places);
  for (const file of allFiles(places)) {
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
  }
  const bundle = assembleHandLandmarker(join(places.packages, '@mediapipe', 'hands'));
  const sha256 = checkDigest(bundle, expected);
  writeWhole(model, bundle);
  writeWhole(list, `${JSON.stringify({ [expected.file]: { sha256, bytes: bundle.length } }, null, 2)}\n`);
  for (const file of wasm) copyFileSync(join(places.packages, '@mediapipe', 'tasks-vision', 'wasm', basename(file)), file);
  mkdirSync(dirname(places.stamp), { recursive: true });
  writeWhole(places.stamp, fingerprint(places));
}

/**
 * Writes the model that sees whole bodies, for shows that ask for it (`/stage?bodies`).
 *
 * @param {string} folder - of the package `@mediapipe/pose`
 * @param {Places} [places]
 * @param {typeof poseLandmarker} [expected]
 * @returns {string} its path
 * @throws {import('./say.mjs').Hitch} where it is another package, or the model is not the one that was tested
 */
export function makePoseModel(folder, places = ours, expected = poseLandmarker) {
  const bundle = assemblePoseLandmarker(folder);
  const sha256 = checkDigest(bundle, expected);
  const model = join(places.out, 'models', expected.file);
  mkdirSync(dirname(model), { recursive: true });
  writeWhole(model, bundle);
  writeWhole(
    join(places.out, 'models', expected.list),
    `${JSON.stringify({ [expected.file]: { sha256, bytes: bundle.length } }, null, 2)}\n`,
  );
  return model;
}

/**
 * Whether the model that sees bodies is there, to the last bit.
 *
 * @param {Places} [places]
 */
export function poseModelIsReady({ out } = ours) {
  try {
    checkDigest(readFileSync(join(out, 'models', poseLandmarker.file)), poseLandmarker);
    return existsSync(join(out, 'models', poseLandmarker.list));
  } catch {
    return false; // nobody has asked for it yet, or it was spoilt
  }
}

/**
 * @param {Places} places
 * @throws {Error} where a file is absent
 */
function fingerprint(places) {
  const packages = ['hands', 'tasks-vision'].map((name) => join(places.packages, '@mediapipe', name, 'package.json'));
  return JSON.stringify(
    [...packages, ...allFiles(places)].map((file) => {
      const { size, mtimeMs } = statSync(file);
      return [size, mtimeMs];
    }),
  );
}

/**
 * Writes a file beside its place, then moves it there: whoever reads it never sees half of it.
 *
 * @param {string} file
 * @param {string | Buffer} contents
 */
function writeWhole(file, contents) {
  const part = `${file}.part`;
  writeFileSync(part, contents);
  renameSync(part, file);
}
