import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureOf } from '../../../devices/kinematics/figure.ts';
import type { Figure, Member, Place3 } from '../../../devices/kinematics/figure-member.ts';
import type { Joints } from '../../../devices/kinematics/kinematics.ts';
import { type Arm, anyJoints, armOf, arms, must } from './arms.ts';

const apart = (a: Place3, b: Place3): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const lengthOf = ({ from, to }: Member): number => apart(from, to);
/** Stances with joints within their limits, at which the links meet. */
function stances({ machine, kinematics }: Arm, seed: number): { readonly joints: Joints; readonly figure: Figure }[] {
  return fc.sample(anyJoints(kinematics), { seed, numRuns: 400 }).flatMap((joints) => {
    const figure = figureOf(machine.kinematics, kinematics, joints);
    return figure.ok ? [{ joints, figure: figure.value }] : [];
  });
}
const brushOf = ({ members }: Figure): Member => {
  const brush = members.at(-1);
  if (brush === undefined) throw new Error('the figure has no members');
  return brush;
};
const linksOf = ({ members }: Figure): Member[] => members.filter(({ kind }) => kind === 'link');

describe.each(arms.map((arm) => [arm.id, arm] as const))('the figure of %s', (_, arm) => {
  const seen = stances(arm, 11);

  it('ends with the brush, where forward kinematics say that it is', () => {
    expect(seen.length).toBeGreaterThan(100);
    for (const { joints, figure } of seen) {
      const { x, y, z } = must(arm.kinematics.forward(joints));
      const brush = brushOf(figure);
      expect(brush.kind).toBe('brush');
      expect(apart(brush.to, [x, y, z])).toBeLessThan(1e-6);
    }
  });

  it('has the same members, as long and as thick, in every stance', () => {
    const [first] = seen;
    if (first === undefined) throw new Error('no stance was found');
    for (const { figure } of seen) {
      expect(figure.members.map(({ kind, radiusMm }) => [kind, radiusMm])).toEqual(
        first.figure.members.map(({ kind, radiusMm }) => [kind, radiusMm]),
      );
      for (const [index, one] of figure.members.entries()) {
        const other = first.figure.members[index];
        expect(other === undefined ? Number.NaN : Math.abs(lengthOf(one) - lengthOf(other))).toBeLessThan(1e-6);
        expect(lengthOf(one)).toBeGreaterThan(1);
      }
    }
  });
});

describe('the links of a figure', () => {
  it.each(['scara-500', 'uarm-swift', 'mearm', 'six-axis'])('hang together on %s, one at the end of another', (id) => {
    for (const { figure } of stances(armOf(id), 12)) {
      const links = linksOf(figure);
      for (const [index, one] of links.slice(1).entries()) expect(apart(one.from, links[index]?.to ?? [0, 0, 0])).toBeLessThan(1e-9);
    }
  });

  it('are as long as the description says', () => {
    const long = (id: string): number[] => {
      const [one] = stances(armOf(id), 13);
      return one === undefined ? [] : linksOf(one.figure).map((link) => Number(lengthOf(link).toFixed(6)));
    };
    expect(long('scara-500').slice(1)).toEqual([250, 250]);
    expect(long('fivebar').filter((_, index) => index % 3 !== 0)).toEqual([200, 300, 200, 300]);
    expect(long('uarm-swift')).toEqual([106.1, 13.2, 142.07, 158.81, 56.55]);
    expect(long('six-axis')).toEqual([500, 40, 400, 25, 380, 70]);
  });

  it('meet at the brush on a five-bar, both distal links at one point', () => {
    for (const { figure } of stances(armOf('fivebar'), 14)) {
      const [, , left, , , right] = linksOf(figure);
      if (left === undefined || right === undefined) throw new Error('a five-bar has six links');
      expect(apart(left.to, right.to)).toBeLessThan(1e-6);
      expect(left.to.slice(0, 2)).toEqual(brushOf(figure).to.slice(0, 2));
    }
  });

  it('carry the brush of a gantry through the carriage, at every height', () => {
    for (const { figure } of stances(armOf('virtual-easel'), 15)) {
      const brush = brushOf(figure);
      const carriage = linksOf(figure).at(-1);
      const level = carriage?.from[2] ?? Number.NaN;
      expect(brush.from[2]).toBeGreaterThan(level);
      expect(brush.to[2]).toBeLessThan(level);
    }
  });
});
