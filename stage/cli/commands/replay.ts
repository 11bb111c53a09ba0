import { resolve } from 'node:path';
import { Command } from 'commander';
import { HZ } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import { firstBreak } from '../../ledger/chain.ts';
import { ledgerFile, unreadable } from '../../ledger/ledger-file.ts';
import { type Replayed, replayRun } from '../../ledger/recording.ts';
import { readLedger } from '../../ledger/store.ts';
import { parsePort } from '../../server/options.ts';
import { serveView } from '../../server/recordings/view.ts';
import { replayOnto } from '../onto/run.ts';
import { createProgress } from '../progress.ts';
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
      try {
        const { replayed, brokenAt } = replayAll(file, wanted, json);
        const identical = brokenAt === null && replayed.every((one) => one.identical);
        if (json)
          process.stdout.write(`${JSON.stringify({ ledger: resolve(file), chain: brokenAt ?? 'whole', identical, runs: replayed })}\n`);
        else print(replayed, brokenAt);
        process.exitCode = identical ? 0 : 1;
      } catch (error) {
        giveUp(unreadable(file, error), json);
      }
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

function replayAll(file: string, wanted: number | undefined, json: boolean): { replayed: Replayed[]; brokenAt: string | null } {
  const ledger = readLedger(file);
  try {
    const brokenAt = firstBreak(ledger.read())?.why ?? null;
    const runs = [...ledger.read({ kinds: ['show/begin'] })]
      .map((entry) => entry.run)
      .filter((run) => wanted === undefined || run === wanted);
    if (runs.length === 0)
      giveUp(
        {
          code: 'replay/none',
          text: wanted === undefined ? 'no performance is recorded there' : `there is no performance ${wanted}`,
          remedy: 'leave --run out to replay all',
        },
        json,
      );
    const replayed = runs.map((run) => {
      const progress = createProgress(`run ${run}`);
      const result = replayRun(
        (kinds) => ledger.read({ kinds, run }),
        scenes,
        (part) => progress.update(part),
      );
      progress.done();
      if (!result.ok) giveUp(result.why, json, 1);
      return result.value;
    });
    return { replayed, brokenAt };
  } finally {
    ledger.close();
  }
}

function print(replayed: readonly Replayed[], brokenAt: string | null): void {
  for (const one of replayed) {
    const minutes = (one.steps / 3600).toFixed(1);
    process.stdout.write(
      `run ${one.run}  ${one.title}  ${minutes} min  ${one.inputs} inputs  ${one.strokes} strokes\n  digest ${one.digest}\n`,
    );
    process.stdout.write(
      one.digest === one.recordedDigest
        ? '  strokes identical to what was recorded\n'
        : `  strokes DIFFER from what was recorded: ${one.recordedDigest}\n`,
    );
    process.stdout.write(`  ${statesOf(one)}\n`);
  }
  process.stdout.write(brokenAt === null ? 'the chain is whole\n' : `the chain is broken: ${brokenAt}\n`);
}

function statesOf({ states, differsAt, bitsDifferAt }: Replayed): string {
  const when = (step: number): string => `${(step / HZ).toFixed(0)} s after the beginning (step ${step})`;
  if (differsAt !== null) return `state DIFFERS from what was recorded, first seen ${when(differsAt)}`;
  if (states === 0) return 'states were not recorded by the version that played it';
  if (bitsDifferAt === null) return `state identical at all ${states} marks`;
  return `state the same to six figures at all ${states} marks; not to the last bit from ${when(bitsDifferAt)} on, as between versions of Node`;
}
