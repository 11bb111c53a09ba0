import { readFileSync, statSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { Machine } from '../../../devices/machine.ts';
import { loadMachine } from '../../../devices/machine-load.ts';
import { brushProfile } from '../../../devices/painter/brush.ts';
import { usualStrokesPerWash } from '../../../devices/painter/easel.ts';
import { orderStrokes } from '../../../devices/painter/order/order.ts';
import { firmataBaud, parseAddress } from '../../../devices/transports/open.ts';
import type { Brush } from '../../../engine/palette.ts';
import { done, type Refusal, type Result, refused } from '../../../engine/result.ts';
import type { Stroke } from '../../../engine/stroke.ts';
import { type ReadStrokes, readStrokes } from '../../../engine/strokes-file.ts';
import { createProgress } from '../progress.ts';
import { giveUp } from '../say.ts';
import { streamStrokes } from './stream-run.ts';

interface Typed {
  readonly port: string;
  readonly driver?: Machine['driver'];
  readonly horizon: string;
  readonly baud?: string;
  readonly hardware?: string;
  readonly machine: string;
  readonly mmPerDip: string;
  readonly assumeReferenced?: true;
  readonly asComposed?: true;
  readonly home?: true;
  readonly json?: true;
}

/** `alla-prima stream <strokes.json>`: paint a strokes file on an arm, without a show. */
export function streamCommand(): Command {
  return new Command('stream')
    .description('paint a strokes file on an arm, and measure how it went')
    .argument('<strokes.json>', 'the strokes file')
    .requiredOption(
      '--port <address>',
      'serial port (/dev/ttyUSB0, COM3), sn:<serial number>, tcp://host:port, or memory for the virtual arm',
    )
    .addOption(
      new Option('--driver <name>', 'firmware of the arm (default: as the machine description says)').choices([
        'grbl',
        'marlin',
        'ebb',
        'firmata',
      ]),
    )
    .option('--horizon <ms>', 'motion promised ahead of now, at most, ms', '250')
    .option('--baud <rate>', 'speed of a serial port (default: as the machine description says)')
    .option('--hardware <port>', 'a board with Firmata beside the arm: its stop button, presence sensor, load cell, lamps')
    .option('--machine <id|file>', 'machine description', 'virtual-easel')
    .option('--mm-per-dip <mm>', 'how far a freshly dipped brush paints, mm', '240')
    .option(
      '--as-composed',
      'keep the order of the file; without it, strokes that do not overlap change places so that washes and travel are fewer',
    )
    .option('--home', 'find the reference first: by its switches, or, without any, by taking the place of the brush for park')
    .option(
      '--assume-referenced',
      "take the controller's zero for the machine's zero: only where it was just referenced; an arm without switches that has just been switched on needs no word",
    )
    .option('--json', 'one JSON document on stdout')
    .action(async (path: string, typed: Typed) => {
      const json = typed.json === true;
      const bad = (why: Refusal): never => giveUp(why, json, 2);
      const number = (name: string, text: string, min: number, max: number): number => {
        const value = Number(text);
        if (text.trim() !== '' && value >= min && value <= max) return value;
        return bad({ code: 'stream/option', text: `${name} is "${text}".`, remedy: `Give a number from ${min} to ${max}.` });
      };
      const horizonMs = number('--horizon', typed.horizon, 20, 10_000);
      const mmPerDip = number('--mm-per-dip', typed.mmPerDip, 20, 1e6);
      const machine = loadMachine(typed.machine);
      if (!machine.ok) return bad(machine.why);
      const driver = typed.driver ?? machine.value.driver;
      if (machine.value.arm !== undefined && driver !== machine.value.driver)
        return bad({
          code: 'stream/driver',
          text: `--driver is "${driver}", and ${machine.value.name} is driven by ${machine.value.driver}.`,
          remedy: 'Leave --driver out for it.',
        });
      const baud = typed.baud === undefined ? machine.value.baud : number('--baud', typed.baud, 1200, 2_000_000);
      const address = parseAddress(typed.port, baud);
      if (!address.ok) return bad(address.why);
      const hardware = typed.hardware === undefined ? undefined : parseAddress(typed.hardware, firmataBaud);
      if (hardware?.ok === false) return bad(hardware.why);
      const read = readFile(path);
      if (!read.ok) return bad(read.why);
      const { file, strokes, refused: unfit } = read.value;

      const ordered = typed.asComposed === true ? done(strokes) : orderForPainting(strokes, file.brushes, machine.value.wash !== undefined);
      if (!ordered.ok) return bad(ordered.why);
      const progress = createProgress('painting');
      const ended = await streamStrokes({
        setting: {
          machine: { ...machine.value, driver },
          ...file,
          address: address.value,
          ...(hardware !== undefined && { hardware: hardware.value }),
          horizonMs,
          mmPerDip,
        },
        strokes: ordered.value,
        home: typed.home === true,
        reference:
          typed.assumeReferenced === true || address.value.kind === 'memory' ? 'known' : typed.home === true ? 'none' : 'switched-on',
        onProgress: (share, etaS) => progress.update(share, etaS > 0 ? `${Math.ceil(etaS)} s to go` : ''),
        onFault: (why) => process.stderr.write(`${process.stderr.isTTY === true ? '\n' : ''}alla-prima: ${why.text}\n  → ${why.remedy}\n`),
      });
      progress.done();
      if (ended.kind === 'interrupted') process.exit(130);
      if (ended.kind === 'failed') return giveUp(ended.why, json, 1);
      const all = [...unfit, ...ended.refused];
      for (const { why } of all) process.stderr.write(`alla-prima: ${why.text}\n  → ${why.remedy}\n`);
      if (json) process.stdout.write(`${JSON.stringify({ ...ended.report, ...(all.length > 0 && { refused: all }) })}\n`);
      else {
        const { strokes: count, seconds, segments, segmentsPerSecond, dips, washes, maxCommittedMs } = ended.report;
        process.stdout.write(
          `${count} strokes in ${seconds} s: ${segments} segments (${segmentsPerSecond} a second), ${dips} dips, ${washes} washes, at most ${maxCommittedMs} ms promised ahead.\n`,
        );
      }
      process.exit(all.length > 0 ? 2 : 0);
    });
}

/** How long travel may be bettered, ms, and what a wash is worth, mm of travel: about six seconds of either. */
const TRAVEL_MS = 300;
const WASH_MM = 1500;
/** A brush wavers, and an arm errs: marks count as wider than their profile by this much when asked whether they touch. */
const WAVER = 1.15;

/**
 * Fewest washes, then least travel; overlapping strokes keep their order, and no stroke is painted backwards. Where the machine
 * washes, it does so after a number of strokes, too.
 */
function orderForPainting(strokes: readonly Stroke[], brushes: readonly Brush[], washes: boolean): Result<readonly Stroke[]> {
  const profiles = new Map(brushes.map((brush) => [brush.id, brushProfile(brush)] as const));
  const ordered = orderStrokes(strokes, {
    markWidthMm: (stroke, pressure) => WAVER * (profiles.get(stroke.brush)?.markMm(pressure) ?? 0),
    mayFlip: () => false,
    budget: { kind: 'time', ms: TRAVEL_MS, now: () => performance.now() },
    startAt: [0, 0],
    washMm: WASH_MM,
    ...(washes && { strokesPerWash: usualStrokesPerWash }),
  });
  return ordered.ok ? done(ordered.value.strokes) : ordered;
}

/** more than a picture needs by far, and less than a text in memory may have */
const MOST_MB = 400;

function readFile(path: string): Result<ReadStrokes> {
  let text: string;
  try {
    const mb = statSync(path).size / 1e6;
    if (mb > MOST_MB)
      return refused(
        'strokes/too-large',
        `${path} has ${mb.toFixed(0)} MB, and ${MOST_MB} MB are read at most.`,
        'Cut it into several files.',
      );
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      return refused(
        'strokes/unreadable',
        `${path} cannot be read: ${error instanceof Error ? error.message : error}`,
        'Give a strokes file that this user may read.',
      );
    return refused('strokes/absent', `There is no strokes file at ${path}.`, 'Check the path.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(
      'strokes/not-json',
      `${path} is not JSON: ${error instanceof Error ? error.message : error}`,
      'Correct that place in the file.',
    );
  }
  const read = readStrokes(value, path);
  return read.ok ? done(read.value) : read;
}
