import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HZ } from '../../engine/show.ts';
import { scenes } from '../../scenes/index.ts';
import { replayRun } from '../../stage/ledger/recording.ts';
import { readLedger } from '../../stage/ledger/store.ts';
import { recordQuickly } from '../support/recorded-quickly.ts';
import { differences, fileOf, playGolden, programmeOf, readGolden } from '../support/replays/golden.ts';
import { inputsOf } from '../support/replays/performance.ts';

describe.each(scenes.map(({ id }) => [id] as const))('the golden replay of "%s"', (id) => {
  const kept = readGolden(id);

  it('is there; where it is not, `npm run goldens` records one', () => expect(kept?.made).toBeTruthy());

  it('makes the strokes, gestures and states that it made; a wanted change is written by `npm run goldens`', () => {
    if (!kept?.made) throw new Error(`there is no ${fileOf(id)} with what was made; run "npm run goldens"`);
    const made = playGolden(kept.golden);
    expect(differences(kept.made, made)).toEqual([]);
    expect(made.inputs).toBeGreaterThan(100);
    expect(programmeOf(kept.golden).cues.every((cue) => cue.scene === id)).toBe(true);
  });

  it('comes out of a ledger as it went in: the same strokes, and the same state every ten seconds', () => {
    if (!kept?.made) throw new Error(`there is no ${fileOf(id)} with what was made; run "npm run goldens"`);
    const folder = mkdtempSync(join(tmpdir(), 'alla-prima-golden-'));
    try {
      const file = join(folder, 'show.ledger');
      const steps = kept.golden.seconds * HZ;
      recordQuickly(file, { programme: programmeOf(kept.golden), steps, inputsAt: inputsOf(kept.golden) });
      const ledger = readLedger(file);
      const replayed = replayRun((kinds) => ledger.read({ kinds, run: 1 }), scenes);
      ledger.close();
      expect(replayed).toMatchObject({ ok: true, value: { identical: true, digest: kept.made.digest, steps, differsAt: null } });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

it('keeps a golden replay for no scene that is gone', () => {
  const files = readdirSync(dirname(fileOf('any')));
  expect(files.filter((file) => !scenes.some(({ id }) => file === `${id}.json`))).toEqual([]);
});
