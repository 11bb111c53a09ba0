import { done, type Result, refused } from '../../../../engine/result.ts';

/** A model that was assembled at set-up: its file, the list beside it that says what it must be, and what makes it. */
export interface ModelFile {
  readonly file: string;
  readonly list: string;
  readonly remedy: string;
}
export const handModel: ModelFile = { file: 'hand_landmarker.task', list: 'models.json', remedy: 'Run `npm run models`.' };
export const poseModel: ModelFile = { file: 'pose_landmarker.task', list: 'pose.json', remedy: 'Run `npm run models -- --bodies`.' };

/** What `models.json` says of the model that was assembled at set-up. */
interface Expected {
  readonly sha256: string;
  readonly bytes: number;
}

/** A `.task` bundle is a zip: a page of HTML sent in its place is caught here. */
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

const hex = (digest: ArrayBuffer): string => [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Holds a model against what was assembled at set-up.
 *
 * @param sha256 - null where the browser cannot compute it (no secure context): then the size alone must do
 */
export function checkModel(bytes: Uint8Array, sha256: string | null, expected: Expected | null, model = handModel): Result<void> {
  const { file, remedy } = model;
  if (!isZip(bytes)) return refused('no-model', `${file} is not a model: it holds ${bytes.length} bytes of something else`, remedy);
  if (expected === null) return done(undefined);
  if (bytes.length !== expected.bytes)
    return refused('wrong-model', `${file} has ${bytes.length} bytes, expected ${expected.bytes}`, remedy);
  if (sha256 !== null && sha256 !== expected.sha256)
    return refused('wrong-model', `${file} has sha256 ${sha256.slice(0, 12)}…, expected ${expected.sha256.slice(0, 12)}…`, remedy);
  return done(undefined);
}

/** Fetches a model and checks it against the list beside it. */
export async function fetchModel(origin: string, model = handModel): Promise<Result<Uint8Array>> {
  const answer = await fetch(new URL(`/models/${model.file}`, origin));
  if (!answer.ok) return refused('no-model', `/models/${model.file} answered ${answer.status}`, model.remedy);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const sha256 = globalThis.crypto?.subtle === undefined ? null : hex(await crypto.subtle.digest('SHA-256', bytes));
  const checked = checkModel(bytes, sha256, await fetchExpected(origin, model), model);
  return checked.ok ? done(bytes) : checked;
}

/** No list is no reproach: an artist may lay a model of their own beside none. */
async function fetchExpected(origin: string, { file, list }: ModelFile): Promise<Expected | null> {
  try {
    const answer = await fetch(new URL(`/models/${list}`, origin));
    if (!answer.ok) return null;
    const known: Readonly<Record<string, Expected>> = await answer.json();
    return known[file] ?? null;
  } catch {
    return null;
  }
}
