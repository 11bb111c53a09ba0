import { type ReadonlySignal, signal } from '@preact/signals';
import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import type { PaintingView } from '../../protocol/messages.ts';

const RETRY_MS = 2000;

/** Pieces are told apart by their stroke and where along it they begin. */
export const pieceKey = (piece: PaintedPiece): string => `${piece.stroke}@${piece.fromMm}`;

/**
 * What a fresh look at the painting adds to the pieces already shown.
 *
 * @returns the pieces not shown yet, or null when something shown is not in the painting any more: then it is another painting
 */
export function missingFrom(shown: ReadonlySet<string>, fresh: readonly PaintedPiece[]): readonly PaintedPiece[] | null {
  const keys = new Set(fresh.map(pieceKey));
  for (const key of shown) if (!keys.has(key)) return null;
  return fresh.filter((piece) => !shown.has(pieceKey(piece)));
}

/** Whatever shows a painting: it is begun with the whole, then told piece by piece. */
export interface Shower {
  begin(view: PaintingView): void;
  add(piece: PaintedPiece): void;
}

export interface PaintingFeed {
  /** counts every change, so that a caption knows when to count anew */
  readonly changes: ReadonlySignal<number>;
  pieces(): readonly PaintedPiece[];
  /** Looks at the whole painting anew: on joining, and after each reconnection. */
  refresh(): void;
  add(piece: PaintedPiece): void;
  /** @returns what takes the shower away again */
  attach(shower: Shower): () => void;
  dispose(): void;
}

/**
 * Keeps showers up to date: the whole by HTTP, the news by socket, each piece once, whichever comes first.
 *
 * @param look - fetches the painting as it stands; rejects where it cannot, and is asked again later
 */
export function createPaintingFeed(look: (signal: AbortSignal) => Promise<PaintingView>): PaintingFeed {
  const changes = signal(0);
  const showers = new Set<Shower>();
  let view: PaintingView | null = null;
  let pieces: PaintedPiece[] = [];
  let shown = new Set<string>();
  let asking: AbortController | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  /** news that came while the whole was being asked for: the answer may or may not hold it */
  let early: PaintedPiece[] = [];

  const add = (piece: PaintedPiece): void => {
    if (asking !== null) early.push(piece);
    const key = pieceKey(piece);
    if (view === null || shown.has(key)) return;
    shown.add(key);
    pieces.push(piece);
    for (const shower of showers) shower.add(piece);
    changes.value++;
  };

  const settle = (fresh: PaintingView): void => {
    const recent = early;
    early = [];
    asking = null;
    const recentKeys = new Set(recent.map(pieceKey));
    const settled = new Set([...shown].filter((key) => !recentKeys.has(key)));
    const missing = view !== null && sameGround(view, fresh) ? missingFrom(settled, fresh.pieces) : null;
    if (missing === null) {
      view = fresh;
      pieces = [...fresh.pieces];
      shown = new Set(pieces.map(pieceKey));
      for (const shower of showers) shower.begin({ ...fresh, pieces });
      changes.value++;
    }
    for (const piece of [...(missing ?? []), ...recent]) add(piece);
  };

  const refresh = (): void => {
    clearTimeout(retry);
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    look(mine.signal).then(
      (fresh) => {
        if (asking === mine) settle(fresh);
      },
      () => {
        if (asking !== mine) return;
        asking = null;
        retry = setTimeout(refresh, RETRY_MS);
      },
    );
  };

  return {
    changes,
    pieces: () => pieces,
    refresh,
    add,
    attach(shower) {
      showers.add(shower);
      if (view !== null) shower.begin({ ...view, pieces });
      return () => showers.delete(shower);
    },
    dispose() {
      clearTimeout(retry);
      asking?.abort();
      asking = null;
      showers.clear();
    },
  };
}

const sameGround = (a: PaintingView, b: PaintingView): boolean =>
  JSON.stringify([a.seed, a.canvas, a.palette, a.brushes]) === JSON.stringify([b.seed, b.canvas, b.palette, b.brushes]);

/** The painting as the server has it. */
export async function lookAtPainting(signal: AbortSignal): Promise<PaintingView> {
  const response = await fetch('/api/painting.json', { signal });
  if (!response.ok) throw new Error(`/api/painting.json answered ${response.status}`);
  return response.json();
}
