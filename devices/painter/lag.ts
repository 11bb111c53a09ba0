import type { BrushProfile } from './brush.ts';
import type { Vertex } from './simplify.ts';

/** corners sharper than this are swung round; flatter ones are cut by the handle, which moves the contact by less than r·(1 − cos) */
const smoothDeg = 20;
/** the handle swings round a corner in straight steps of at most so much */
const swingDeg = 15;

/** A place of the brush: where it touches, and where its handle is over the canvas, mm. */
export interface Held extends Vertex {
  readonly handleX: number;
  readonly handleY: number;
}

/**
 * Where the handle must go for the contact to follow a path. The contact is drawn behind the handle like a trailer
 * (a tractrix), so the handle is ahead of it by the lag at its depth, in the direction in which the contact moves:
 *
 * - it comes down on the begin itself, and draws the lag out while the contact stays there and the brush is pressed in;
 * - at a corner it swings round the contact, which stays;
 * - at the end the brush straightens as it is lifted, and the handle goes back by as much, so that nothing is painted beyond.
 *
 * @param path - of the contact, from `brushPath`: at least two places
 * @returns one place or more for each of the path; the same places where the brush has no lag
 * @see FIELD.md §5: turning like a tractrix
 */
export function* heldPath(path: readonly Vertex[], profile: BrushProfile): Generator<Held, void> {
  const straight = (vertex: Vertex): Held => ({ ...vertex, handleX: vertex.x, handleY: vertex.y });
  const first = path[0];
  if (first !== undefined && profile.lagMm(first.depth) > 0) yield { ...straight(first), depth: 0 };
  for (const [i, vertex] of path.entries()) {
    const lag = profile.lagMm(vertex.depth);
    if (lag === 0) {
      yield straight(vertex);
      continue;
    }
    const before = path[i - 1];
    const after = path[i + 1];
    const into = before === undefined ? undefined : headingOf(before, vertex);
    const out = after === undefined ? into : headingOf(vertex, after);
    const from = into ?? out ?? 0;
    const turn = Math.atan2(Math.sin((out ?? from) - from), Math.cos((out ?? from) - from));
    for (const heading of headings(from, turn))
      yield { ...vertex, handleX: vertex.x + lag * Math.cos(heading), handleY: vertex.y + lag * Math.sin(heading) };
  }
}

const headingOf = (a: Vertex, b: Vertex): number => Math.atan2(b.y - a.y, b.x - a.x);

/** Directions that the handle takes at a corner, one after the other, radians. */
function headings(from: number, turn: number): number[] {
  const deg = Math.abs((turn * 180) / Math.PI);
  if (deg <= smoothDeg) return [from + turn / 2];
  const steps = Math.ceil(deg / swingDeg);
  return Array.from({ length: steps + 1 }, (_, i) => from + (turn * i) / steps);
}
