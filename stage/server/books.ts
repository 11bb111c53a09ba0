import { z } from 'zod';
import type { StrokeLife } from '../../devices/process/messages.ts';
import type { PaintedPiece } from '../../engine/painting/piece.ts';
import { lengthMm, type Stroke } from '../../engine/stroke.ts';
import type { Entry } from '../ledger/chain.ts';
import { readEntry } from '../ledger/entry.ts';
import type { Mine, QueuedStroke } from '../protocol/messages.ts';

type Life = 'proposed' | StrokeLife['kind'];
/** Lives after which nothing more happens to a stroke. */
export const OVER: readonly Life[] = ['painted', 'withdrawn', 'refused'];

/** What phones are told of a time to wait, s: every second of it would be a message to each of them. */
const ETA_GRAIN_S = 10;

interface Line {
  readonly stroke: Stroke;
  life: Life;
  /** arc length known painted, mm */
  doneMm: number;
}

/** Ledger kinds that the books are kept in. */
export const BOOK_KINDS = ['stroke/proposed', 'stroke/life', 'painted', 'canvas/new'] as const;

const lifeSchema = z.object({ kind: z.enum(['queued', 'sent', 'painted', 'withdrawn', 'aborted', 'refused']), stroke: z.string() });
const points = z.array(z.tuple([z.number(), z.number(), z.number()]));
const marked = { author: z.string(), paint: z.string(), brush: z.string(), points };
const strokeSchema = z.object({ id: z.string(), scene: z.string(), step: z.number(), cause: z.string(), ...marked });
const pieceSchema = z.object({ stroke: z.string(), fromMm: z.number(), loadFrom: z.number(), loadTo: z.number(), ...marked });

/**
 * The books of one canvas: every stroke with its life, and every piece that was seen painted. Rebuilt from the ledger.
 * What is over is kept apart, and only how it ended: an evening paints ten thousand strokes, and every step asks what is open.
 */
export function createBooks() {
  let lines = new Map<string, Line>();
  let ends = new Map<string, Life>();
  let endings = new Map<Life, number>();
  let paintedBy = new Map<string, number>();
  let pieces: PaintedPiece[] = [];
  const end = ({ stroke }: Line, life: Life): void => {
    lines.delete(stroke.id);
    ends.set(stroke.id, life);
    endings.set(life, (endings.get(life) ?? 0) + 1);
    if (life === 'painted') paintedBy.set(stroke.author, (paintedBy.get(stroke.author) ?? 0) + 1);
  };
  const books = {
    propose: (stroke: Stroke): void => {
      lines.set(stroke.id, { stroke, life: 'proposed', doneMm: 0 });
    },
    live(id: string, life: Life): void {
      const line = lines.get(id);
      if (line === undefined) return;
      if (OVER.includes(life)) end(line, life);
      else line.life = life;
    },
    paint(piece: PaintedPiece): void {
      pieces.push(piece);
      const line = lines.get(piece.stroke);
      if (line) line.doneMm = Math.max(line.doneMm, piece.fromMm + lengthMm(piece.points));
    },
    newCanvas(): void {
      lines = new Map();
      ends = new Map();
      endings = new Map();
      paintedBy = new Map();
      pieces = [];
    },
    /** take an entry of the ledger into the books @throws EntryFault where it is none of theirs */
    remember(entry: Entry): void {
      readEntry(entry, (body) => {
        if (entry.kind === 'stroke/proposed') books.propose(strokeSchema.parse(body));
        if (entry.kind === 'painted') books.paint(pieceSchema.parse(body));
        if (entry.kind === 'canvas/new') books.newCanvas();
        if (entry.kind !== 'stroke/life') return;
        const life = lifeSchema.parse(body);
        books.live(life.stroke, life.kind);
      });
    },
    pieces: (): readonly PaintedPiece[] => pieces,
    lifeOf: (id: string): Life | null => lines.get(id)?.life ?? ends.get(id) ?? null,
    /** how many strokes are not over yet */
    left: (): number => lines.size,
    /** what is not over yet, in order, each with how much of it is known painted */
    open: (): readonly { readonly stroke: Stroke; readonly fromMm: number }[] =>
      [...lines.values()].map((line) => ({ stroke: line.stroke, fromMm: line.doneMm })),
    queue: (): readonly QueuedStroke[] =>
      [...lines.values()].map(({ stroke, life }) => ({
        id: stroke.id,
        author: stroke.author,
        paint: stroke.paint,
        cause: stroke.cause,
        lengthMm: Math.round(lengthMm(stroke.points)),
        life: life === 'sent' ? 'sent' : 'queued',
      })),
    count: (life: Life): number => {
      let n = endings.get(life) ?? 0;
      for (const line of lines.values()) if (line.life === life) n++;
      return n;
    },
    /** where one participant's strokes are on their way @param etas - s until each stroke at the arm is painted */
    mine(author: string, etas: ReadonlyMap<string, number>): Mine {
      const mine: { -readonly [K in keyof Mine]: Mine[K] } = {
        ...{ waiting: 0, painting: 0, ahead: 0, etaS: null },
        painted: paintedBy.get(author) ?? 0,
      };
      let ahead = 0;
      for (const { stroke, life } of lines.values()) {
        const own = stroke.author === author;
        if (own && life === 'sent') mine.painting++;
        if (life === 'proposed' && !own) continue;
        if (own && life !== 'sent' && mine.waiting++ === 0) {
          mine.ahead = ahead;
          const etaS = etas.get(stroke.id);
          mine.etaS = etaS === undefined ? null : ETA_GRAIN_S * Math.ceil(etaS / ETA_GRAIN_S);
        }
        ahead++;
      }
      return mine;
    },
  };
  return books;
}
export type Books = ReturnType<typeof createBooks>;
