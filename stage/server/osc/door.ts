import type { Refusal } from '../../../engine/result.ts';
import { type Bucket, createBucket } from '../bucket.ts';
import type { House } from '../house.ts';
import { createLatest } from './latest.ts';
import { readPacket } from './packet.ts';
import { type OscMessage, type Wish, wishOf } from './wish.ts';

/** As much of the show as OSC may ask of. */
export type OscHouse = Pick<House, 'say' | 'go' | 'cue' | 'panicking' | 'refusedAt'>;

interface Clocks {
  /** monotonic, ms */
  readonly now: () => number;
  /** ms since 1970: a bundle says when it is due by it */
  readonly wall: () => number;
}

/** Datagrams of one sender; a fader sends about 100 a second. */
const SENDER = { perSecond: 1000, burst: 2000 };
/** What changes the show at once, of all senders together: nobody presses more. */
const DEEDS = { perSecond: 10, burst: 20 };
const BUNDLES = { perSecond: 60, burst: 60 };
const SENDERS = 64;
/** Bytes of a datagram. */
const LARGEST = 8192;
/** Bundles that may wait for their time, and how far ahead that may be, ms. */
const PENDING = 256;
const FARTHEST_MS = 60_000;
const SIGNALS_EVERY_MS = 16;
const SIGNALS = 64;
/** Refusals are told to the operators this often at most, ms. */
const COMPLAIN_MS = 5000;

/** What comes by OSC, decoded, counted, checked, and put to the show: by the same ways as a console does. */
export function openOscDoor(house: OscHouse, { now, wall }: Clocks) {
  const senders = new Map<string, Bucket>();
  const deeds = createBucket(DEEDS, now());
  /** its own, so that no flood of anything else stands in its way */
  const panics = createBucket(DEEDS, now());
  /** bundles whose signals are put to the show at once */
  const bundles = createBucket(BUNDLES, now());
  const pending = new Set<ReturnType<typeof setTimeout>>();
  let complainedAt = Number.NEGATIVE_INFINITY;
  const complain = (why: Refusal | null): void => {
    if (why === null || now() - complainedAt < COMPLAIN_MS) return;
    complainedAt = now();
    house.refusedAt('OSC', why);
  };
  const signals = createLatest(SIGNALS_EVERY_MS, SIGNALS, (name, value) => house.say({ kind: 'signal', name, value }));

  const grant = (wish: Exclude<Wish, { kind: 'signal' | 'nothing' }>): Refusal | null => {
    switch (wish.kind) {
      case 'go':
        return house.go();
      case 'cue':
        return house.cue(wish.number);
      case 'panic':
        house.say({ kind: 'panic' });
        return null;
      case 'tap':
        house.say({ kind: 'tempo/tap', t: now() });
        return null;
      case 'bpm':
        house.say({ kind: 'tempo/set', bpm: wish.bpm });
        return null;
      case 'nudge':
        house.say({ kind: 'tempo/nudge', beats: wish.beats });
        return null;
    }
  };
  const obey = (message: OscMessage): Refusal | null => {
    const wish = wishOf(message);
    if (!wish.ok) return wish.why;
    if (wish.value.kind === 'nothing') return null;
    if (wish.value.kind === 'signal') {
      signals.put(wish.value.name, wish.value.value);
      return null;
    }
    return (wish.value.kind === 'panic' ? panics : deeds).take(now())
      ? grant(wish.value)
      : { code: 'osc/too-fast', text: `${message.address} came more than 10 times a second`, remedy: 'send it once a press' };
  };
  /** messages of one bundle belong to one step: they are put to the show together, its signals too */
  const obeyAll = (messages: readonly OscMessage[]): void => {
    for (const message of messages) complain(obey(message));
    if (messages.length > 1 && bundles.take(now())) signals.flush();
  };
  /** What was sent ahead knew of no panic that was called since: no GO of it ends one, nor any cue. */
  const obeyLate = (messages: readonly OscMessage[], inPanic: boolean): void =>
    obeyAll(house.panicking() && !inPanic ? messages.filter(({ address }) => !/^\/(go$|cue\/)/.test(address)) : messages);
  const later = (delayMs: number, messages: readonly OscMessage[]): Refusal | null => {
    if (delayMs > FARTHEST_MS || pending.size >= PENDING)
      return {
        code: 'osc/later',
        text: `a bundle is due in ${Math.round(delayMs / 1000)} s, and ${pending.size} wait`,
        remedy: `send at most ${PENDING} bundles ahead, of the next ${FARTHEST_MS / 1000} s; see that both clocks agree`,
      };
    const inPanic = house.panicking();
    const timer = setTimeout(() => {
      pending.delete(timer);
      obeyLate(messages, inPanic);
    }, delayMs);
    pending.add(timer);
    return null;
  };
  const bucketOf = (sender: string): Bucket => {
    const known = senders.get(sender);
    if (known) return known;
    const [oldest] = senders.keys();
    if (senders.size >= SENDERS && oldest !== undefined) senders.delete(oldest);
    const bucket = createBucket(SENDER, now());
    senders.set(sender, bucket);
    return bucket;
  };

  const take = (datagram: Uint8Array, sender: string): Refusal | null => {
    if (!bucketOf(sender).take(now()))
      return { code: 'osc/too-fast', text: `${sender} sends more than ${SENDER.perSecond} datagrams a second`, remedy: 'send fewer' };
    if (datagram.length > LARGEST)
      return { code: 'osc/packet', text: `a datagram has ${datagram.length} bytes`, remedy: `send at most ${LARGEST}` };
    const read = readPacket(datagram);
    if (!read.ok) return read.why;
    for (const { atMs, messages } of read.value) {
      const delayMs = atMs === null ? 0 : atMs - wall();
      if (delayMs <= 0) obeyAll(messages);
      else complain(later(delayMs, messages));
    }
    return null;
  };

  return {
    /** @param sender - address of the machine that sent it */
    hear: (datagram: Uint8Array, sender: string): void => complain(take(datagram, sender)),
    dispose(): void {
      for (const timer of pending) clearTimeout(timer);
      pending.clear();
      signals.dispose();
    },
  };
}
