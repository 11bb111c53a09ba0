import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenes } from '../../scenes/index.ts';
import { replayRun } from '../../stage/ledger/recording.ts';
import { readLedger } from '../../stage/ledger/store.ts';
import { HOUR, livelyHour, livelyProgramme } from '../support/lively-hour.ts';
import { recordQuickly } from '../support/recorded-quickly.ts';
import { type Row, round } from './table.ts';

/** A lively hour, kept in a ledger and replayed from it: how long that takes, and whether it is the same hour. */
export function benchReplay(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'alla-prima-bench-replay-'));
  try {
    const file = join(folder, 'show.ledger');
    const digest = recordQuickly(file, { programme: livelyProgramme, steps: HOUR, inputsAt: livelyHour() });
    const ledger = readLedger(file);
    const began = performance.now();
    const spent = process.cpuUsage();
    const replayed = replayRun((kinds) => ledger.read({ kinds, run: 1 }), scenes);
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(spent);
    ledger.close();
    if (!replayed.ok) throw new Error(`${replayed.why.text}; ${replayed.why.remedy}`);
    const { steps, inputs, strokes, states, identical } = replayed.value;
    return [
      { what: 'replay of an hour', value: round(seconds), unit: 's' },
      { what: 'of a processor (others may share it)', value: round((user + system) / 1e6), unit: 's' },
      { what: 'times real time', value: Math.round(steps / 60 / seconds), unit: '×' },
      { what: 'steps a second', value: Math.round(steps / seconds), unit: 'steps/s' },
      { what: 'steps', value: steps, unit: 'steps' },
      { what: 'inputs', value: inputs, unit: 'inputs' },
      { what: 'strokes', value: strokes, unit: 'strokes' },
      { what: 'ledger', value: round(statSync(file).size / 1e6, 0), unit: 'MB' },
      { what: `strokes and ${states} states identical`, value: identical && replayed.value.digest === digest ? 'yes' : 'NO', unit: '' },
      { what: 'digest', value: replayed.value.digest.slice(0, 16), unit: '' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
