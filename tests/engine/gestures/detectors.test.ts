import { describe, expect, it } from 'vitest';
import type { HandSeen, HandsInput } from '../../../engine/input.ts';
import type { Gesture } from '../../../engine/people.ts';
import { createRandom, type Random } from '../../../engine/random.ts';
import { readFixture } from '../../support/gesture-films/fixture.ts';
import { playRecording } from '../../support/gesture-films/play.ts';

/** Said of anybody who is there. */
const always = new Set(['enter', 'leave', 'still', 'release']);
const nameOf = (gesture: Gesture): string =>
  gesture.kind === 'swipe' || gesture.kind === 'lean' ? `${gesture.kind} ${gesture.way}` : gesture.kind;

const recorded = (name: string) => {
  const fixture = readFixture(name);
  const { gestures, crowds } = playRecording(fixture.frames);
  const told = gestures.filter(({ kind }) => !always.has(kind));
  return { fixture, crowds, told, names: told.map(nameOf) };
};

const kindsOf = (frames: readonly HandsInput[]): string[] =>
  playRecording(frames)
    .gestures.map(({ kind }) => kind)
    .filter((kind) => !always.has(kind));

function trembling(hand: HandSeen, aspect: number, random: Random): HandSeen {
  const [x = 0, y = 0] = hand.landmarks;
  const palm = Math.hypot(((hand.landmarks[27] ?? 0) - x) * aspect, (hand.landmarks[28] ?? 0) - y);
  return { ...hand, landmarks: hand.landmarks.map((value) => value + random.normal(0, 0.02 * palm)) };
}

/** Milliseconds from the moment that an act was done until it was told. */
function delays(name: string): number[] {
  const { fixture, told } = recorded(name);
  return fixture.acts.flatMap((act) => {
    const found = told.find((gesture) => gesture.kind === act.kind && gesture.time >= act.from && gesture.time <= act.until + 0.3);
    return act.kind === 'rest' ? [] : [found ? (found.time - act.reached) * 1000 : Number.POSITIVE_INFINITY];
  });
}

describe('a rendered hand before the real tracker', () => {
  it.each(['poses', 'poses-left'])('is told each pose that it takes, once, and nothing at rest: %s', (name) => {
    expect(recorded(name).names).toEqual(['open', 'fist', 'point', 'victory', 'pinch']);
  });

  it('is told where it swipes, and not that it comes back', () => {
    expect(recorded('swipes').names).toEqual(['open', 'swipe left', 'swipe right', 'swipe up', 'swipe down']);
  });

  it.each(['wave', 'push', 'raise'])('is told that it does one thing: %s', (name) => {
    expect(recorded(name).names.filter((told) => told !== 'open')).toEqual([name]);
  });

  it.each(['poses', 'poses-left', 'swipes', 'push', 'raise'])('is told within 120 ms of having done it: %s', (name) => {
    expect(Math.max(...delays(name))).toBeLessThanOrEqual(120);
  });

  it.each([60, 96, 132])('gives the tempo that it beats, from the fourth beat on: %i', (bpm) => {
    const { told, names } = recorded(`conduct-${bpm}`);
    expect(new Set(names)).toEqual(new Set(['conduct']));
    expect(told.length).toBeGreaterThanOrEqual(4);
    for (const gesture of told) {
      if (gesture.kind !== 'conduct') continue;
      expect(Math.abs(gesture.bpm / bpm - 1)).toBeLessThan(0.03);
      expect(gesture.dynamics).toBeGreaterThan(0.1);
    }
  });

  it('beats louder the deeper it beats', () => {
    const loud = (name: string) => recorded(name).told.flatMap((gesture) => (gesture.kind === 'conduct' ? [gesture.dynamics] : []));
    expect(Math.min(...loud('conduct-60'))).toBeGreaterThan(Math.max(...loud('conduct-132')));
  });

  it('is told nothing while it only drifts, fidgets and scratches', () => {
    expect(recorded('idle').names).toEqual([]);
  });

  it('makes the same gestures of every frame and of none twice: a recording plays the same', () => {
    expect(recorded('swipes').told).toEqual(recorded('swipes').told);
  });
});

