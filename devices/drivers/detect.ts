import { done, type Result } from '../../engine/result.ts';
import type { Transport } from '../transports/transport.ts';
import { stranger } from './detect/peer.ts';
import type { DriverFactory, Timers } from './driver.ts';
import { ebbDriver } from './ebb.ts';
import { firmataDriver } from './firmata.ts';
import { createSplitter } from './grbl/splitter.ts';
import { grblDriver } from './grbl.ts';
import { marlinDriver } from './marlin.ts';

/** What answered, by its own name. */
export interface Detected {
  readonly kind: 'grbl' | 'marlin' | 'ebb' | 'firmata';
  /** `grbl 1.1h`; the version is missing where it was not said */
  readonly firmware: string;
}

export const drivers: Readonly<Record<Detected['kind'], DriverFactory>> = {
  grbl: grblDriver,
  marlin: marlinDriver,
  ebb: ebbDriver,
  firmata: firmataDriver,
};

/** A line that only one firmware says, with its version. */
const signs: readonly (readonly [Detected['kind'], RegExp])[] = [
  ['grbl', /^Grbl(?:HAL)? (\d[\w.]*) \[/i],
  ['grbl', /^<(?:Idle|Run|Hold|Jog|Alarm|Door|Check|Home|Sleep)(?::\d)?\|.*>$/],
  ['marlin', /FIRMWARE_NAME: ?Marlin (?:bugfix-)?v?(\d[\w.]*)?/],
  ['ebb', /EBBv?\S* EB Firmware Version (\d[\d.]*)/],
];

/**
 * What is asked, one after the other, and how long each waits for an answer, ms. Each is harmless to the others: a Grbl
 * answers `?` at any time, an EBB `V`, a Marlin `M115`; the empty line ends what came before. Firmata takes no notice of text;
 * to the others its question is an odd line of one letter.
 */
const questions = [
  ['?', 120],
  ['\rV\r', 200],
  ['M115\n', 450],
  ['\xf0y\xf7\r', 120],
] as const;
/** a boot loader that took the first questions for an upload gives up after 1.43 s, and Marlin then needs its time to start */
const bootMs = 2000;
/** after a limit switch was hit a Grbl is deaf to all but this */
const softReset = '\x18';
const resetMs = 400;
/** bytes that hold what a board with Firmata says of itself, whatever it reports beside it */
const tailMost = 200;
/** a board that was reset by the opening of its port speaks by itself before this */
const mostQuietMs = 1800;

/**
 * Opens a fresh connection and asks what is at its end, in at most 6 s; then closes it again. The name of the port is not looked at.
 *
 * @param quietMs - how long to listen before anything is sent, as in DriverOptions; 1800 at most
 * @returns `arm/unknown`, with the first bytes received and what they look like; or why the port did not open
 */
export async function detectFirmware(
  makeTransport: () => Transport,
  { timers, quietMs }: { readonly timers: Timers; readonly quietMs: number },
): Promise<Result<Detected>> {
  const transport = makeTransport();
  let heard = '';
  let tail = '';
  let found: Detected | undefined;
  let closed = false;
  let wake: (() => void) | undefined;
  const split = createSplitter((line) => {
    found ??= recognise(line);
    if (found !== undefined) wake?.();
  });
  transport.onBytes((bytes) => {
    if (heard.length < 400) heard += String.fromCharCode(...bytes.subarray(0, 400));
    tail = (tail + String.fromCharCode(...bytes.subarray(-tailMost))).slice(-tailMost);
    found ??= recogniseFirmata(tail);
    if (found !== undefined) wake?.();
    split(bytes);
  });
  transport.onClose(() => {
    closed = true;
    wake?.();
  });
  const listen = async (ms: number): Promise<void> => {
    if (found !== undefined || closed || ms <= 0) return;
    await new Promise<void>((resolve) => {
      const cancel = timers.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
    wake = undefined;
  };
  const ask = async (question: string, ms: number): Promise<void> => {
    if (found !== undefined || closed) return;
    transport.write(Uint8Array.from(question, (char) => char.charCodeAt(0)));
    await listen(ms);
  };

  const opened = await transport.open();
  if (!opened.ok) return opened;
  await listen(Math.min(quietMs, mostQuietMs));
  for (const [question, ms] of questions) await ask(question, ms);
  // who answers at all, though in other words, hears us; who does not may still be starting
  if (heard === '') await listen(bootMs);
  for (const [question, ms] of questions) await ask(question, ms);
  await ask(softReset, resetMs);
  await transport.close();
  return found === undefined
    ? { ok: false, why: stranger('arm/unknown', 'a Grbl, a Marlin, an EBB board or a board with Firmata', transport.name, heard) }
    : done(found);
}

/** Its name, each character in two bytes, after its version; it says so when it starts, too. */
function recogniseFirmata(heard: string): Detected | undefined {
  const match = /\xf0y([\0-\x7f])([\0-\x7f])([\0-\x7f]*)\xf7/.exec(heard);
  if (match === null) return undefined;
  const [, major = '', minor = '', name = ''] = match;
  const letters = name.replace(/(.)[\0-\x7f]?/gs, '$1');
  return { kind: 'firmata', firmware: `firmata ${major.charCodeAt(0)}.${minor.charCodeAt(0)}${letters === '' ? '' : ` (${letters})`}` };
}

function recognise(line: string): Detected | undefined {
  for (const [kind, sign] of signs) {
    const match = sign.exec(line);
    if (match !== null) return { kind, firmware: match[1] === undefined ? kind : `${kind} ${match[1]}` };
  }
  return undefined;
}
