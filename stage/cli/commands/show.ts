import { Command } from 'commander';
import { generate } from 'lean-qr';
import open from 'open';
import { done, type Result, refused } from '../../../engine/result.ts';
import { type Served, serveShow } from '../../server/main.ts';
import { parsePort, type ShowOptions } from '../../server/options.ts';
import { parseOscPort } from '../../server/osc/listen.ts';
import type { RehearsalOptions } from '../../server/rehearsal.ts';
import { createLiveLine, type LiveLine } from '../live-line.ts';
import { giveUp } from '../say.ts';

interface Typed {
  readonly arm: string;
  readonly machine?: string;
  readonly hardware?: string;
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
  readonly rehearse?: string;
  readonly rehearseRun?: string;
  readonly rehearseFrom?: string;
  readonly rehearsePace?: string;
  readonly name: readonly string[];
  readonly newCanvas?: boolean;
  readonly horizon: string;
  readonly osc?: string;
  readonly open: boolean;
  readonly json?: boolean;
}

/** `alla-prima show [programme]` */
export const showCommand = (): Command =>
  new Command('show')
    .description('open a show: the server, its pages and the arm')
    .argument('[programme]', 'a *.show.json file; without one the built-in programme plays')
    .option('--arm <port>', 'the arm: "memory" (virtual), /dev/ttyUSB0, COM3, sn:<serial number> or tcp://host:port', 'memory')
    .option(
      '--machine <id|file>',
      "machine description, instead of the programme's; the built-in programme takes an arm on a port for a gantry (virtual-easel)",
    )
    .option('--hardware <port>', 'a board with Firmata beside the arm: its stop button, presence sensor, load cell, lamps (README)')
    .option('--host <address>', 'address to listen on; 0.0.0.0 lets phones in (default: 127.0.0.1, or HOST)')
    .option('--port <number>', 'port to listen on, 0 for any free one (default: 4400, or PORT)')
    .option('--data <dir>', 'folder of the ledger; one show at a time (default: data, or data-rehearsal with --rehearse)')
    .option(
      '--name <host>',
      'a name under which other machines reach this one (may be repeated)',
      (name: string, all: readonly string[]) => [...all, name.toLowerCase()],
      [],
    )
    .option('--new-canvas', 'a new canvas is on the easel: begin its painting')
    .option('--horizon <ms>', 'motion promised to the arm ahead of now, ms', '250')
    .option('--osc <port>', 'hear OSC on this UDP port, 8000 to 9000, from wherever --host lets in (default: off)')
    .option('--rehearse <ledger>', 'a data folder that a show has played in: its audience comes in, live; you play the cues')
    .option('--rehearse-run <number>', 'with --rehearse: the audience of this performance (default: the last)')
    .option('--rehearse-from <s>', 'with --rehearse: begin so many seconds into it')
    .option('--rehearse-pace <times>', 'with --rehearse: so many times as fast as it was, 0.25 to 8')
    .option('--no-open', 'do not open the browser')
    .option('--json', 'print one JSON line when ready; logs are JSON on stderr')
    .addHelpText(
      'after',
      '\nExamples:\n  alla-prima show\n  alla-prima show evening.show.json --arm /dev/ttyUSB0 --host 0.0.0.0\n  alla-prima show tonight.show.json --rehearse data',
    )
    .action(async (programme: string | undefined, typed: Typed) => {
      const json = typed.json === true;
      const port = parsePort(typed.port ?? process.env.PORT ?? '4400');
      if (!port.ok) giveUp(port.why, json);
      const horizonMs = Number(typed.horizon);
      if (!(horizonMs >= 20 && horizonMs <= 5000))
        giveUp({ code: 'horizon/range', text: `the horizon is "${typed.horizon}"`, remedy: 'give milliseconds from 20 to 5000' }, json);
      const osc = typed.osc === undefined ? undefined : parseOscPort(typed.osc);
      if (osc?.ok === false) giveUp(osc.why, json);
      const rehearse = rehearsalOf(typed);
      if (!rehearse.ok) giveUp(rehearse.why, json);
      const options: ShowOptions = {
        programme,
        arm: typed.arm,
        ...(typed.machine !== undefined && { machine: typed.machine }),
        ...(typed.hardware !== undefined && { hardware: typed.hardware }),
        host: typed.host ?? process.env.HOST ?? '127.0.0.1',
        port: port.value,
        data: typed.data ?? (rehearse.value ? 'data-rehearsal' : 'data'),
        names: typed.name,
        newCanvas: typed.newCanvas === true,
        horizonMs,
        ...(osc?.ok && { osc: osc.value }),
        ...(rehearse.value && { rehearse: rehearse.value }),
        openBrowser: typed.open,
        json,
      };
      const served = await serveShow(options);
      if (!served.ok) giveUp(served.why, json, /^(port\/in-use|osc\/in-use|data\/in-use)$/.test(served.why.code) ? 1 : 2);
      const line = createLiveLine(process.stderr);
      greet(served.value, options, line);
      if (!json) keepLine(served.value, line);
      closeOnSignal(served.value, line);
    });

