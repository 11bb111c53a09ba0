/** A command as Marlin reads it: its letter, its number, and what follows each further letter (null: the letter alone). */
export interface Command {
  /** without line number and checksum, for `Unknown command` */
  readonly text: string;
  /** `G1`, `M114`, or '' where it is none */
  readonly code: string;
  readonly words: ReadonlyMap<string, number | null>;
}

/** Reads a line that has passed its checks. Never throws. */
export function readCommand(line: string): Command {
  const text = line
    .replace(/^ *(?:N[-\d]+ *)?/i, '')
    .replace(/ *\*.*$/, '')
    .trimEnd();
  const head = /^([GMT]) *(\d+)(?:\.\d+)?/i.exec(text);
  if (head === null) return { text, code: '', words: new Map() };
  const words = new Map<string, number | null>();
  for (const [, letter = '', value = ''] of text.slice(head[0].length).matchAll(/([A-Z]) *([-+]?\d*\.?\d*)/gi)) {
    const number = Number(value);
    words.set(letter.toUpperCase(), value === '' || !Number.isFinite(number) ? null : number);
  }
  return { text, code: `${head[1]?.toUpperCase()}${Number(head[2])}`, words };
}
