import { once } from 'node:events';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Machine } from '../../../devices/machine.ts';
import { loadMachine } from '../../../devices/machine-load.ts';
import { serialTransport } from '../../../devices/transports/serial.ts';
import type { CloseReason } from '../../../devices/transports/transport.ts';
import type { VirtualController } from '../../../devices/virtual/controller.ts';
import { type Fault, faultsSchema } from '../../../devices/virtual/faults.ts';
import { bootMs } from '../../../devices/virtual/firmware.ts';
import { listenVirtualGrbl } from '../../../devices/virtual/listen.ts';
import { virtualArm, virtualName } from '../../../devices/virtual/make.ts';
import { type Clock, realClock, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import { done, type Refusal, type Result } from '../../../engine/result.ts';

interface Options {
  readonly port?: string;
  readonly tcp?: number;
  readonly baud: number;
  readonly avr?: true;
  readonly bootloader?: true;
  readonly homing?: true;
  readonly firmware?: Machine['driver'];
  readonly machine: string;
  readonly seed: number;
  readonly faults?: readonly Fault[];
  readonly json?: true;
}

/** how long to wait before a serial port that went away is tried again, ms */
const retryMs = 500;

/** Where the command speaks, and what ends it. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  exit(code: 0 | 1 | 2): void;
  /** aborts at Ctrl-C */
  listen(): { readonly ended: AbortSignal; dispose(): void };
}

const realTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  exit: (code) => {
    process.exitCode = code;
  },
  listen: () => {
    const ending = new AbortController();
    const stop = (): void => ending.abort();
    process.once('SIGINT', stop).once('SIGTERM', stop);
    return { ended: ending.signal, dispose: () => void process.off('SIGINT', stop).off('SIGTERM', stop) };
  },
};

/** `alla-prima virtual-arm`: an emulated arm on a serial device or a TCP port, for any sender, until Ctrl-C. */
export function virtualArmCommand(terminal: Terminal = realTerminal): Command {
  return new Command('virtual-arm')
    .description('put a virtual arm on a serial device or a TCP port, for any sender, until Ctrl-C')
    .option('--port <device>', 'serial device, or one end of a pty pair (socat -d -d pty,raw,echo=0 pty,raw,echo=0)')
    .option('--tcp <port>', 'TCP port on this computer, 0 for any free one', wholeNumber('a TCP port', 0, 65_535))
    .option('--baud <rate>', 'speed of the serial device', wholeNumber('a speed', 1200, 2_000_000), 115_200)
    .addOption(
      new Option('--firmware <name>', 'what its controller speaks (default: as the machine description says)').choices([
        'grbl',
        'marlin',
        'ebb',
        'firmata',
      ]),
    )
    .option('--avr', 'take the time that an ATmega328p takes')
    .option('--bootloader', "start with the Uno's boot loader: 1.43 s of silence")
    .option('--homing', 'fit limit switches, and start locked until $H or $X')
    .option(
      '--machine <id|file>',
      'what it drives: an arm told of its joints gets a grblHAL with an axis for each, one told of places a firmware that knows it',
      'virtual-easel',
    )
    .option('--seed <n>', 'seed of the faults', wholeNumber('a seed', 0, 2 ** 31 - 1), 1)
    .option('--faults <json>', 'what goes wrong, as a JSON list: [{"kind":"loseOk","nth":20}]', readFaults)
    .option('--json', 'print one JSON document at the end')
    .action(async (options: Options) => {
      const listening = terminal.listen();
      try {
        terminal.exit(await run(options, terminal, listening.ended));
      } finally {
        listening.dispose();
      }
    });
}

