import { createVirtualGrbl, type VirtualGrbl, type VirtualGrblOptions } from '../../../devices/virtual/grbl.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';

/** A virtual controller on a desk, with a clock that we turn by hand. */
export interface Desk {
  readonly grbl: VirtualGrbl;
  readonly travelled: Travelled[];
  now(): number;
  /** sends text or bytes at this very moment */
  send(what: string | readonly number[]): void;
  /** lets time pass, ms */
  run(ms: number): void;
  /** lets time pass, event by event, until nothing more happens; @returns ms that it took */
  settle(): number;
  /** lets time pass until something like this was said; @returns ms that it took */
  until(pattern: RegExp): number;
  /** everything said since the last call */
  heard(): string;
  /** sends a line, lets everything settle, and gives what was said */
  ask(line: string): string;
}

/** Switched on; and, unless `booted` is false, past its banner, 35 ms later. */
export function desk(options: VirtualGrblOptions = {}, booted = true): Desk {
  const grbl = createVirtualGrbl(options);
  const travelled: Travelled[] = [];
  let said = '';
  let now = 0;
  grbl.onBytes((bytes) => {
    said += String.fromCharCode(...bytes);
  });
  grbl.onMotion((piece) => travelled.push(piece));
  const heard = (): string => {
    const all = said;
    said = '';
    return all;
  };
  const step = (limit: number): boolean => {
    const next = grbl.nextEventMs();
    if (next > limit) return false;
    now = Math.max(now, next);
    grbl.advance(now);
    return true;
  };
  const made: Desk = {
    grbl,
    travelled,
    now: () => now,
    send: (what) => grbl.receive(typeof what === 'string' ? Uint8Array.from(what, (c) => c.charCodeAt(0)) : Uint8Array.from(what), now),
    run: (ms) => {
      const end = now + ms;
      while (step(end));
      now = end;
      grbl.advance(now);
    },
    settle: () => {
      const start = now;
      for (let i = 0; i < 1_000_000; i++) if (!step(3_600_000 + start)) return now - start;
      throw new Error('the controller did not come to rest in a million events');
    },
    until: (pattern) => {
      const start = now;
      for (let i = 0; i < 1_000_000 && !pattern.test(said); i++) {
        if (!step(3_600_000 + start)) throw new Error(`never said ${pattern}; it said ${JSON.stringify(said)}`);
      }
      return now - start;
    },
    heard,
    ask: (line) => {
      made.send(`${line}\n`);
      made.settle();
      return heard();
    },
  };
  if (booted) {
    made.run(options.bootloader === true ? 1440 : 35);
    heard();
  }
  return made;
}
