import { describe, expect, it } from 'vitest';
import { nearOf, nearRuleSchema, nobodyNear, stepNearness } from '../../engine/nearness.ts';
import { programmeSchema } from '../../engine/programme.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };

const rule = { nearSpan: 0.2, insideSpan: 0.35, clearS: 2 };
const dt = 1 / 60;

/** @param spans - [span, s] in turn @returns what is said after each */
function play(...spans: readonly (readonly [span: number, s: number])[]) {
  let state = nobodyNear;
  return spans.map(([span, s]) => {
    for (let i = 0; i < Math.round(s / dt); i++) state = stepNearness(state, span, dt, rule);
    return nearOf(state);
  });
}

describe('nearness', () => {
  it('is said in the very step in which a hand is large enough', () => {
    expect(play([0.19, 1], [0.2, dt], [0.35, dt])).toEqual(['clear', 'near', 'inside']);
  });

  it('is taken back only after two seconds of nobody', () => {
    expect(play([0.3, 1], [0, 1.9], [0, 0.1])).toEqual(['near', 'near', 'clear']);
  });

  it('begins its two seconds anew with each glimpse', () => {
    expect(play([0.4, 1], [0, 1.9], [0.4, dt], [0, 1.9], [0, 0.2])).toEqual(['inside', 'inside', 'inside', 'inside', 'clear']);
  });

  it('does not stutter with a hand that trembles about the threshold', () => {
    expect(play([0.2, dt], [0.18, 10], [0.169, 2])).toEqual(['near', 'near', 'clear']);
  });

  it('goes from inside to near while the hand is still near', () => {
    expect(play([0.4, 1], [0.25, 2], [0.25, 10], [0, 2])).toEqual(['inside', 'near', 'near', 'clear']);
  });
});

describe('the option of the programme', () => {
  const safety = (camera: unknown) => programmeSchema.safeParse({ ...builtIn, safety: { camera } });
  it('is absent by default, and clears after two seconds unless told', () => {
    expect(programmeSchema.parse(builtIn).safety).toBeUndefined();
    expect(nearRuleSchema.parse({ nearSpan: 0.2, insideSpan: 0.35 }).clearS).toBe(2);
    expect(safety(rule).success).toBe(true);
  });
  it.each([
    ['nearSpan', 0],
    ['nearSpan', '0.2'],
    ['insideSpan', 0.1],
    ['insideSpan', Number.NaN],
    ['clearS', -1],
    ['clearS', 61],
  ])('is refused for %s = %s, by its field', (field, value) => {
    expect(safety({ ...rule, [field]: value }).error?.issues[0]?.path).toEqual(['safety', 'camera', field]);
  });
});
