import { done, type Result, refused } from '../../../engine/result.ts';
import type { Transport } from '../../transports/transport.ts';
import { stranger } from '../detect/peer.ts';
import type { Post } from './post.ts';
import { type MarlinSettings, readSettings } from './settings.ts';

/** how long to wait after each time that its name was asked, ms; once long enough for a boot loader that took the question */
const asksMs = [500, 500, 2300, 500, 500] as const;
/** M503 prints up to a hundred lines */
const answerWithinMs = 2000;
const readings = 10;

/** What a Marlin says of itself. */
export interface Greeting extends MarlinSettings {
  /** `marlin 2.1.2` */
  readonly firmware: string;
  /** M410 is heard before anything that waits */
  readonly emergencyParser: boolean;
}

/**
 * Opens the transport and makes sure, by M115, that a Marlin is at the other end; then reads M503.
 *
 * @param quietMs - listens so long before it sends anything; shorter if it says `start`
 * @returns `arm/not-marlin`, `marlin/settings`, `arm/mute`, or why the port did not open
 */
export async function greet(transport: Transport, post: Post, quietMs: number): Promise<Result<Greeting>> {
  const opened = await transport.open();
  if (!opened.ok) return opened;
  if (quietMs > 0) await post.expect((line) => (line.kind === 'start' ? true : undefined), quietMs);
  const name = await identify(post);
  if (post.closed)
    return refused('arm/lost', `${transport.name} was lost while the arm was asked what it is.`, 'Check the cable and the power.');
  if (name === undefined) return { ok: false, why: stranger('arm/not-marlin', 'a Marlin', transport.name, post.heard) };
  if (!isMarlin(name.firmware))
    return refused(
      'arm/not-marlin',
      `${transport.name} says that its firmware is “${name.firmware.slice(0, 60)}”, not Marlin.`,
      'Put Marlin 2 on the controller, or give the port of the arm.',
    );
  const settings = await readAll(post);
  if (!settings.ok) return settings;
  const version = /^Marlin (?:bugfix-)?v?(\d[\w.]*)/.exec(name.firmware)?.[1] ?? '';
  return done({ ...settings.value, firmware: `marlin ${version}`.trim(), emergencyParser: name.emergencyParser });
}

const isMarlin = (name: string): boolean => /^Marlin\b/.test(name);

async function identify(post: Post): Promise<{ firmware: string; emergencyParser: boolean } | undefined> {
  let emergencyParser = false;
  let firmware: string | undefined;
  for (const askMs of asksMs) {
    if (post.closed) break;
    post.forget();
    // what starts meanwhile has not heard the question
    const named = post.expect((line) => (line.kind === 'firmware' ? line.name : line.kind === 'start' ? '' : undefined), askMs);
    const answered = post.command('M115', askMs, 'plain');
    const capable = post.expect((line) => {
      if (line.kind === 'capability' && line.name === 'EMERGENCY_PARSER') emergencyParser = line.on;
      return line.kind === 'ok' ? true : undefined;
    }, askMs);
    const name = (await named) || undefined;
    if (name === undefined) continue;
    await answered;
    await capable;
    // one strange name alone may be a byte that was altered
    const again = name === firmware;
    firmware = name;
    if (again || isMarlin(name)) break;
  }
  post.forget();
  return firmware === undefined ? undefined : { firmware, emergencyParser };
}

/** Settings come without a checksum: each is believed once two readings of it agree. */
async function readAll(post: Post): Promise<Result<MarlinSettings>> {
  const seen = new Map<string, string>();
  const agreed = new Map<string, ReadonlyMap<string, number>>();
  let answered = false;
  for (let attempt = 0; attempt < readings && !post.closed; attempt++) {
    const stop = post.listen((line) => {
      if (line.kind !== 'setting') return;
      const text = [...line.values].join();
      if (seen.get(line.code) === text) agreed.set(line.code, line.values);
      seen.set(line.code, text);
    });
    answered = (await post.command('M503', answerWithinMs)) === 'ok' || answered;
    stop();
    const settings = readSettings(agreed);
    if (settings.ok || (attempt === readings - 1 && answered)) return settings;
  }
  return refused('arm/mute', 'The Marlin did not answer M503.', 'Switch the controller off and on, then connect again.');
}
