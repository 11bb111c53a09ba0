import { fromBuffer, type OscPacketOutput, timetagToDate } from 'osc-min';
import { done, type Result, refused } from '../../../engine/result.ts';
import type { OscMessage } from './wish.ts';

/** Messages that belong together, and when they are due: null is now. */
export interface Timed {
  readonly atMs: number | null;
  readonly messages: readonly OscMessage[];
}

/** Messages that a packet may hold. */
const MOST = 256;
/** Bundles within bundles. */
const DEEPEST = 8;

function unfold(packet: OscPacketOutput, atMs: number | null, depth: number): Timed[] {
  if (packet.oscType === 'message')
    return [{ atMs, messages: [{ address: packet.address, args: packet.args.map((arg) => (arg.type === 'array' ? null : arg.value)) }] }];
  if (depth > DEEPEST) return [];
  // OSC 1.0: the tag 0, 1 means at once. The library's words say 1970, but its tags are NTP's, of 1900
  const due = packet.timetag[0] === 0 ? null : timetagToDate(packet.timetag).getTime();
  const own: OscMessage[] = [];
  const inner: Timed[] = [];
  for (const element of packet.elements) {
    if (element.oscType === 'message') own.push(...unfold(element, due, depth).flatMap(({ messages }) => messages));
    else inner.push(...unfold(element, due, depth + 1));
  }
  return [...(own.length > 0 ? [{ atMs: due, messages: own }] : []), ...inner];
}

/**
 * The messages of a datagram, those of a bundle kept together.
 *
 * @returns `atMs` in ms since 1970, by the sender's clock
 */
export function readPacket(datagram: Uint8Array): Result<readonly Timed[]> {
  const bad = (text: string): Result<never> => refused('osc/packet', text, 'send OSC 1.0 messages or bundles over UDP');
  let packet: OscPacketOutput;
  try {
    packet = fromBuffer(datagram);
  } catch (error) {
    return bad(
      `a datagram of ${datagram.length} bytes is no OSC: ${error instanceof Error ? error.message.slice(0, 120) : 'it cannot be read'}`,
    );
  }
  const timed = unfold(packet, null, 0);
  return timed.reduce((sum, { messages }) => sum + messages.length, 0) > MOST
    ? bad(`a bundle has more than ${MOST} messages`)
    : done(timed);
}
