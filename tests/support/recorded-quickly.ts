import type { Input } from '../../engine/input.ts';
import type { Programme } from '../../engine/programme.ts';
import { createShow } from '../../engine/show.ts';
import { scenes } from '../../scenes/index.ts';
import { stateDigests, strokesDigest } from '../../stage/ledger/digest.ts';
import { openLedger } from '../../stage/ledger/store.ts';

interface Performance {
  readonly programme: Programme;
  readonly steps: number;
  /** what is done before a step, from 1 */
  readonly inputsAt: (step: number) => readonly Input[];
}

/** Steps between marks, and between flushes, as the house makes them. */
const MARK_STEPS = 600;
const FLUSH_STEPS = 60;

/**
 * Plays a performance as fast as it goes and keeps it in a ledger, as the house would.
 *
 * @returns the digest of its strokes
 */
export function recordQuickly(file: string, { programme, steps, inputsAt }: Performance): string {
  const ledger = openLedger(file, () => 1_700_000_000_000);
  const show = createShow(programme, scenes);
  const run = [...ledger.read({ kinds: ['show/begin'] })].length + 1;
  const record = (step: number, kind: string, body: unknown): void => ledger.append({ run, step, kind, body });
  record(0, 'show/begin', { run, programme });
  const digest = strokesDigest();
  let state = show.begin(run);
  while (state.step < steps) {
    const inputs = inputsAt(state.step + 1);
    const { state: next, strokes } = show.step(state, inputs);
    state = next;
    for (const input of inputs) record(state.step, 'input', input);
    for (const stroke of strokes) {
      record(state.step, 'stroke/proposed', stroke);
      digest.add(stroke);
    }
    if (state.step % MARK_STEPS === 0) record(state.step, 'show/mark', stateDigests(state));
    if (state.step % FLUSH_STEPS === 0) ledger.flush();
  }
  const made = digest.hex();
  record(state.step, 'show/end', { strokes: state.nextStroke - 1, digest: made, ...stateDigests(state) });
  ledger.close();
  return made;
}
