import type { PaintedPiece } from '../../../engine/painting/piece.ts';

export const authorKinds = ['hand', 'phone', 'pointer', 'generator', 'other'] as const;
export type AuthorKind = (typeof authorKinds)[number];

/** @returns what kind of participant a pseudonym names: `phone-k7f2` is a phone */
export function authorKind(author: string): AuthorKind {
  const head = author.split('-')[0];
  return authorKinds.find((kind) => kind === head) ?? 'other';
}

/** @returns a pseudonym short enough for a list: its kind, and the beginning of its name */
export const shortName = (author: string): string => {
  const [kind = '', ...rest] = author.split('-');
  const name = rest.join('-');
  return name === '' ? kind : `${kind} ${name.slice(0, 4)}`;
};

/** @returns how many strokes each kind of participant has on the canvas; kinds with none are left out */
export function strokesByKind(pieces: readonly PaintedPiece[]): readonly (readonly [AuthorKind, number])[] {
  const authors = new Map(pieces.map((piece) => [piece.stroke, authorKind(piece.author)]));
  const counts = new Map<AuthorKind, number>();
  for (const kind of authors.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return authorKinds.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [[kind, count] as const];
  });
}
