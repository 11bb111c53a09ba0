import { z } from 'zod';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import type { Stroke } from '../../engine/stroke.ts';
import type { Entry } from './chain.ts';
import { strokesDigest } from './digest.ts';
import { readDatabase } from './read-database.ts';
import { readLedger } from './store.ts';

/** A performance that is recorded in a ledger. */
export interface RunSummary {
  readonly run: number;
  readonly title: string;
  /** ISO 8601, by the clock of the machine that played it */
  readonly began: string;
  readonly steps: number;
  readonly inputs: number;
  readonly strokes: number;
}

/** What a recording begins with; its inputs follow. */
export interface RunHead extends RunSummary {
  readonly programme: Programme;
  /** SHA-256, hex, over the strokes that were made; of one that cannot be read, `damaged`: no replay is the same as that */
  readonly digest: string;
}

const beginSchema = z.object({ run: z.number().int(), programme: programmeSchema });
/** What says how far a performance went: the same that a replay goes by. */
const WITNESSES = ['stroke/proposed', 'show/mark', 'show/end', 'input'] as const;

interface Begin {
  readonly seq: number;
  readonly at: number;
  readonly body: string;
}
interface Begun extends RunSummary {
  readonly programme: Programme;
  /** of its first entry */
  readonly seq: number;
}

/**
 * The performances of a ledger, in their order. One whose beginning cannot be read is left out.
 *
 * One show at a time writes a ledger, so that a performance is a stretch of it: everything is counted in an index alone, and
 * a ledger of weeks takes milliseconds, also while a show writes it.
 */
export const listRuns = (file: string): RunSummary[] => begunRuns(file).map(({ programme: _programme, seq: _seq, ...summary }) => summary);

function begunRuns(file: string): Begun[] {
  const db = readDatabase(file);
  try {
    const count = db.prepare<[string, number, number], { n: number }>(
      'SELECT COUNT(*) AS n FROM entries WHERE kind = ? AND seq > ? AND seq < ?',
    );
    const last = db.prepare<[string, number, number], { step: number }>(
      'SELECT step FROM entries WHERE kind = ? AND seq > ? AND seq < ? ORDER BY seq DESC LIMIT 1',
    );
    // of one moment, whatever a show writes meanwhile: what was counted belongs together
    db.exec('BEGIN');
    const begins = db.prepare<[], Begin>("SELECT seq, at, body FROM entries WHERE kind = 'show/begin' ORDER BY seq").all();
    return begins.flatMap(({ seq, at, body }, n) => {
      const begun = readBody(body);
      if (begun === null) return [];
      const until = begins[n + 1]?.seq ?? Number.MAX_SAFE_INTEGER;
      const { run, programme } = begun;
      return [
        {
          run,
          seq,
          programme,
          title: programme.title,
          began: new Date(at).toISOString(),
          steps: Math.max(0, ...WITNESSES.map((kind) => last.get(kind, seq, until)?.step ?? 0)),
          inputs: count.get('input', seq, until)?.n ?? 0,
          strokes: count.get('stroke/proposed', seq, until)?.n ?? 0,
        },
      ];
    });
  } finally {
    db.close();
  }
}

function readBody(body: string): z.infer<typeof beginSchema> | null {
  try {
    return beginSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** Characters of a piece of a recording: large enough for the wire, small enough for the show that plays meanwhile. */
const PIECE = 1 << 16;
/** Entries read before whoever else has something to do may do it. */
const TURN = 500;
const turn = (): Promise<void> => new Promise((go) => setImmediate(go));

/**
 * A recording as lines of JSON: its head, then `[step, input]` for each input in order. It reads by a connection of its own and
 * gives way often, since a show may be playing in the same process.
 *
 * @returns null where there is no such performance
 */
export function recordingLines(file: string, run: number): AsyncGenerator<string> | null {
  const begun = begunRuns(file).find((one) => one.run === run);
  return begun === undefined ? null : lines(file, begun);
}

function strokeOf({ body }: Pick<Entry, 'body'>): Stroke | null {
  try {
    return Object(JSON.parse(body));
  } catch {
    return null;
  }
}

async function* lines(file: string, { seq, ...begun }: Begun): AsyncGenerator<string> {
  const ledger = readLedger(file);
  const entries = (kind: string, count: number) => ledger.read({ kinds: [kind], run: begun.run, after: seq, limit: count });
  try {
    const digest = strokesDigest();
    let read = 0;
    let whole = true;
    for (const entry of entries('stroke/proposed', begun.strokes)) {
      const stroke = strokeOf(entry);
      if (stroke === null) whole = false;
      else digest.add(stroke);
      if (++read % TURN === 0) await turn();
    }
    const head: RunHead = { ...begun, digest: whole ? digest.hex() : 'damaged' };
    let piece = `${JSON.stringify(head)}\n`;
    for (const { body, step } of entries('input', begun.inputs)) {
      piece += `[${step},${body}]\n`;
      if (++read % TURN === 0) await turn();
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  } finally {
    ledger.close();
  }
}