describe('hands that no threshold was first set by', () => {
  it('are told as open though their fingers are short and not quite straight', () => {
    expect(recorded('short-fingers').names).toEqual(['open']);
  });

  it('are told a pinch, and no fist beside it, though their other fingers are half or wholly closed', () => {
    expect(recorded('careless').names).toEqual(['pinch', 'fist', 'point', 'pinch']);
  });

  it('are told a fist, and no pinch, where tilt and side light make its index seem to reach for the thumb', () => {
    expect(recorded('tilted').names).toEqual(['fist', 'point', 'victory', 'pinch']);
  });

  it.each(['talking', 'turning'])('are told nothing while somebody talks with them: %s', (name) => {
    expect(recorded(name).names).toEqual([]);
  });
});

describe('what a camera makes of a hand in a poor light', () => {
  it.each(['poses', 'poses-left'])('is told the same with noise of a fiftieth of a palm in every landmark: %s', (name) => {
    const random = createRandom(11);
    const { frames } = readFixture(name);
    const noisy = frames.map((frame) => ({ ...frame, hands: frame.hands.map((hand) => trembling(hand, frame.aspect, random)) }));
    expect(kindsOf(noisy)).toEqual(['open', 'fist', 'point', 'victory', 'pinch']);
  });

  it('keeps its name when it swipes and every third frame or so is missing', () => {
    const { frames } = readFixture('swipes');
    for (let seed = 1; seed <= 6; seed++) {
      const random = createRandom(seed);
      const { gestures } = playRecording(frames.filter(() => random.next() > 0.33));
      expect(gestures.filter(({ kind }) => kind === 'enter')).toHaveLength(1);
    }
  });
});

describe('two rendered hands', () => {
  it('are one person who spreads them, with a value that grows and falls with the distance', () => {
    const { told, crowds } = recorded('spread');
    expect(crowds[59]?.pairs).toEqual([expect.objectContaining({ left: 'hand-1', right: 'hand-2' })]);
    const values = told.flatMap((gesture) => (gesture.kind === 'spread' ? [gesture.value] : []));
    expect(values.length).toBeGreaterThan(3);
    expect(Math.max(...values)).toBeGreaterThan(Math.min(...values) + 0.3);
    expect(told.filter(({ kind }) => kind !== 'spread' && kind !== 'open')).toEqual([]);
  });

  it('keep who they are while they cross', () => {
    const { crowds } = recorded('crossing');
    const places = (second: number) => crowds[Math.round(second * 60)]?.people.map(({ id, at }) => [id, at.x > 0.5 ? 'right' : 'left']);
    const [first, second] = crowds[30]?.people ?? [];
    const rightmost = (first?.at.x ?? 0) > (second?.at.x ?? 0) ? first?.id : second?.id;
    const start = places(0.6);
    expect(start).toHaveLength(2);
    expect(places(2.6)).toEqual(start?.map(([id, side]) => [id, side === 'right' ? 'left' : 'right']));
    expect(places(4.3)).toEqual(start);
    expect(rightmost).toBe(start?.find(([, side]) => side === 'right')?.[0]);
  });
});

describe('a hand that the camera loses', () => {
  it('is the same one after 300 ms, also while it moves', () => {
    const { frames } = readFixture('wave');
    for (const from of [400, 900, 1300, 2000]) {
      const lossy = frames.map((frame) => (frame.t >= from && frame.t < from + 300 ? { ...frame, hands: [] } : frame));
      const { crowds, gestures } = playRecording(lossy, 0);
      expect(crowds.at(-1)?.hands.map(({ id }) => id)).toEqual(['hand-1']);
      expect(gestures.map(({ kind }) => kind)).not.toContain('leave');
    }
  });

  it('has left after half a second', () => {
    const { frames } = readFixture('wave');
    const { gestures } = playRecording(
      frames.filter(({ t }) => t < 1000),
      1,
    );
    expect(gestures.at(-1)?.kind).toBe('leave');
  });
});
