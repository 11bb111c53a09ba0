import type { Move } from '../driver.ts';

/** A line that was sent, and what waits for its answer. */
export interface Sent {
  /** undefined for a line without number */
  readonly number: number | undefined;
  readonly text: string;
  readonly kind: 'motion' | 'query' | 'command';
  /** the motion that it asks for, or the last before it: where the plan ends then. null before any */
  readonly move: Move | null;
  /** the first `ok` was told already: it is sent again */
  told: boolean;
  answered?: (answer: 'ok' | 'forgotten' | 'closed') => void;
}

const kept = 200;

/** All numbered lines since the numbers began, at most 200: Marlin may ask for any of them again. */
export interface History {
  /** the first line is always one that sets the number */
  readonly empty: boolean;
  readonly all: readonly Sent[];
  readonly next: number;
  add(line: Sent): void;
  /** @returns the lines from this number on; undefined where it was never sent, or is too long ago */
  from(number: number): readonly Sent[] | undefined;
  /** the next line sets the number again */
  clear(): void;
}

/** Far from 1, which a Marlin that has just started asks for: so a restart is never taken for a lost line. */
const firstNumber = 1000;

export function createHistory(): History {
  let lines: Sent[] = [];
  let next = firstNumber;
  return {
    get empty() {
      return lines.length === 0;
    },
    get all() {
      return lines;
    },
    get next() {
      return next;
    },
    add: (line) => {
      lines.push(line);
      if (lines.length > kept) lines = lines.slice(-kept);
      next++;
    },
    from: (number) => {
      const index = lines.findIndex((line) => line.number === number);
      return index < 0 ? undefined : lines.slice(index);
    },
    clear: () => {
      lines = [];
    },
  };
}

/** A line with its number, and the exclusive or of all characters before the star. */
export function numbered(number: number, command: string): string {
  const text = `N${number} ${command}`;
  let sum = 0;
  for (const char of text) sum ^= char.charCodeAt(0);
  return `${text}*${sum}`;
}
