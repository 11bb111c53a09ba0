import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenes } from '../../../scenes/index.ts';
import type { Entry } from '../../../stage/ledger/chain.ts';
import { type Replayed, replayRun } from '../../../stage/ledger/recording.ts';
import { readLedger } from '../../../stage/ledger/store.ts';
import { livelyHour, livelyProgramme } from '../../support/lively-hour.ts';
import { recordQuickly } from '../../support/recorded-quickly.ts';

const STEPS = 5_400;
let folder: string;
let file: string;
let digest: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-recording-'));
  file = join(folder, 'show.ledger');
  digest = recordQuickly(file, { programme: livelyProgramme, steps: STEPS, inputsAt: livelyHour(STEPS) });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Replays the performance, each of its entries changed or left out on the way. */
function replayWith(change: Change = (entry) => entry): Replayed {
  const replayed = replayChanged(change);
  if (!replayed.ok) throw new Error(replayed.why.text);
  return replayed.value;
}
const replayOr = (change: Change) => {
  const replayed = replayChanged(change);
  return { ok: replayed.ok, text: replayed.ok ? '' : replayed.why.text };
};
const strokeSteps = (): number[] => {
  const ledger = readLedger(file);
  const steps = Array.from(ledger.read({ kinds: ['stroke/proposed'] }), ({ step }) => step);
  ledger.close();
  return steps;
};

/** @returns the same, with its first read already */
function begunAlready(entries: Iterator<Entry>): Iterable<Entry> {
  let next: IteratorResult<Entry> | null = entries.next();
  return {
    [Symbol.iterator]: () => ({
      next: () => {
        const now = next ?? entries.next();
        next = null;
        return now;
      },
      return: () => entries.return?.() ?? { done: true, value: undefined },
    }),
  };
}

type Change = (entry: Entry) => Entry | null;
function replayChanged(change: Change) {
  const ledger = readLedger(file);
  try {
    function* changed(entries: Iterable<Entry>) {
      for (const entry of entries) {
        const now = change(entry);
        if (now) yield now;
      }
    }
    // begun at once, as the ledger's own reading is: what is not ended keeps the ledger from being closed
    const read = (kinds: readonly string[]) => {
      const entries = changed(ledger.read({ kinds, run: 1 }));
      return begunAlready(entries);
    };
    return replayRun(read, scenes);
  } finally {
    ledger.close();
  }
}

describe('a replay', () => {
  it('makes the strokes and the states of a recorded show', () => {
    const replayed = replayWith();
    expect(replayed).toMatchObject({
      steps: STEPS,
      digest,
      recordedDigest: digest,
      states: 9,
      differsAt: null,
      bitsDifferAt: null,
      identical: true,
    });
    expect(replayed.strokes).toBeGreaterThan(20);
  });

  it('says the first time at which the state differed, though the strokes are the same', () => {
    // a fader of the sound draws nothing
    const quieter = (entry: Entry): Entry =>
      entry.kind === 'input' && entry.body.includes('"master"') ? { ...entry, body: entry.body.replace('0.8', '0.7') } : entry;
    expect(replayWith(quieter)).toMatchObject({ digest, recordedDigest: digest, differsAt: 5_400, identical: false });
  });

  it('takes last bits that differ for the same state, as between versions of V8, and says since when', () => {
    const otherBits = (entry: Entry): Entry =>
      entry.kind === 'show/mark' && entry.step > 1_000
        ? { ...entry, body: JSON.stringify({ ...JSON.parse(entry.body), state: '0'.repeat(64) }) }
        : entry;
    expect(replayWith(otherBits)).toMatchObject({ differsAt: null, bitsDifferAt: 1_200, identical: true });
  });

  it('says that a stroke is another one than was recorded', () => {
    const moved = (entry: Entry): Entry =>
      entry.kind === 'stroke/proposed' ? { ...entry, body: entry.body.replace(/\[\[(\d)/, '[[1$1') } : entry;
    const replayed = replayWith(moved);
    expect(replayed).toMatchObject({ digest, differsAt: null, identical: false });
    expect(replayed.strokesDifferAt).toBe(strokeSteps()[0]);
  });

  it.each([
    ['a later one is of another paint', (body: string) => body.replace(/"paint":"[a-z-]+"/, '"paint":"chalk"')],
    ['a later one was never drawn', () => null],
  ])('says the first step whose strokes are others: %s', (_what, change) => {
    const at = [...new Set(strokeSteps())][5];
    const changed = (entry: Entry): Entry | null => {
      if (entry.kind !== 'stroke/proposed' || entry.step !== at) return entry;
      const body = change(entry.body);
      return body === null ? null : { ...entry, body };
    };
    expect(replayWith(changed)).toMatchObject({ digest, strokesDifferAt: at, identical: false });
  });

  it('replays a ledger whose marks hold no state', () => {
    const old = (entry: Entry): Entry => (entry.kind === 'show/mark' || entry.kind === 'show/end' ? { ...entry, body: '{}' } : entry);
    expect(replayWith(old)).toMatchObject({ digest, states: 0, differsAt: null, identical: true });
  });

  it('goes on to the last input of a show that ended without saying so', () => {
    const killed = (entry: Entry): Entry | null => (entry.kind === 'show/end' || entry.step > 5_000 ? null : entry);
    expect(replayWith(killed)).toMatchObject({ steps: 5_000, identical: true });
  });

  it.each([
    ['an input that no door would have let in', (body: string) => body.replace('"aspect":1.3333333333333333', '"aspect":"wide"'), /aspect/],
    ['an input of a later version', (body: string) => body.replace('"kind":"hands"', '"kind":"feet"'), /kind: /],
    ['what is no JSON', (body: string) => body.slice(1), /JSON/],
  ])('names the entry that holds %s, and throws at nobody', (_what, change, why) => {
    const strange = (entry: Entry): Entry => (entry.kind === 'input' ? { ...entry, body: change(entry.body) } : entry);
    const { ok, text } = replayOr(strange);
    expect(ok).toBe(false);
    expect(text).toMatch(/^entry \d+ \(input, step \d+\) cannot be read: /);
    expect(text).toMatch(why);
    expect(text.length).toBeLessThan(260);
  });
});
