import { describe, expect, it } from 'vitest';
import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import { shortName, strokesByKind } from '../../../stage/pages/shared/authors.ts';
import { createPaintingFeed, missingFrom, pieceKey } from '../../../stage/pages/shared/painting-feed.ts';
import type { PaintingView } from '../../../stage/protocol/messages.ts';

const piece = (stroke: string, fromMm = 0, author = 'phone-a'): PaintedPiece => ({
  stroke,
  author,
  paint: 'vermilion',
  brush: 'mop',
  points: [
    [0, 0, 0.5],
    [10, 0, 0.5],
  ],
  fromMm,
  loadFrom: 1,
  loadTo: 0.9,
});
const view = (pieces: readonly PaintedPiece[], widthMm = 700): PaintingView => ({
  seed: 7,
  canvas: { widthMm, heightMm: 500 },
  palette: [],
  brushes: [],
  pieces,
});

/** A feed whose answers are given by hand, with what its shower was told. */
function feed() {
  const answers: ((view: PaintingView) => void)[] = [];
  const told: string[] = [];
  const made = createPaintingFeed(() => new Promise((answer) => answers.push(answer)));
  made.attach({
    begin: ({ pieces }) => told.push(`begin ${pieces.map(pieceKey).join(' ')}`.trim()),
    add: (one) => told.push(`add ${pieceKey(one)}`),
  });
  const answer = async (whole: PaintingView): Promise<void> => {
    answers.shift()?.(whole);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { made, told, answer };
}

describe('the painting that a page shows', () => {
  it('begins with the whole and grows by the news', async () => {
    const { made, told, answer } = feed();
    made.refresh();
    await answer(view([piece('s-1')]));
    made.add(piece('s-2'));
    expect(told).toEqual(['begin s-1@0', 'add s-2@0']);
  });

  it('shows a piece once that came by socket before the whole did', async () => {
    const { made, told, answer } = feed();
    made.refresh();
    made.add(piece('s-1'));
    made.add(piece('s-2'));
    await answer(view([piece('s-1')]));
    expect(told).toEqual(['begin s-1@0', 'add s-2@0']);
  });

  it('adds only what it missed while it was away', async () => {
    const { made, told, answer } = feed();
    made.refresh();
    await answer(view([piece('s-1')]));
    made.refresh();
    await answer(view([piece('s-1'), piece('s-1', 10), piece('s-2')]));
    expect(told).toEqual(['begin s-1@0', 'add s-1@10', 'add s-2@0']);
  });

  it('begins anew when the server shows another painting', async () => {
    const { made, told, answer } = feed();
    made.refresh();
    await answer(view([piece('s-1')]));
    made.refresh();
    await answer(view([]));
    made.refresh();
    await answer(view([], 300));
    expect(told).toEqual(['begin s-1@0', 'begin', 'begin']);
  });

  it('knows another painting by a piece that is not there any more', () => {
    expect(missingFrom(new Set(['s-1@0']), [piece('s-2')])).toBeNull();
  });
});

describe('who painted', () => {
  it('is named in few letters in a list', () => {
    expect(['phone-7u6nhjlj5h', 'hand-3', 'generator'].map(shortName)).toEqual(['phone 7u6n', 'hand 3', 'generator']);
  });

  it('is counted in strokes, not in pieces, by kind of participant', () => {
    const pieces = [piece('s-1'), piece('s-1', 10), piece('s-2', 0, 'hand-3'), piece('s-3', 0, 'generator'), piece('s-4', 0, 'artist')];
    expect(strokesByKind(pieces)).toEqual([
      ['hand', 1],
      ['phone', 1],
      ['generator', 1],
      ['other', 1],
    ]);
  });
});
