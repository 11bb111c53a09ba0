/** Where everything lies on the timeline, CSS px. */
export interface Lanes {
  readonly width: number;
  readonly height: number;
  /** left of the lanes: their names */
  readonly gutter: number;
  readonly ruler: Band;
  readonly cues: Band;
  readonly gestures: Band;
  readonly strokes: Band;
  readonly crowd: Band;
}
export interface Band {
  readonly top: number;
  readonly height: number;
}

const GAP = 8;
const heights = { ruler: 28, cues: 34, gestures: 80, strokes: 40, crowd: 58 } as const;

export const lanesHeight = Object.values(heights).reduce((sum, height) => sum + height + GAP, -GAP);

/** @param width - of the whole timeline */
export function layLanes(width: number): Lanes {
  let top = 0;
  const band = (height: number): Band => {
    const laid = { top, height };
    top += height + GAP;
    return laid;
  };
  const ruler = band(heights.ruler);
  const cues = band(heights.cues);
  const gestures = band(heights.gestures);
  const strokes = band(heights.strokes);
  const crowd = band(heights.crowd);
  return { width, height: lanesHeight, gutter: width < 600 ? 80 : 104, ruler, cues, gestures, strokes, crowd };
}
