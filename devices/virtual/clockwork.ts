import type { VirtualController } from './controller.ts';
import { createFaults, type Fault, type FaultEvent } from './faults.ts';
import type { Travelled } from './motion.ts';
import { length, subtract } from './vector.ts';
import { createWire } from './wire.ts';

/** What a firmware does in its time, as its clockwork drives it. */
export interface Works {
  /** the time, which the clockwork alone sets, and the lines read so far */
  core(): { nowMs: number; readonly counted: { readonly lines: number } };
  /** when processor or motion have something to do next, ms; Infinity where they have not */
  nextMs(): number;
  /** brings motion up to now */
  proceed(): void;
  /** a byte from the host */
  arrive(byte: number): void;
  /** lets the processor work until it waits for something */
  work(): void;
  /** a fault that was asked for */
  happen(event: FaultEvent): void;
  committedMs(): number;
  segments(): number;
}

/** Time, both directions of the wire, faults and counts of a virtual controller: what is the same for every firmware. */
export interface Clockwork {
  /** sends to the host */
  say(text: string): void;
  /** to be asked once for each answer */
  losesOk(): boolean;
  travelled(piece: Travelled): void;
  unplugged(): void;
  /** what is on the wire is lost */
  clear(): void;
  /** until everything said has left, ms */
  backlogMs(): number;
  readonly face: Pick<
    VirtualController,
    'receive' | 'advance' | 'nextEventMs' | 'onBytes' | 'onMotion' | 'onUnplug' | 'committedMs' | 'counted'
  >;
}

/** @param byteMs - what a byte takes on the wire, ms */
export function createClockwork(
  { faults: wanted = [], seed = 1, byteMs = 0 }: { readonly faults?: readonly Fault[]; readonly seed?: number; readonly byteMs?: number },
  works: Works,
): Clockwork {
  const faults = createFaults(wanted, seed);
  const toArm = createWire(byteMs);
  const toHost = createWire(byteMs);
  const encoder = new TextEncoder();
  let hear: (bytes: Uint8Array) => void = () => undefined;
  let watch: (travelled: Travelled) => void = () => undefined;
  let unplugged: () => void = () => undefined;
  let [bytesIn, bytesOut, distanceMm, motionMs, maxCommittedMs] = [0, 0, 0, 0, 0];

  const strike = (): void => {
    const { nowMs, counted } = works.core();
    for (const event of faults.due(nowMs, counted.lines)) works.happen(event);
  };
  const internalMs = (): number => Math.min(works.nextMs(), toArm.nextMs(), faults.nextMs());
  const advance = (nowMs: number): void => {
    const core = works.core();
    for (let atMs = internalMs(); atMs <= nowMs; atMs = internalMs()) {
      core.nowMs = Math.max(core.nowMs, atMs);
      works.proceed();
      strike();
      const byte = toArm.take(core.nowMs);
      if (byte !== undefined) works.arrive(byte);
      works.work();
      strike();
    }
    core.nowMs = Math.max(core.nowMs, nowMs);
    const out: number[] = [];
    for (let byte = toHost.take(core.nowMs); byte !== undefined; byte = toHost.take(core.nowMs)) out.push(byte);
    bytesOut += out.length;
    if (out.length > 0) hear(Uint8Array.from(out));
  };

  return {
    say: (text) => {
      const { nowMs } = works.core();
      for (const byte of encoder.encode(text)) for (const sent of faults.alter(byte, 'toHost')) toHost.push(sent, nowMs);
    },
    losesOk: () => faults.losesOk(),
    travelled: (piece) => {
      distanceMm += length(subtract(piece.to, piece.from));
      motionMs += piece.durationMs;
      watch(piece);
    },
    unplugged: () => unplugged(),
    clear: () => {
      toArm.clear();
      toHost.clear();
    },
    backlogMs: () => toHost.backlogMs(works.core().nowMs),
    face: {
      receive: (bytes, nowMs) => {
        advance(nowMs);
        bytesIn += bytes.length;
        for (const byte of bytes) for (const heard of faults.alter(byte, 'toArm')) toArm.push(heard, works.core().nowMs);
        advance(nowMs);
        maxCommittedMs = Math.max(maxCommittedMs, works.committedMs());
      },
      advance,
      nextEventMs: () => Math.min(internalMs(), toHost.nextMs()),
      onBytes: (listener) => {
        hear = listener;
      },
      onMotion: (listener) => {
        watch = listener;
      },
      onUnplug: (listener) => {
        unplugged = listener;
      },
      committedMs: () => works.committedMs(),
      counted: () => {
        const { lines } = works.core().counted;
        return { bytesIn, bytesOut, lines, segments: works.segments(), distanceMm, seconds: motionMs / 1000, maxCommittedMs };
      },
    },
  };
}
