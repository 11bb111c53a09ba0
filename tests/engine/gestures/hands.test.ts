import { describe, expect, it } from 'vitest';
import { noPinch, stepPinch } from '../../../engine/gestures/detectors/pinch.ts';
import { type HandFeatures, handFeatures } from '../../../engine/gestures/features.ts';
import { seeHands, type TrackedHand } from '../../../engine/gestures/hands.ts';
import { type OneEuro, oneEuro } from '../../../engine/gestures/one-euro.ts';
import { createRandom } from '../../../engine/random.ts';
import { handAt, handsInput } from '../../support/hands.ts';

describe('features of a hand', () => {
  it('mirrors the camera: a hand at the left of the image is at the right of the wall', () => {
    const { palm } = handFeatures(handAt(0.2, 0.3), 4 / 3);
    expect(palm.x).toBeCloseTo(0.8, 1);
    expect(palm.y).toBeCloseTo(0.7, 1);
  });

  it('tells a pinch from an open hand by the gap between thumb and index', () => {
    expect(handFeatures(handAt(0.5, 0.5, { gap: 0.05 }), 4 / 3).pinchRatio).toBeLessThan(0.15);
    expect(handFeatures(handAt(0.5, 0.5, { gap: 1 }), 4 / 3).pinchRatio).toBeGreaterThan(0.8);
  });

  it('does not change with the distance to the camera', () => {
    const near = handFeatures(handAt(0.5, 0.5, { gap: 0.5, palm: 0.3 }), 4 / 3).pinchRatio;
    const far = handFeatures(handAt(0.5, 0.5, { gap: 0.5, palm: 0.08 }), 4 / 3).pinchRatio;
    expect(near).toBeCloseTo(far, 5);
  });
});

describe('pinch', () => {
  const seen = (pinchRatio: number, fingers: HandFeatures['fingers'] = [0.95, 1.3, 1.3, 1.3], slim = 0.7) => ({
    pinchRatio,
    fingers,
    slim,
  });

  it('needs a moment to close and a wider gap to open again', () => {
    const closed = stepPinch(stepPinch(noPinch, seen(0.05), 0.02), seen(0.05), 0.02);
    expect(closed.on).toBe(true);
    expect(stepPinch(stepPinch(closed, seen(0.4), 0.1), seen(0.4), 0.1).on).toBe(true);
    expect(stepPinch(stepPinch(closed, seen(0.6), 0.03), seen(0.6), 0.03).on).toBe(false);
  });

  it('ignores a single wrong frame', () => {
    const glitch = stepPinch(stepPinch(noPinch, seen(0.1), 0.016), seen(0.9), 0.016);
    expect(glitch).toEqual(noPinch);
  });

  it('is none where all fingers are stretched, nor of a hand seen on edge: thumb and index only lie before one another', () => {
    expect(stepPinch(noPinch, seen(0.1), 0.1).on).toBe(true);
    expect(stepPinch(noPinch, seen(0.1, [1.27, 1.3, 1.3, 1.3]), 0.1).on).toBe(false);
    expect(stepPinch(noPinch, seen(0.1, [1.24, 1.22, 1.02, 0.97]), 0.1).on).toBe(true);
    expect(stepPinch(noPinch, seen(0.1, [0.95, 1.3, 1.3, 1.3], 0.2), 0.1).on).toBe(false);
  });

  it('may be wider where nothing else can be meant: the index alone is bent', () => {
    expect(stepPinch(noPinch, seen(0.33), 0.1).on).toBe(true);
    expect(stepPinch(noPinch, seen(0.33, [0.95, 0.9, 0.9, 0.9]), 0.1).on).toBe(false);
  });

  it('does not come of a fist whose index is seen to reach out, until another finger has left the palm', () => {
    const fist = stepPinch(noPinch, seen(0.8, [0.6, 0.5, 0.4, 0.5]), 0.1);
    const reaching = stepPinch(fist, seen(0.1, [1.05, 0.5, 0.4, 0.5]), 0.2);
    expect(reaching.on).toBe(false);
    expect(stepPinch(reaching, seen(0.1, [0.95, 0.9, 0.4, 0.5]), 0.2).on).toBe(true);
  });
});

describe('One Euro filter', () => {
  it('quiets a trembling hand and follows a fast one', () => {
    const random = createRandom(5);
    const tuning = { minCutoffHz: 1.6, beta: 4 };
    let still: OneEuro | null = null;
    let spread = 0;
    for (let i = 0; i < 200; i++) {
      still = oneEuro(still, 0.5 + random.normal(0, 0.01), 1 / 15, tuning);
      if (i > 50) spread = Math.max(spread, Math.abs(still.value - 0.5));
    }
    expect(spread).toBeLessThan(0.02);
    let fast: OneEuro | null = null;
    for (let i = 0; i < 30; i++) fast = oneEuro(fast, i / 30, 1 / 30, tuning);
    expect(29 / 30 - (fast?.value ?? 0)).toBeLessThan(0.06);
  });
});

describe('following hands', () => {
  const run = (frames: ReturnType<typeof handsInput>[]) => {
    let all: { hands: readonly TrackedHand[]; next: number } = { hands: [], next: 1 };
    for (const [i, frame] of frames.entries()) all = seeHands(all.hands, frame, i * 4, all.next);
    return all.hands;
  };

  it('keeps who is who while two hands cross, even when the side label flickers', () => {
    const frames = Array.from({ length: 30 }, (_, i) => {
      const a = handAt(0.2 + i * 0.02, 0.4, { side: i % 4 === 0 ? 'right' : 'left' });
      const b = handAt(0.8 - i * 0.02, 0.6);
      return i % 2 === 0 ? handsInput(i * 66, a, b) : handsInput(i * 66, b, a);
    });
    const hands = run(frames);
    expect(hands.map((hand) => hand.id)).toEqual(['hand-1', 'hand-2']);
    expect(hands[0]?.palmX.value).toBeLessThan(0.35);
    expect(hands[1]?.palmX.value).toBeGreaterThan(0.65);
  });

  it('counts a hand that the tracker found twice once', () => {
    expect(run([handsInput(0, handAt(0.5, 0.5), handAt(0.505, 0.5, { side: 'left' }))])).toHaveLength(1);
  });

  it('takes a hand that jumps across the wall for another one', () => {
    const hands = run([handsInput(0, handAt(0.1, 0.5)), handsInput(66, handAt(0.9, 0.5))]);
    expect(hands.map((hand) => hand.id)).toEqual(['hand-1', 'hand-2']);
  });
});
