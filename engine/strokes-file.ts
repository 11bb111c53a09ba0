import { z } from 'zod';
import { brushesSchema, paletteSchema } from './palette.ts';
import { done, type Refusal, type Result, refused } from './result.ts';
import type { Stroke } from './stroke.ts';

const coordinate = z.number();
const mostPoints = 200_000;
const strokeSchema = z.object({
  id: z.string().min(1).max(80),
  /** id in the palette */
  paint: z.string().min(1).max(40),
  /** id among the brushes */
  brush: z.string().min(1).max(40),
  author: z.string().min(1).max(80),
  /** x and y in canvas mm, origin bottom left, and pressure 0..1 */
  points: z
    .array(z.tuple([coordinate, coordinate, z.number().min(0).max(1)]))
    .min(1)
    .max(mostPoints),
});

const frame = {
  $schema: z.string().optional(),
  version: z.literal(1),
  canvas: z.object({ widthMm: z.number().min(20).max(10_000), heightMm: z.number().min(20).max(10_000) }),
  palette: paletteSchema,
  brushes: brushesSchema,
};

/** A picture as strokes, `*.strokes.json`: what `paint` makes and `stream` paints. */
export const strokesFileSchema = z.object({ ...frame, strokes: z.array(strokeSchema).max(100_000) });
export type StrokesFile = z.infer<typeof strokesFileSchema>;

/** The same, with strokes not looked at yet: a bad one is refused by itself, and the rest goes on. */
const outerSchema = z.object({ ...frame, strokes: z.array(z.unknown()).max(100_000) });

export interface ReadStrokes {
  readonly file: Omit<StrokesFile, 'strokes'>;
  readonly strokes: readonly Stroke[];
  readonly refused: readonly { readonly stroke: string; readonly why: Refusal }[];
}

/**
 * Reads a strokes file. What is wrong with the file as a whole refuses it; a stroke that does not fit is refused alone.
 *
 * @param value - parsed JSON
 * @param name - of the file, for the refusal
 */
export function readStrokes(value: unknown, name: string): Result<ReadStrokes> {
  const outer = outerSchema.safeParse(value);
  if (!outer.success)
    return refused('strokes/invalid', `${name}: ${firstIssue(outer.error, value)}`, 'Correct that field of the strokes file.');
  const strokes: Stroke[] = [];
  const out: { stroke: string; why: Refusal }[] = [];
  const ids = new Set<string>();
  for (const [index, entry] of outer.data.strokes.entries()) {
    const points = pointsOf(entry);
    if (points > mostPoints) {
      // not looked at one by one: that many take longer than anybody waits
      out.push({ stroke: idOf(entry) ?? `strokes.${index}`, why: tooMany(`${name}: strokes.${index}`, points) });
      continue;
    }
    const parsed = strokeSchema.safeParse(entry);
    const problem = !parsed.success
      ? firstIssue(parsed.error, entry)
      : ids.has(parsed.data.id)
        ? `id "${parsed.data.id}" is in the file twice.`
        : undefined;
    if (parsed.success && problem === undefined) {
      ids.add(parsed.data.id);
      strokes.push({ ...parsed.data, cause: 'file', scene: 'file', step: index });
    } else {
      const why = { code: 'stroke/invalid', text: `${name}: strokes.${index}: ${problem}`, remedy: 'Correct that field of the stroke.' };
      out.push({ stroke: idOf(entry) ?? `strokes.${index}`, why });
    }
  }
  const { strokes: _, ...file } = outer.data;
  return done({ file, strokes, refused: out });
}

const fieldOf = (entry: unknown, name: string): unknown =>
  typeof entry === 'object' && entry !== null ? Object.entries(entry).find(([key]) => key === name)?.[1] : undefined;
const pointsOf = (entry: unknown): number => {
  const points = fieldOf(entry, 'points');
  return Array.isArray(points) ? points.length : 0;
};
const idOf = (entry: unknown): string | undefined => {
  const id = fieldOf(entry, 'id');
  return typeof id === 'string' && id !== '' ? id.slice(0, 80) : undefined;
};

const tooMany = (where: string, points: number): Refusal => ({
  code: 'stroke/too-long',
  text: `${where}: points is a list of ${points}, and a stroke has ${mostPoints} at most.`,
  remedy: 'Leave out points nearer to one another than the brush is wide, or cut it into several strokes.',
});

/** The first thing that does not fit: its field, the value received, and what was expected. */
function firstIssue(error: z.ZodError, value: unknown): string {
  const issue = error.issues[0];
  const path = issue?.path ?? [];
  let received = value;
  for (const key of path)
    received =
      typeof received === 'object' && received !== null ? Object.entries(received).find(([name]) => name === String(key))?.[1] : undefined;
  const text = Array.isArray(received) && received.length > 20 ? `a list of ${received.length}` : (JSON.stringify(received) ?? 'missing');
  return `${path.length === 0 ? 'the whole' : path.map(String).join('.')} is ${text.length > 60 ? `${text.slice(0, 57)}…` : text}: ${issue?.message ?? 'it does not fit'}.`;
}
