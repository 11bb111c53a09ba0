import { describe, expect, it } from 'vitest';
import type { Sound } from '../../../scenes/kit/scene.ts';
import { createCrossing } from '../../../stage/pages/wall/crossing.ts';
import { createOrigin } from '../../../stage/pages/wall/origin.ts';
import { modern } from '../../../stage/pages/wall/transitions/library.ts';
import { createVoices } from '../../../stage/pages/wall/voices.ts';
import { stageFrame } from '../../support/stage-frame.ts';

const moment = stageFrame({ time: 1 });

/** Follows a show whose transition takes so long, from the moment that the picture was ready. */
function follow(seconds: number, readyS: number, gentle = false): number[] {
  const told = (t: number): number | null => (t < seconds ? t / seconds : null);
  const crossing = createCrossing(told(readyS), gentle);
  return Array.from({ length: 60 * 6 }, (_, n) => crossing.step(told(readyS + n / 60), 1 / 60));
}

describe('a crossing', () => {
  it('follows the show, and is over soon after it', () => {
    const shares = follow(4, 0);
    expect(shares[120]).toBeGreaterThan(0.45);
    expect(shares[120]).toBeLessThan(0.51);
    expect(shares.indexOf(1) / 60).toBeLessThan(4.5);
  });
  it('makes of what is left the whole of it, where the picture came late', () => {
    const shares = follow(4, 2);
    expect(shares[0]).toBeLessThan(0.02);
    expect(shares[60]).toBeGreaterThan(0.42);
    expect(shares[60]).toBeLessThan(0.52);
  });
  it('never leaps and never goes back, even where the show is over already', () => {
    for (const shares of [follow(4, 0), follow(4, 3.9), follow(4, 9)])
      for (const [n, share] of shares.entries()) {
        const before = shares[n - 1] ?? 0;
        expect(share).toBeGreaterThanOrEqual(before);
        expect(share - before).toBeLessThan(0.03);
      }
    expect(follow(4, 9).at(-1)).toBe(1);
  });
  it('takes three seconds at least for whoever asked for less motion', () => {
    expect(follow(1, 0, true).indexOf(1)).toBeGreaterThan(3 * 60);
  });
});

describe('where a transition begins', () => {
  it('is where something last happened, and after a while beside the lamp again', () => {
    const origin = createOrigin();
    const unasked = origin.at();
    origin.see({ ...moment, time: 5, events: [{ kind: 'drop', x: 0.2, y: 0.7, strength: 1, paint: 'red' }] });
    expect(origin.at()).toEqual({ x: 0.2, y: 0.7 });
    origin.see({ ...moment, time: 40 });
    expect(origin.at()).toEqual(unasked);
  });
});

describe('the sounds of two scenes', () => {
  const voice = () => {
    const told = { level: 0, steps: 0, disposed: 0 };
    const sound: Sound = {
      step: () => void told.steps++,
      setMaster(level) {
        told.level = level;
      },
      dispose: () => void told.disposed++,
    };
    return { told, sound };
  };

  it('cross over at equal power, with the picture', () => {
    const [a, b] = [voice(), voice()];
    const voices = createVoices();
    voices.lead('a');
    voices.add('a', a.sound);
    for (let n = 0; n < 60; n++) voices.step(moment, moment, 1, 0.8, 1 / 60, true);
    expect(a.told.level).toBeCloseTo(0.8, 2);
    voices.lead('b');
    voices.add('b', b.sound);
    for (let n = 0; n < 60; n++) voices.step(moment, moment, 0, 0.8, 1 / 60, true);
    expect([a.told.level, b.told.level]).toEqual([expect.closeTo(0.8, 2), 0]);
    for (const share of [0.25, 0.5, 0.75]) {
      for (let n = 0; n < 90; n++) voices.step(moment, moment, share, 0.8, 1 / 60, true);
      expect(a.told.level ** 2 + b.told.level ** 2).toBeCloseTo(0.64, 2);
    }
    voices.dispose();
    expect([a.told.disposed, b.told.disposed]).toEqual([1, 1]);
  });

  it('let the old one go when the wall has gone over, though the new one is not there yet', () => {
    const a = voice();
    const voices = createVoices();
    voices.lead('a');
    voices.add('a', a.sound);
    for (let n = 0; n < 60; n++) voices.step(moment, moment, 1, 1, 1 / 60, true);
    voices.lead('b');
    for (let n = 0; n < 120; n++) voices.step(moment, moment, 1, 1, 1 / 60, true);
    expect(a.told.level).toBe(0);
    const steps = a.told.steps;
    voices.step(moment, moment, 1, 1, 1 / 60, true);
    expect(a.told.steps).toBe(steps);
    voices.dispose();
    expect(a.told.disposed).toBe(1);
  });
});

describe('a transition of the library, made modern', () => {
  it('has its parameters at their defaults, whichever way they are written', () => {
    const glsl = modern('uniform float size; // = 0.2\nuniform ivec2 cells; // = ivec2(10, 10);\nuniform bool flip/* = true */;\n');
    expect(glsl).toContain('const float size = float(0.2);');
    expect(glsl).toContain('const ivec2 cells = ivec2(ivec2(10, 10));');
    expect(glsl).toContain('const bool flip = bool(true);');
    expect(glsl).not.toContain('uniform');
  });
  it('computes outside of functions nothing that is not constant', () => {
    const glsl = modern('float s = pow(progress, 3.0);\nvec4 transition(vec2 uv) {\nfloat t = s;\nreturn vec4(t);\n}\n');
    expect(glsl).toContain('#define s (pow(progress, 3.0))');
    expect(glsl).toContain('float t = s;');
  });
});