/** @returns whose audience comes in, or null where only people do */
function rehearsalOf({ rehearse: ledger, rehearseRun, rehearseFrom, rehearsePace }: Typed): Result<RehearsalOptions | null> {
  const detail = rehearseRun ?? rehearseFrom ?? rehearsePace;
  if (ledger === undefined)
    return detail === undefined
      ? done(null)
      : refused('rehearsal/none', 'whose audience is to be rehearsed with is not said', 'add --rehearse and a data folder');
  const [run, fromS, pace] = [Number(rehearseRun ?? 1), Number(rehearseFrom ?? 0), Number(rehearsePace ?? 1)];
  if (!(Number.isInteger(run) && run > 0))
    return refused('rehearsal/run', `the performance is "${rehearseRun}"`, 'give the number of a performance, from 1');
  if (!(fromS >= 0 && fromS <= 86_400)) return refused('rehearsal/from', `the beginning is "${rehearseFrom}"`, 'give seconds, 0 or more');
  if (!(pace >= 0.25 && pace <= 8)) return refused('rehearsal/pace', `the pace is "${rehearsePace}"`, 'give a number from 0.25 to 8');
  return done({ ledger, ...(rehearseRun !== undefined && { run }), fromS, pace });
}

function greet(served: Served, options: ShowOptions, line: LiveLine): void {
  const { own, visit, port, show } = served;
  if (options.json)
    process.stdout.write(`${JSON.stringify({ ready: true, url: own, operatorUrl: served.operatorUrl(), visitUrl: visit, port })}\n`);
  else {
    const code = visit ? `\n${generate(visit).toString({ on: '██', off: '  ', padX: 2, padY: 1 })}\n` : '';
    process.stdout.write(`
  alla prima · ${show.title} · arm: ${show.arm}${show.rehearsal === null ? '' : `\n  REHEARSAL with ${show.rehearsal}, recorded in ${options.data}`}

  lobby      ${own}/
  stage      ${own}/stage
  operator   ${served.operatorUrl()}   (works once)
  visitors   ${visit ?? `${own}/visit   (phones: start with --host 0.0.0.0)`}
${code}
  Ctrl-C lifts the brush, parks the arm and ends the show.
`);
  }
  served.onNextLink((url) => {
    if (!options.json) line.aside(() => process.stdout.write(`  next operator link   ${url}\n`));
  });
  const desktop = process.platform !== 'linux' || process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
  if (options.openBrowser && !options.json && desktop && process.stdout.isTTY) void open(served.operatorUrl());
}

const LINE_MS = 500;

/** The arm's state at the foot of the terminal, below a log that scrolls. */
function keepLine({ show }: Served, line: LiveLine): void {
  show.log.wrap(line.aside);
  setInterval(() => line.show(`  ${show.sentence()}`), LINE_MS).unref();
}

/** The first signal ends the show in order; a second one does not wait for the arm. */
function closeOnSignal(served: Served, line: LiveLine): void {
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (closing) process.exit(1);
      closing = true;
      line.end();
      served.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`alla-prima: closing failed: ${error instanceof Error ? error.stack : error}\n`);
          process.exit(1);
        },
      );
    });
}
