import { describe, expect, it } from 'vitest';
import { isExternal } from '../support/browser.ts';
import { pinchAndCarry, pinchAndCarryScript } from '../support/rendered-hand/pinch-and-carry.ts';
import { poses } from '../support/rendered-hand/poses.ts';
import { type HandTrack, momentAt } from '../support/rendered-hand/script.ts';

const track: HandTrack = {
  side: 'right',
  keys: [
    { at: 1, pose: 'open', x: 0.2, y: 0.4 },
    { at: 2, pose: 'pinch', x: 0.4, y: 0.4 },
    { at: 3, pose: 'pinch', x: 0.6, y: 0.4 },
  ],
};

describe('a hand that follows a script', () => {
  it('is where its keys say, and stays there before the first and after the last', () => {
    expect([0, 1, 2, 3, 9].map((time) => momentAt(track, time).x)).toEqual([0.2, 0.2, 0.4, 0.6, 0.6]);
  });

  it('holds a pose only between two keys of the same one', () => {
    expect([0.5, 1.5, 2.5, 5].map((time) => momentAt(track, time).held)).toEqual(['open', undefined, 'pinch', 'pinch']);
  });

  it('is halfway from one pose to the other in the middle', () => {
    expect(momentAt(track, 1.5).shape.curl[1][0]).toBeCloseTo(poses.pinch.curl[1][0] / 2);
  });

  it('refuses a track without keys', () => {
    expect(() => momentAt({ side: 'right', keys: [] }, 0)).toThrow(RangeError);
  });
});

describe('the film of a pinch', () => {
  const hand = pinchAndCarryScript.hands[0];
  const at = (time: number) => {
    if (hand === undefined) throw new Error('The script has no hand.');
    return momentAt(hand, time);
  };

  it('begins and ends with the hand out of sight in one place, so that its loop has no seam', () => {
    expect(at(0).y).toBeGreaterThan(1.3);
    expect(at(pinchAndCarry.seconds)).toEqual(at(0));
  });

  it('pinches, carries and rests when and where it says', () => {
    const { pinches, carries, staysOpen } = pinchAndCarry;
    expect(at((pinches.from + pinches.to) / 2)).toMatchObject({ held: 'pinch', ...pinches.at });
    expect(at(carries.to - 0.001).held).toBe('pinch');
    expect(at(carries.to).x - at(carries.from).x).toBeCloseTo(carries.by);
    for (const time of [staysOpen.from, staysOpen.to - 0.001]) expect(at(time)).toMatchObject({ held: 'open', ...staysOpen.at });
  });
});

describe('an address', () => {
  it.each(['https://example.com/', 'wss://example.com/', 'http://192.168.1.2/'])('of another machine is external: %s', (address) => {
    expect(isExternal(address)).toBe(true);
  });

  it.each(['http://127.0.0.1:1/', 'ws://localhost:1/', 'http://[::1]:1/', 'blob:http://localhost/x', 'data:text/plain,x'])(
    'of this one is not: %s',
    (address) => {
      expect(isExternal(address)).toBe(false);
    },
  );
});
