import { done, type Result, refused } from '../../../engine/result.ts';
import type { Transport } from '../../transports/transport.ts';
import type { Controller, Report } from '../driver.ts';
import { notGrbl } from './peer.ts';
import type { Reports } from './reports.ts';
import { readSettings } from './settings.ts';
import { realtime, type Wire } from './wire.ts';

/** how often to ask `?` of a peer that was quiet, and how long to wait each time, ms */
const asks = 6;
const askMs = 250;
const answerWithinMs = 1500;
/** Grbl repeats the work offset at least every 30 reports */
const offsetAsks = 32;
/** a feed hold brakes within this; how often to look, ms */
const holdWithinMs = 3000;
const holdAskMs = 50;

/**
 * Opens the transport and makes sure that a Grbl 1.1 is at the other end: by its banner, or else by asking `?`, and as a
 * last resort by a soft reset, since after `ALARM:1` it is deaf to all else. Then reads `$I` and `$$`.
 *
 * @param quietMs - listens so long before it sends anything
 * @returns `arm/not-grbl`, `arm/old-grbl`, `grbl/…`, or why the port did not open
 */
export async function greet(transport: Transport, wire: Wire, quietMs: number, reports: Reports): Promise<Result<Controller>> {
  const opened = await transport.open();
  if (!opened.ok) return opened;

  const version = await identify(wire, quietMs);
  if (version === undefined) return { ok: false, why: notGrbl(transport.name, wire.heard) };
  await letGo(wire);
  const known = await interrogate(wire, reports, version);
  if (known.ok || !wire.closed) return known;
  return refused('arm/lost', `${transport.name} was lost while the arm was asked what it is.`, 'Check the cable and the power.');
}

/** @returns the version in the banner, `''` where only a status report was seen, or undefined where it is no Grbl */
async function identify(wire: Wire, quietMs: number): Promise<string | undefined> {
  const greeting = (withinMs: number): Promise<string | undefined> =>
    wire.expect((line) => (line.kind === 'banner' ? line.version : line.kind === 'status' ? '' : undefined), withinMs);
  const early = await greeting(quietMs);
  if (early !== undefined) return early;
  for (let i = 0; i < asks && !wire.closed; i++) {
    const answer = greeting(askMs);
    wire.realtime(i === asks - 1 ? realtime.reset : realtime.report);
    const found = await answer;
    if (found !== undefined) return found;
  }
  return wire.closed ? undefined : greeting(answerWithinMs);
}

/**
 * A cable that is pulled in the middle of a stop leaves a controller that holds, and a held one answers no line. Once it stands
 * still a soft reset keeps its position.
 */
async function letGo(wire: Wire): Promise<void> {
  for (let waitedMs = 0; waitedMs < holdWithinMs && !wire.closed; waitedMs += holdAskMs) {
    const answer = wire.expect((line) => (line.kind === 'status' ? line.state : undefined), askMs);
    wire.realtime(realtime.report);
    const state = await answer;
    if (state === 'Hold:0' || state === 'Door:0') {
      const banner = wire.expect((line) => (line.kind === 'banner' ? true : undefined), answerWithinMs);
      wire.realtime(realtime.reset);
      await banner;
      return;
    }
    if (state !== undefined && state !== 'Hold:1' && state !== 'Door:1') return;
    await wire.expect(() => undefined, holdAskMs);
  }
}

async function interrogate(wire: Wire, reports: Reports, banner: string): Promise<Result<Controller>> {
  let version = banner;
  let capacity = 128;
  const values = new Map<number, number>();
  const stop = wire.listen((line) => {
    if (line.kind === 'version') version = line.version;
    else if (line.kind === 'setting') values.set(line.number, line.value);
    else if (line.kind === 'options') {
      // fewer than any Grbl has were altered on their way, and nothing would fit into them
      capacity = Math.max(128, line.bytes ?? capacity);
      reports.setSize(line.blocks ?? 15, capacity);
    }
  });
  try {
    for (const question of ['$I', '$$']) {
      const answer = await ask(wire, question);
      if (answer !== 'ok')
        return refused(
          'arm/mute',
          `The Grbl did not answer ${question} (${answer}).`,
          'Switch the controller off and on, then connect again.',
        );
    }
  } finally {
    stop();
  }
  if (/^0\./.test(version))
    return refused(
      'arm/old-grbl',
      `The controller has Grbl ${version}.`,
      'Put Grbl 1.1 on it: older ones report too little to be relied on.',
    );
  const settings = readSettings(values);
  if (!settings.ok) return settings;
  wire.setCapacity(capacity);
  const found = await whereabouts(wire, reports);
  if (found === undefined)
    return refused(
      'arm/mute',
      'The Grbl did not report where it is, or what its work offset is.',
      'Send $10=1 to it once, or switch it off and on, then connect again.',
    );
  const firmware = `grbl ${version === '' ? '1.1' : version}`;
  return done({ firmware, limits: settings.value.limits, canHome: settings.value.homing, report: found });
}

/** Asks until the work offset was told, which comes with one report in ten or thirty: without it no motion is safe. */
async function whereabouts(wire: Wire, reports: Reports): Promise<Report | undefined> {
  let report: Report | undefined;
  for (let i = 0; i < offsetAsks && (report === undefined || reports.offset === undefined) && !wire.closed; i++) {
    const next = wire.expect((line) => (line.kind === 'status' ? (reports.read(line) ?? null) : undefined), askMs);
    wire.realtime(realtime.report);
    report = (await next) ?? undefined;
  }
  return reports.offset === undefined ? undefined : report;
}

/** A question may be swallowed by a boot loader or come back garbled: it is asked twice. */
async function ask(wire: Wire, question: string): Promise<string> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const answer = await wire.command(question, answerWithinMs);
    if (answer.kind === 'ok') return 'ok';
    if (answer.kind === 'closed') return 'closed';
    if (attempt === 1) return answer.kind === 'error' ? `error:${answer.code}` : answer.kind;
    wire.forget();
  }
  return 'silence';
}
