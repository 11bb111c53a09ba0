import { describe, expect, it } from 'vitest';
import { type BodiesInput, type BodySeen, inputSchema } from '../../../engine/input.ts';
import { bodiesInput, bodyAt, recordedBodies } from '../../support/bodies.ts';
import { playRecording } from '../../support/gesture-films/play.ts';

const FPS = 15;
/** A camera's frames of bodies that are where a function of the seconds says. */
const film = (seconds: number, at: (second: number) => BodySeen[]): BodiesInput[] =>
  Array.from({ length: seconds * FPS }, (_, i) => bodiesInput(Math.round((i * 1000) / FPS), ...at(i / FPS)));
const played = (seconds: number, at: (second: number) => BodySeen[]) => playRecording(film(seconds, at), 0);
const during = (second: number, from: number, to: number): number => Math.min(1, Math.max(0, (second - from) / (to - from)));

describe('a body', () => {
  it('is an input that the ledger keeps, and one landmark too few is refused', () => {
    const input = bodiesInput(0, bodyAt(0.5));
    expect(inputSchema.parse(JSON.parse(JSON.stringify(input)))).toEqual(input);
    const short = { ...input, bodies: [{ ...bodyAt(0.5), landmarks: bodyAt(0.5).landmarks.slice(3) }] };
    expect(inputSchema.safeParse(short).success).toBe(false);
  });

  it('leans where the wall shows it, mirrored, and is told once for each lean', () => {
    const { gestures } = played(6, (s) => [
      bodyAt(0.5, { leanDeg: 20 * (during(s, 1, 1.5) - during(s, 2.5, 3)) - 22 * during(s, 4, 4.5) }),
    ]);
    expect(gestures).toEqual([
      expect.objectContaining({ kind: 'lean', way: 'left', person: 'body-1' }),
      expect.objectContaining({ kind: 'lean', way: 'right', person: 'body-1' }),
    ]);
  });

  it('is told nothing while it sways', () => {
    expect(
      played(10, (s) => [bodyAt(0.5 + 0.02 * Math.sin(s), { leanDeg: 4 * Math.sin(2 * s), trunk: 0.3 + 0.01 * Math.sin(3 * s) })]).gestures,
    ).toEqual([]);
  });

  it('comes nearer: told for each quarter that it becomes larger, and not when it goes away', () => {
    const kinds = (at: (s: number) => number) => played(8, (s) => [bodyAt(0.5, { trunk: at(s) })]).gestures.map(({ kind }) => kind);
    expect(kinds((s) => 0.2 + 0.16 * during(s, 2, 4))).toEqual(['approach', 'approach']);
    expect(kinds((s) => 0.36 - 0.16 * during(s, 2, 4))).toEqual([]);
  });

  it('raises an arm above its shoulder within 200 ms, and says nothing of an arm that is not seen', () => {
    const { gestures } = played(4, (s) => [bodyAt(0.5, { reach: -0.9 + 1.4 * during(s, 1, 1.5) })]);
    expect(gestures.map(({ kind }) => kind)).toEqual(['raise']);
    expect(gestures[0]?.time).toBeLessThan(1.7);
    expect(played(4, (s) => [bodyAt(0.5, { reach: -0.9 + 1.4 * during(s, 1, 1.5), hidden: true })]).gestures).toEqual([]);
  });
});

describe('bodies', () => {
  it('keep who they are beside one another and through a short loss', () => {
    const { crowds } = played(4, (s) => (s > 2 && s < 2.6 ? [bodyAt(0.7)] : [bodyAt(0.3 + 0.02 * s), bodyAt(0.7)]));
    expect(crowds.at(-1)?.bodies.map(({ id, x }) => [id, x.value > 0.5])).toEqual([
      ['body-1', true],
      ['body-2', false],
    ]);
  });

  it('are somebody: the room is not empty, though no hand is seen', () => {
    const { crowds } = played(25, () => [bodyAt(0.3)]);
    expect(crowds.at(-1)?.gathering.attract).toBe(false);
    expect(crowds.at(-1)?.gathering.centre.x).toBeGreaterThan(0.6);
    expect(played(25, () => []).crowds.at(-1)?.gathering.attract).toBe(true);
  });
});

describe('a body that the real tracker saw', () => {
  const { acts, frames } = recordedBodies();
  const { gestures } = playRecording(frames);
  const during = (from: number, until: number) => gestures.filter(({ time }) => time >= from && time < until);

  it.each(acts.filter(({ kind }) => kind === 'lean'))(
    'leans to the $way once, and is told so before a third of a second has passed',
    (act) => {
      const told = during(act.from, act.until);
      expect(told).toEqual([expect.objectContaining({ kind: 'lean', way: act.way, person: 'body-1' })]);
      expect(told[0]?.time).toBeLessThan(act.reached + 0.3);
    },
  );

  it('comes nearer, and nothing else is told of it', () => {
    const [near] = acts.filter(({ kind }) => kind === 'approach');
    const told = during(near?.from ?? 0, near?.until ?? 0);
    expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['approach']));
    // by four fifths: two quarters and a bit, though the tracker's measure trembles
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.length).toBeLessThanOrEqual(3);
    expect(gestures).toHaveLength(2 + told.length);
  });
});
