import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads the files that a MediaPipe "solution" package carries in one lump.
 *
 * Emscripten's file packager writes two files: `…_packed_assets.data`, all files end to end, and
 * `…_packed_assets_loader.js`, whose last call holds the table of names and byte ranges.
 *
 * @param {string} folder - the npm package's folder
 * @param {string} solution - its name inside the package, `hands`
 * @returns {Map<string, Buffer>} file name without folders → contents
 * @throws {Error} where the table is absent or the lump has another length than the table says
 */
export function readPackedAssets(folder, solution) {
  const loader = join(folder, `${solution}_solution_packed_assets_loader.js`);
  const call = /loadPackage\((\{"files":.*?\})\);/s.exec(readFileSync(loader, 'utf8'));
  if (!call?.[1]) throw new Error(`${loader} holds no table of packed files. Reinstall the package: npm ci`);
  /** @type {{ files: { filename: string, start: number, end: number }[], remote_package_size: number }} */
  const table = JSON.parse(call[1]);

  const lump = readFileSync(join(folder, `${solution}_solution_packed_assets.data`));
  if (lump.length !== table.remote_package_size)
    throw new Error(
      `The packed files of ${folder} are ${lump.length} bytes, not ${table.remote_package_size}. Reinstall the package: npm ci`,
    );
  return new Map(table.files.map(({ filename, start, end }) => [filename.slice(filename.lastIndexOf('/') + 1), lump.subarray(start, end)]));
}
