/** One letter and its number. */
export interface Word {
  readonly letter: string;
  readonly value: number;
}

const number = /[+-]?(?:\d+\.?\d*|\.\d+)/y;

/** Reads a number at a place in the text, as Grbl does: no exponents. @returns undefined where there is none */
export function readNumber(text: string, at: number): { readonly value: number; readonly end: number } | undefined {
  number.lastIndex = at;
  const match = number.exec(text);
  return match === null ? undefined : { value: Number(match[0]), end: number.lastIndex };
}

/** @returns the words of a line, or Grbl's error code: 1 where a letter is missing, 2 where a number is */
export function readWords(text: string): readonly Word[] | number {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (letter < 'A' || letter > 'Z') return 1;
    const read = readNumber(text, at + 1);
    if (read === undefined) return 2;
    words.push({ letter, value: read.value });
    at = read.end;
  }
  return words;
}
