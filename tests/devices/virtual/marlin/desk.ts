import { createVirtualMarlin, type VirtualMarlin, type VirtualMarlinOptions } from '../../../../devices/virtual/marlin/marlin.ts';
import { checksum } from '../../../../devices/virtual/marlin/serial.ts';
import type { Travelled } from '../../../../devices/virtual/motion.ts';

/** A virtual Marlin on a desk, with a clock that we turn by hand. */
export interface Desk {
  readonly marlin: VirtualMarlin;
  readonly travelled: Travelled[];
  now(): number;
  /** sends text at this very moment */
  send(text: string): void;
  /** lets time pass, ms */
  run(ms: number): void;
  /** everything said since the last call */
  heard(): string;
  /** sends a line, lets time pass until its `ok`, and gives what was said */
  ask(line: string): string;
}

/** Switched on; and, unless `booted` is false, past its banner, at 600 ms. */
export function desk(options: VirtualMarlinOptions = {}, booted = true): Desk {
  const marlin = createVirtualMarlin(options);
  const travelled: Travelled[] = [];
  let said = '';
  let now = 0;
  marlin.onBytes((bytes) => {
    said += String.fromCharCode(...bytes);
  });
  marlin.onMotion((piece) => travelled.push(piece));
  const heard = (): string => {
    const all = said;
    said = '';
    return all;
  };
  const step = (limit: number): boolean => {
    const next = marlin.nextEventMs();
    if (next > limit) return false;
    now = Math.max(now, next);
    marlin.advance(now);
    return true;
  };
  const made: Desk = {
    marlin,
    travelled,
    now: () => now,
    send: (text) =>
      marlin.receive(
        Uint8Array.from(text, (char) => char.charCodeAt(0)),
        now,
      ),
    run: (ms) => {
      const end = now + ms;
      while (step(end));
      now = end;
      marlin.advance(now);
    },
    heard,
    ask: (line) => {
      made.send(`${line}\n`);
      const end = now + 600_000;
      while (!/^ok.*\n$/m.test(said)) if (!step(end)) throw new Error(`no ok to ${line}; it said ${JSON.stringify(said)}`);
      return heard();
    },
  };
  if (booted) {
    made.run(600);
    heard();
  }
  return made;
}

/** A line with its number and checksum. */
export const numbered = (number: number, command: string): string => {
  const text = `N${number} ${command}`;
  return `${text}*${checksum(text)}`;
};
