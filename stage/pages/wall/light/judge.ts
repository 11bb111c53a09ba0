import { chromaOf, type Light, linearOf, luminanceOf, wcag } from './wcag.ts';

/** Flashes in the worst second that was looked at. */
export interface Verdict {
  readonly general: number;
  readonly red: number;
}

/** Watches one place and counts its flashes, as WCAG 2.3.1 does. It shares nothing with the limiter that it judges. */
export interface Watch {
  /** @param timeS - later than the last */
  look(timeS: number, light: Light): void;
  verdict(): Verdict;
}

/** Opposing changes in any second make half as many flashes: a flash is a pair. */
function createTally(): { add(timeS: number): void; worst(): number } {
  const recent: number[] = [];
  let most = 0;
  return {
    add(timeS) {
      while ((recent[0] ?? timeS) <= timeS - wcag.windowS + 1e-6) recent.shift();
      recent.push(timeS);
      most = Math.max(most, recent.length);
    },
    worst: () => Math.floor(most / 2),
  };
}

/** Rises and falls of ≥ 10 % whose darker end is dark enough, each from the last extreme. */
function createGeneral() {
  const tally = createTally();
  // lowest since the last fall, highest since the last rise
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let rising: boolean | null = null;
  return {
    worst: tally.worst,
    look(timeS: number, luminance: number): void {
      low = Math.min(low, luminance);
      high = Math.max(high, luminance);
      if (rising !== true && luminance - low >= wcag.change && low < wcag.dark) {
        rising = true;
        high = luminance;
        tally.add(timeS);
      } else if (rising !== false && high - luminance >= wcag.change && luminance < wcag.dark) {
        rising = false;
        low = luminance;
        tally.add(timeS);
      }
    },
  };
}

/** Changes to or from a saturated red, each from the farthest colour of the one before. */
function createRed() {
  const tally = createTally();
  let before: ReturnType<typeof chromaOf> | null = null;
  let here: ReturnType<typeof chromaOf> | null = null;
  const apart = (a: NonNullable<typeof here>, b: NonNullable<typeof here>): number => Math.hypot(a.u - b.u, a.v - b.v);
  return {
    worst: tally.worst,
    look(timeS: number, light: Light): void {
      const now = chromaOf(light);
      if (here === null) here = now;
      else if (apart(here, now) > wcag.chroma && (here.redness >= wcag.red || now.redness >= wcag.red)) {
        before = here;
        here = now;
        tally.add(timeS);
      } else if (before !== null && apart(before, now) > apart(before, here)) here = now;
    },
  };
}

export function createWatch(): Watch {
  const general = createGeneral();
  const red = createRed();
  return {
    look(timeS, light) {
      general.look(timeS, luminanceOf(light));
      red.look(timeS, light);
    },
    verdict: () => ({ general: general.worst(), red: red.worst() }),
  };
}

/** Watches every pixel of a picture: no mean hides a part of the wall. */
export function createJudge(pixels: number): { look(timeS: number, rgba: ArrayLike<number>): void; verdict(): Verdict } {
  const watches = Array.from({ length: pixels }, createWatch);
  const linear = Float64Array.from({ length: 256 }, (_, code) => linearOf(code));
  const last = new Int32Array(pixels).fill(-1);
  return {
    look(timeS, rgba) {
      for (const [n, watch] of watches.entries()) {
        const [r = 0, g = 0, b = 0] = [rgba[4 * n], rgba[4 * n + 1], rgba[4 * n + 2]];
        const code = (r << 16) | (g << 8) | b;
        // what stays as it is changes nothing
        if (code === last[n]) continue;
        last[n] = code;
        watch.look(timeS, [linear[r] ?? 0, linear[g] ?? 0, linear[b] ?? 0]);
      }
    },
    verdict: () =>
      watches.reduce<Verdict>(
        (worst, watch) => {
          const { general, red } = watch.verdict();
          return { general: Math.max(worst.general, general), red: Math.max(worst.red, red) };
        },
        { general: 0, red: 0 },
      ),
  };
}
