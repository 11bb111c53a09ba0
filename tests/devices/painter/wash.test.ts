import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ragPerRim, rimOf, waterPerRim } from '../../../devices/machine.ts';
import type { Motion } from '../../../devices/painter/motion.ts';
import { checkEasel } from '../../../devices/painter/place.ts';
import { cleanHand, type Hand, unknownHand } from '../../../devices/painter/plan.ts';
import { anyStroke, easel, paintable, planAll } from './easel.ts';

const { machine } = easel;
const { wash } = machine;
if (wash === undefined) throw new Error('the virtual easel has lost its water');
const line = (mm: number, paint = 'black') =>
  paintable(
    [
      [50, 50, 0.5],
      [50 + mm, 50, 0.5],
    ],
    { paint },
  );

/** How often the brush goes down into the water, and is drawn over the rag. */
function rounds(motions: readonly Motion[]): { readonly plunges: number; readonly jitters: number; readonly wipes: number } {
  const legs = motions.map((motion, i) => ({ motion, before: motions[i - 1] }));
  const flat = legs.filter(({ motion, before }) => motion.to.z === before?.to.z);
  const wet = (z: number, kind: string) => flat.filter(({ motion }) => motion.kind === kind && motion.to.z === z).length;
  const plunges = legs.filter(
    ({ motion, before }) => motion.kind === 'wash' && motion.to.z === wash?.water.z && before?.to.z !== motion.to.z,
  );
  return { plunges: plunges.length, jitters: wet(wash?.water.z ?? 0, 'wash'), wipes: wet(wash?.rag.z ?? 0, 'wipe') };
}
const once = { plunges: 1, jitters: 5, wipes: 5 };
const twice = { plunges: 2, jitters: 10, wipes: 10 };
const none = { plunges: 0, jitters: 0, wipes: 0 };

describe('washing', () => {
  it('is twice five jitters in water and five wipes on the rag where the paint changes', () => {
    expect(rounds(planAll([line(20), line(20, 'red')]).motions)).toEqual(twice);
  });

  it('is not done before the first paint, nor while the paint stays', () => {
    expect(rounds(planAll([line(20), line(20), line(200)]).motions)).toEqual(none);
  });

  it('is done once after so many strokes of one paint, before the next dip', () => {
    const twelve = planAll(Array.from({ length: 12 }, () => line(5)));
    expect(rounds(twelve.motions)).toEqual(none);
    const { motions, hand } = planAll([line(5)], twelve.hand);
    expect(rounds(motions)).toEqual(once);
    expect(motions.map(({ kind }) => kind).lastIndexOf('wipe')).toBeLessThan(motions.findIndex(({ kind }) => kind === 'dip'));
    expect(hand).toEqual({ paint: 'black', leftMm: easel.mmPerDip - 5, sinceWash: 1 });
    const often = planAll([line(5), line(5), line(5)], cleanHand, 0, { ...easel, strokesPerWash: 1 });
    expect(rounds(often.motions)).toEqual(twice);
  });

  it('is done twice where nobody knows what is in the brush', () => {
    expect(rounds(planAll([line(20)], unknownHand).motions)).toEqual(twice);
  });

  it('is left out where there is no water: the brush dips straight', () => {
    const { wash: _wash, ...dry } = machine;
    const plan = planAll([line(20), line(20, 'red')], unknownHand, 0, { ...easel, machine: dry });
    expect(rounds(plan.motions)).toEqual(none);
    expect(plan.motions.filter(({ kind }) => kind === 'dip').length).toBeGreaterThan(10);
  });

  it('comes between strokes and never within one, whatever the strokes', () => {
    const anyHand: fc.Arbitrary<Hand> = fc.constantFrom(cleanHand, unknownHand, { paint: 'red', leftMm: 90, sinceWash: 12 });
    fc.assert(
      fc.property(anyStroke, anyHand, (stroke, hand) => {
        const kinds = planAll([stroke], hand).motions.map(({ kind }) => kind);
        const last = Math.max(kinds.lastIndexOf('wash'), kinds.lastIndexOf('wipe'));
        expect(last).toBeLessThan(kinds.indexOf('paint'));
      }),
      { numRuns: 100, seed: 11 },
    );
  });

  it('is one unbroken row of wash and wipe, in the water and on the rag, and over the canvas at the travel height only', () => {
    const { motions } = planAll([line(20), line(20, 'red')]);
    const kinds = motions.map(({ kind }) => kind);
    const washing = motions.slice(kinds.indexOf('wash'), kinds.lastIndexOf('wipe') + 1);
    const { radiusMm } = rimOf(machine);
    for (const { kind, to } of washing) {
      expect(['wash', 'wipe']).toContain(kind);
      const [place, reachMm] = kind === 'wash' ? [wash.water, waterPerRim * radiusMm] : [wash.rag, ragPerRim * radiusMm];
      expect(Math.hypot(to.x - place.x, to.y - place.y)).toBeLessThanOrEqual(reachMm + 1e-9);
      expect(to.z).toBeGreaterThanOrEqual(place.z);
    }
    expect(motions[kinds.lastIndexOf('wipe') + 1]).toMatchObject({ kind: 'lift', to: { z: machine.heights.travelMm } });
  });
});

describe('water and rag out of reach', () => {
  const water = { ...wash.water, y: 5 };
  const rag = { ...wash.rag, z: -25 };
  it.each([
    ['the water', { ...wash, water }, 'wash.water', '-7 mm'],
    ['the rag', { ...wash, rag }, 'wash.rag', '-25 mm'],
  ])('are refused by name: %s', (_, changed, name, value) => {
    const answer = checkEasel({ ...easel, machine: { ...machine, wash: changed } });
    expect(answer).toMatchObject({ ok: false, why: { code: 'reach/outside', remedy: `Move ${name} within reach.` } });
    expect(answer).toMatchObject({ ok: false, why: { text: expect.stringMatching(new RegExp(`${name}.*${value}`)) } });
  });
});
