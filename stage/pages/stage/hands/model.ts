import { done, type Result, refused } from '../../../../engine/result.ts';

const MODEL = 'hand_landmarker.task';

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
export function checkModel(bytes: Uint8Array, sha256: string | null, expected: Expected | null): Result<void> {
  const remedy = 'Run `npm run models`.';
  if (!isZip(bytes)) return refused('no-model', `${MODEL} is not a model: it holds ${bytes.length} bytes of something else`, remedy);
  if (expected === null) return done(undefined);
  if (bytes.length !== expected.bytes)
    return refused('wrong-model', `${MODEL} has ${bytes.length} bytes, expected ${expected.bytes}`, remedy);
  if (sha256 !== null && sha256 !== expected.sha256)
    return refused('wrong-model', `${MODEL} has sha256 ${sha256.slice(0, 12)}…, expected ${expected.sha256.slice(0, 12)}…`, remedy);
  return done(undefined);
}

/** Fetches the hand model and checks it against the list beside it. */
export async function fetchModel(origin: string): Promise<Result<Uint8Array>> {
  const answer = await fetch(new URL(`/models/${MODEL}`, origin));
  if (!answer.ok) return refused('no-model', `/models/${MODEL} answered ${answer.status}`, 'Run `npm run models`.');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const sha256 = globalThis.crypto?.subtle === undefined ? null : hex(await crypto.subtle.digest('SHA-256', bytes));
  const checked = checkModel(bytes, sha256, await fetchExpected(origin));
  return checked.ok ? done(bytes) : checked;
}

/** No list is no reproach: an artist may lay a model of their own beside none. */
async function fetchExpected(origin: string): Promise<Expected | null> {
  try {
    const answer = await fetch(new URL('/models/models.json', origin));
    if (!answer.ok) return null;
    const list: Readonly<Record<string, Expected>> = await answer.json();
    return list[MODEL] ?? null;
  } catch {
    return null;
  }
}
