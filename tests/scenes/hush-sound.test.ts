import { describe, expect, it } from 'vitest';
import { empty, type Feel, feelOn } from '../../scenes/hush/sound/feel.ts';
import type { StageFrame } from '../../scenes/kit/scene.ts';
import { stageFrame } from '../support/stage-frame.ts';
import { hand } from './people.ts';

function lasting(seconds: number, what: StageFrame, from: Feel = empty): Feel {
  let feel = from;
  for (let i = 0; i < seconds * 60; i++) feel = feelOn(feel, what, 1 / 60);
  return feel;
}

const moving = stageFrame({ presence: 1, people: [hand({ velocity: { x: 0.6, y: 0.3 } })] });
const resting = stageFrame({ presence: 1, people: [hand({ velocity: { x: 0, y: 0 }, stillS: 4 })] });
const drop = { kind: 'drop', x: 0.5, y: 0.5, strength: 1, paint: 'red' };

describe('what the instruments of hush are told', () => {
  it('is nothing while nobody is there', () => {
    expect(lasting(3, stageFrame())).toEqual(empty);
  });

  it('is much motion and no stillness where hands move, the reverse where one rests', () => {
    const [stirred, still] = [lasting(3, moving), lasting(3, resting)];
    expect(stirred.motion).toBeGreaterThan(0.5);
    expect(stirred.stillness).toBeLessThan(0.05);
    expect(still.motion).toBeLessThan(0.05);
    expect(still.stillness).toBeGreaterThan(0.8);
  });

  it('draws the bow sooner than it lets go', () => {
    const full = lasting(5, moving).motion;
    const drawn = lasting(0.3, moving).motion;
    const left = lasting(0.3, resting, lasting(5, moving)).motion;
    expect(drawn).toBeGreaterThan(full * 0.6);
    expect(left).toBeGreaterThan(full * 0.6);
  });

  it('thickens with drops and with drawing, and clears within a minute', () => {
    const inked = feelOn(empty, stageFrame({ events: [drop, drop] }), 1 / 60);
    expect(inked.density).toBeGreaterThan(0.3);
    expect(lasting(2, stageFrame({ people: [hand({ grip: true })] })).density).toBeGreaterThan(0.2);
    expect(lasting(60, stageFrame(), inked).density).toBeLessThan(0.02);
  });

  it('stays within 0 and 1, and finite, whatever arrives', () => {
    const wild = stageFrame({
      presence: Number.NaN,
      people: [hand({ velocity: { x: Number.POSITIVE_INFINITY, y: -9 }, openness: Number.NaN, stillS: Number.NaN, grip: true })],
      events: Array.from({ length: 40 }, () => ({ ...drop, strength: 99 })),
    });
    for (const value of Object.values(lasting(1, wild))) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });
});
