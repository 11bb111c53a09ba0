import { Command } from 'commander';
import { scenes } from '../../../scenes/index.ts';
import { type Entry, firstBreak } from '../../ledger/chain.ts';
import { entryTrouble } from '../../ledger/entry.ts';
import { ledgerFile, unreadable } from '../../ledger/ledger-file.ts';
import { replayRun } from '../../ledger/recording.ts';
import { readLedger } from '../../ledger/store.ts';
import { parsePort } from '../../server/options.ts';
import { serveView } from '../../server/recordings/view.ts';
import { replayOnto } from '../onto/run.ts';
import { createProgress } from '../progress.ts';
import { asJson, type ReplayedOrNot, reportOf } from '../replay-words.ts';
import { giveUp } from '../say.ts';

interface Typed {
  readonly run?: string;
  readonly onto?: string;
  readonly withArtist?: boolean;
  readonly svg?: string;
  readonly view?: boolean;
  readonly port: string;
  readonly json?: boolean;
}

/** `alla-prima replay <ledger>`: run recorded performances again and compare every stroke, and the state. */
export const replayCommand = (): Command =>
  new Command('replay')
    .description('run a recorded show again and compare all its strokes, and its state every ten seconds')
    .argument('<ledger>', 'a data folder, or the show.ledger in it')
    .option('--run <number>', 'only this performance (default: all)')
    .option('--onto <programme>', 'a *.show.json: play the audience of a performance into it instead (default: the last performance)')
    .option('--with-artist', 'with --onto: what the artist did comes along, cues and faders too')
    .option('--svg <file>', 'with --onto: write the strokes that it makes as SVG')
    .option('--view', 'look at it in a browser instead: the page /replay, until Ctrl-C')
    .option('--port <number>', 'port of that page, 0 for any free one', '0')
    .option('--json', 'one JSON document on stdout')
    .addHelpText('after', '\nExamples:\n  alla-prima replay data\n  alla-prima replay data --onto tonight.show.json --svg tonight.svg')
    .action(async (path: string, { run, onto, withArtist = false, svg, view = false, port, json = false }: Typed) => {
      const found = ledgerFile(path);
      if (!found.ok) giveUp(found.why, json);
      const file = found.value;
      const wanted = run === undefined ? undefined : Number(run);
      if (wanted !== undefined && !(Number.isInteger(wanted) && wanted > 0))
        giveUp({ code: 'replay/run', text: `the run is "${run}"`, remedy: 'give the number of a performance, from 1' }, json);
      if (view) return look(file, wanted, port, json);
      if (onto !== undefined) return replayOnto({ ledger: file, programme: onto, run: wanted, withArtist, svg, json });
      if (withArtist || svg !== undefined)
        giveUp(
          {
            code: 'replay/onto',
            text: `${withArtist ? '--with-artist' : '--svg'} says something of --onto, which is not there`,
            remedy: 'add --onto tonight.show.json',
          },
          json,
        );
      const { replayed, chain } = replayAll(file, wanted, json);
      const identical = chain === null && replayed.every((one) => one.kind === 'replayed' && one.value.identical);
      if (json)
        process.stdout.write(`${JSON.stringify({ ledger: file, chain: chain ?? 'whole', identical, runs: replayed.map(asJson) })}\n`);
      else process.stdout.write(reportOf(replayed, chain));
      process.exitCode = identical ? 0 : 1;
    });

/** Serves the replay page until somebody ends it. */
async function look(file: string, run: number | undefined, typedPort: string, json: boolean): Promise<void> {
  const port = parsePort(typedPort);
  if (!port.ok) giveUp(port.why, json);
  const served = await serveView({ ledgerFile: file, port: port.value, query: run === undefined ? '' : `run=${run}` });
  if (!served.ok) giveUp(served.why, json, 1);
  if (json) process.stdout.write(`${JSON.stringify({ ready: true, url: served.value.url })}\n`);
  else process.stdout.write(`\n  replay     ${served.value.url}   (works once)\n\n  Ctrl-C ends it.\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void served.value.close().then(() => process.exit(0)));
}

function replayAll(file: string, wanted: number | undefined, json: boolean): { replayed: ReplayedOrNot[]; chain: string | null } {
  let ledger: ReturnType<typeof readLedger> | undefined;
  try {
    ledger = readLedger(file, true);
    const { read } = ledger;
    const runs = [...new Set(Array.from(read({ kinds: ['show/begin'] }), (entry) => entry.run))].filter((run) => run === (wanted ?? run));
    if (runs.length === 0)
      giveUp(
        {
          code: 'replay/none',
          text: wanted === undefined ? 'no performance is recorded there' : `there is no performance ${wanted}`,
          remedy: 'leave --run out to replay all',
        },
        json,
      );
    const chain = brokenAt(read());
    const replayed = runs.map((run): ReplayedOrNot => {
      const progress = createProgress(`run ${run}`);
      const result = replayRun(
        (kinds) => read({ kinds, run }),
        scenes,
        (part) => progress.update(part),
      );
      progress.done();
      return result.ok ? { kind: 'replayed', run, value: result.value } : { kind: 'unreadable', run, why: result.why };
    });
    return { replayed, chain };
  } catch (error) {
    return giveUp(unreadable(file, error), json);
  } finally {
    ledger?.close();
  }
}

/** Where the chain breaks, in words; a file that cannot be read on breaks it too. */
function brokenAt(entries: Iterable<Entry>): string | null {
  let last = 0;
  const counted = function* () {
    for (const entry of entries) {
      last = entry.seq;
      yield entry;
    }
  };
  try {
    return firstBreak(counted())?.why ?? null;
  } catch (error) {
    const trouble = entryTrouble(error);
    if (trouble === null) throw error;
    return `nothing can be read after entry ${last}: ${trouble}`;
  }
}
