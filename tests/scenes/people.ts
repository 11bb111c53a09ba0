import fc from 'fast-check';
import type { Gesture, Person } from '../../engine/people.ts';
import type { Easel } from '../../scenes/kit/easel.ts';

const palette = [
  { id: 'black', name: 'Black', rgb: [20, 20, 20] },
  { id: 'red', name: 'Red', rgb: [200, 60, 30] },
] satisfies Easel['palette'];

/** Canvases of several sizes; one whose brush is nearly as wide as it is, and one whose brushes have other names. */
export const easels: readonly [Easel, ...Easel[]] = [
  {
    canvas: { widthMm: 700, heightMm: 500 },
    palette,
    brushes: [
      { id: 'mop', widthMm: 16 },
      { id: 'rigger', widthMm: 5 },
    ],
  },
  { canvas: { widthMm: 20, heightMm: 24 }, palette: palette.slice(0, 1), brushes: [{ id: 'mop', widthMm: 18 }] },
  { canvas: { widthMm: 4000, heightMm: 900 }, palette, brushes: [{ id: 'broom', widthMm: 90 }] },
];

/** A hand in the middle of the wall, open and moving; name what differs. */
export const hand = (differs: Partial<Person> = {}): Person => ({
  id: 'hand-1',
  kind: 'hand',
  at: { x: 0.5, y: 0.5 },
  tip: differs.at ?? { x: 0.5, y: 0.5 },
  velocity: { x: 0.05, y: 0 },
  span: 0.15,
  openness: 1,
  grip: false,
  pressure: 0.5,
  stillS: 0,
  paint: 'red',
  ...differs,
});

/** Who is there in one step, and what they did since the last. */
export interface Moment {
  readonly people: readonly Person[];
  readonly gestures: readonly Gesture[];
}

const wild = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -3, 1e9) },
);
const place = fc.record({ x: wild, y: wild });
const who = fc.integer({ min: 0, max: 50 }).map((n) => `p${n}`);
const paint = fc.constantFrom('black', 'red', 'no-such-paint');
const person: fc.Arbitrary<Person> = fc.record({
  id: who,
  kind: fc.constantFrom('hand', 'pointer', 'phone', 'generator'),
  at: place,
  tip: place,
  velocity: place,
  span: wild,
  openness: wild,
  grip: fc.boolean(),
  pressure: wild,
  stillS: fc.oneof(wild, fc.double({ min: 0, max: 30, noNaN: true })),
  paint,
});
const gesture: fc.Arbitrary<Gesture> = fc.record({
  kind: fc.constantFrom('enter', 'leave', 'pinch', 'release', 'still'),
  person: who,
  at: place,
  paint,
});

/** People drift towards where they are next seen, as tracked ones do; now and then one leaps, or is gone. */
function between(a: Person, b: Person, t: number): Person {
  const mix = (from: number, to: number): number => from + (to - from) * t;
  const path = (from: Person['at'], to: Person['at']) => ({ x: mix(from.x, to.x), y: mix(from.y, to.y) });
  return { ...a, at: path(a.at, b.at), tip: path(a.tip, b.tip) };
}

/** Some seconds of people coming, going, gripping and letting go, most of it plausible and some of it not. */
export const crowd: fc.Arbitrary<readonly Moment[]> = fc
  .array(fc.tuple(fc.array(person, { maxLength: 5 }), fc.array(gesture, { maxLength: 3 }), fc.integer({ min: 1, max: 60 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((scenes) =>
    scenes.flatMap(([people, gestures, steps], i) => {
      const later = scenes[i + 1]?.[0] ?? people;
      return Array.from({ length: steps }, (_, n) => ({
        people: people.map((one, k) => between(one, later[k] ?? one, n / steps)),
        gestures: n === 0 ? gestures : [],
      }));
    }),
  );
