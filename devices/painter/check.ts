import { done, type Result, refused } from '../../engine/result.ts';
import { lengthMm } from '../../engine/stroke.ts';
import type { MachinePoint } from '../machine.ts';
import { type BrushProfile, brushProfile } from './brush.ts';
import { brushOf, type Easel, type Paintable, wellOf } from './easel.ts';
import { heldPath } from './lag.ts';
import { brushPath, minSegmentMm } from './path.ts';
import { crumbMm, fence, mm, place } from './place.ts';

/**
 * Checks that a stroke can be painted as asked: numbers, canvas, reach, paint, brush.
 *
 * @returns `stroke/…` or `reach/outside`, naming the field, its value and the remedy
 */
export function checkStroke(easel: Easel, stroke: Paintable): Result<void> {
  const brush = brushOf(easel, stroke.brush);
  if (brush === undefined)
    return refused(
      'stroke/brush',
      `Stroke ${stroke.id}: brush "${stroke.brush}" is not among the brushes (${easel.brushes.map((b) => b.id).join(', ')}).`,
      'Use one of these brushes, or add it to the programme.',
    );
  if (wellOf(easel, stroke.paint) === undefined) {
    const known = easel.palette.some((paint) => paint.id === stroke.paint);
    return known
      ? refused(
          'stroke/no-well',
          `Stroke ${stroke.id}: paint "${stroke.paint}" has no well: the machine has ${easel.machine.wells.length}.`,
          'Add a well to the machine description, or order the palette so that the paints in use come first.',
        )
      : refused(
          'stroke/paint',
          `Stroke ${stroke.id}: paint "${stroke.paint}" is not in the palette (${easel.palette.map((p) => p.id).join(', ')}).`,
          'Use one of these paints, or add it to the palette.',
        );
  }
  if (stroke.points.length === 0)
    return refused('stroke/empty', `Stroke ${stroke.id}: points is an empty list.`, 'Give at least one point.');
  const profile = brushProfile(brush);
  let from: MachinePoint | undefined;
  for (const [index, [x, y, pressure]] of stroke.points.entries()) {
    const what = `Stroke ${stroke.id}: points[${index}]`;
    if (![x, y, pressure].every(Number.isFinite))
      return refused('stroke/number', `${what} is [${x}, ${y}, ${pressure}].`, 'Give three finite numbers: x mm, y mm, pressure.');
    if (pressure < 0 || pressure > 1)
      return refused('stroke/pressure', `${what} has pressure ${pressure}.`, 'Give a pressure from 0 (first contact) to 1.');
    for (const [axis, value, size] of [
      ['x', x, easel.canvas.widthMm],
      ['y', y, easel.canvas.heightMm],
    ] as const)
      if (value < -crumbMm || value > size + crumbMm)
        return refused(
          'stroke/off-canvas',
          `${what} has ${axis} ${mm(value)}, off the canvas of 0 to ${mm(size)}.`,
          'Clip it to the canvas.',
        );
    const at = place(easel.machine, x, y, -profile.wornMm - profile.depthMm(pressure));
    const found = fence(
      easel.machine,
      profile.wornMm > 0 ? `${what}, for a brush worn by ${mm(profile.wornMm)},` : what,
      at,
      'Keep the painted area within the reach: move canvasOrigin, or make the canvas or the brush smaller.',
      from,
    );
    if (!found.ok) return found;
    from = at;
  }
  const dipped = checkPlunges(easel, stroke, profile);
  return dipped.ok ? checkHandle(easel, stroke, profile) : dipped;
}

/** A worn brush goes deeper into the well, the water and the rag, too. */
function checkPlunges(easel: Easel, { paint, brush }: Paintable, { wornMm }: BrushProfile): Result<void> {
  if (wornMm === 0) return done(undefined);
  const { wash } = easel.machine;
  for (const [what, at] of [
    [`the well of "${paint}"`, wellOf(easel, paint)],
    ['wash.water', wash?.water],
    ['wash.rag', wash?.rag],
  ] as const) {
    if (at === undefined) continue;
    const plunged = { ...at, z: at.z - wornMm };
    const remedy = `Mount brush "${brush}" anew, so that wornMm is less, or raise ${what}.`;
    const found = fence(easel.machine, `${what}, for brush "${brush}" worn by ${mm(wornMm)},`, plunged, remedy);
    if (!found.ok) return found;
  }
  return done(undefined);
}

/** The handle of a brush that trails goes where the stroke does not. */
function checkHandle(easel: Easel, stroke: Paintable, profile: BrushProfile): Result<void> {
  const endMm = lengthMm(stroke.points);
  if (profile.lagMm(0) === 0 || endMm < minSegmentMm) return done(undefined);
  for (const { x, y, depth, at, handleX, handleY } of heldPath(brushPath(stroke.points, profile, 0, endMm), profile)) {
    const aheadMm = Math.hypot(handleX - x, handleY - y);
    const found = fence(
      easel.machine,
      `Stroke ${stroke.id}: the handle of brush "${stroke.brush}", ${mm(aheadMm)} ahead of its mark ${mm(at)} along the stroke,`,
      place(easel.machine, handleX, handleY, -profile.wornMm - depth),
      `Keep the stroke ${mm(aheadMm)} away from the edge of the reach, or give brush "${stroke.brush}" less lag in the programme.`,
    );
    if (!found.ok) return found;
  }
  return done(undefined);
}