async function run(options: Options, terminal: Terminal, ended: AbortSignal): Promise<0 | 1 | 2> {
  const { port, tcp, json = false } = options;
  const giveUp = ({ code, text, remedy }: Refusal, exitCode: 1 | 2): 1 | 2 => {
    if (json) terminal.out(`${JSON.stringify({ error: { code, text, remedy } })}\n`);
    terminal.err(`alla-prima: ${text}\n  → ${remedy}\n`);
    return exitCode;
  };
  if ((port === undefined) === (tcp === undefined)) {
    const text = port === undefined ? 'The virtual arm was given no place.' : 'The virtual arm was given two places.';
    return giveUp({ code: 'usage/place', text, remedy: 'Give one of --port <device> and --tcp <port>.' }, 2);
  }
  const machine = loadMachine(options.machine);
  if (!machine.ok) return giveUp(machine.why, 2);
  const { arm, driver: own } = machine.value;
  const driver = options.firmware ?? own;
  if ((arm !== undefined || own === 'ebb') && driver !== own)
    return giveUp(
      {
        code: 'usage/firmware',
        text: `${machine.value.name} is driven by ${own}, not by ${driver}.`,
        remedy: 'Leave --firmware out for it.',
      },
      2,
    );
  const driven = { ...machine.value, driver };
  const clock = realClock();
  const controller = virtualArm(driven, {
    avr: options.avr === true,
    bootloader: options.bootloader === true,
    baud: options.baud,
    seed: options.seed,
    faults: options.faults ?? [],
    switches: options.homing === true,
    // without a boot loader a Grbl is up before anyone can connect, and its banner waits for the first who does
    nowMs: options.bootloader === true || driver !== 'grbl' ? 0 : -2 * bootMs,
  });
  // stdout is for the one JSON document where there is one
  const say = (text: string): void => (json ? terminal.err : terminal.out)(`${text}\n`);
  const place: Place = { controller, name: virtualName(driven), clock, ended, say };
  const served = tcp === undefined ? await onSerial(port ?? '', options.baud, place) : await onTcp(tcp, place);
  if (!served.ok) return giveUp(served.why, 1);
  if (json) terminal.out(`${JSON.stringify(summary(controller))}\n`);
  return 0;
}

/** What is served, until when, and how to speak of it. */
interface Place {
  readonly controller: VirtualController;
  /** what speaks there */
  readonly name: string;
  readonly clock: Clock;
  readonly ended: AbortSignal;
  say(text: string): void;
}

async function onTcp(port: number, { controller, name, clock, ended, say }: Place): Promise<Result<void>> {
  const listening = await listenVirtualGrbl({ port }, controller, clock);
  if (!listening.ok) return listening;
  say(`Virtual arm, ${name}, on tcp://127.0.0.1:${listening.value.port}: connect a sender to it. Ctrl-C ends it.`);
  if (!ended.aborted) await once(ended, 'abort');
  await listening.value.close();
  return done(undefined);
}

/** a device that goes away is waited for, and opened again */
async function onSerial(path: string, baud: number, { controller, name, clock, ended, say }: Place): Promise<Result<void>> {
  let wake = (): void => undefined;
  ended.addEventListener('abort', () => wake());
  for (let first = true; !ended.aborted; first = false) {
    const served = await serveVirtualGrbl(serialTransport({ path, baud }), controller, clock);
    if (!served.ok && first) return served;
    if (served.ok) {
      say(`Virtual arm, ${name}, on ${path}: connect a sender to the other end. Ctrl-C ends it.`);
      const reason = await new Promise<CloseReason | undefined>((resolve) => {
        wake = () => resolve(undefined);
        void served.value.ended.then(resolve);
        if (ended.aborted) wake();
      });
      await served.value.dispose();
      if (reason?.kind === 'lost') say(`${reason.text} Waiting for it to come back.`);
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, retryMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (ended.aborted) wake();
    });
  }
  return done(undefined);
}

function summary(controller: VirtualController): object {
  const { bytesIn, bytesOut, lines, segments, distanceMm, seconds, maxCommittedMs } = controller.counted();
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  return {
    bytes: { in: bytesIn, out: bytesOut },
    lines,
    segments,
    distance: round(distanceMm),
    seconds: round(seconds),
    maxCommittedMs: round(maxCommittedMs),
  };
}

function wholeNumber(what: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`“${text}” is not ${what}; give a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

function readFaults(text: string): readonly Fault[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidArgumentError('It is not JSON.');
  }
  const faults = faultsSchema.safeParse(value);
  if (faults.success) return faults.data;
  const [issue] = faults.error.issues;
  throw new InvalidArgumentError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a list of faults'}.`);
}
