import { type BodyFilmOrder, DRAWN_A_SECOND } from './body-film.ts';
import type { Stance } from './rendered-body/figure.ts';

/** 0 before the first moment, 1 after the second, eased between them. */
const between = (s: number, from: number, to: number): number => {
  const way = Math.min(1, Math.max(0, (s - from) / (to - from)));
  return (1 - Math.cos(Math.PI * way)) / 2;
};
const drawn = (seconds: number, at: (second: number) => readonly (Stance | null)[]): BodyFilmOrder => ({
  width: 640,
  height: 480,
  stances: Array.from({ length: seconds * DRAWN_A_SECOND }, (_, i) => at(i / DRAWN_A_SECOND)),
});
const atEase = { x: 0.5, y: 0.72, trunk: 0.25, leanDeg: 0, raised: 0 } satisfies Stance;

/** What the visitor of the film does: moments in s since it begins. A machine that draws by software looks once or twice a second. */
export const visit = { seconds: 30, leans: 4, upright: 8, nearer: 11, there: 13, raises: 16, lowers: 20, goes: 23 } as const;

/** Somebody leans to the picture's right (the wall's left), comes nearer, raises both hands, and goes. Then nobody is there. */
export const visitFilm: BodyFilmOrder = drawn(visit.seconds, (s) => {
  if (s >= visit.goes) return [null];
  const near = between(s, visit.nearer, visit.there);
  return [
    {
      ...atEase,
      y: atEase.y + 0.13 * near,
      trunk: atEase.trunk * (1 + 0.5 * near),
      leanDeg: 24 * (between(s, visit.leans, visit.leans + 0.8) - between(s, visit.upright - 0.8, visit.upright)),
      raised: between(s, visit.raises, visit.raises + 1) - between(s, visit.lowers, visit.lowers + 1),
    },
  ];
});

/** Two walk past one another, the nearer one in front; for half a second the farther one is hidden. */
export const crossingFilm: BodyFilmOrder = drawn(8, (s) => {
  const way = between(s, 1.5, 5.5);
  return [
    { ...atEase, x: 0.22 + 0.56 * way, trunk: 0.22 },
    { ...atEase, x: 0.78 - 0.56 * way, y: 0.78, trunk: 0.28 },
  ];
});
