import { done, type Result } from '../../engine/result.ts';
import { palletiserFigure, sixAxisFigure } from './figure-based.ts';
import { gantryFigure } from './figure-gantry.ts';
import { fiveBarFigure, scaraFigure } from './figure-level.ts';
import type { Figure, Member } from './figure-member.ts';
import type { Joints, Kinematics, Unreachable } from './kinematics.ts';
import type { KinematicsDescription } from './schema.ts';
import type { Vector } from './space.ts';
import { triple } from './unreachable.ts';

/**
 * Where the parts of an arm are, machine mm. Points are exact: the brush ends where `forward` says. Thicknesses, and what a
 * description tells nothing of (rails, columns), are those of a usual arm of that size: for pictures, never for collisions.
 *
 * @param kinematics - made from this description
 * @returns refused only where the links cannot meet
 * @throws RangeError where the number of joints is wrong
 */
export function figureOf(description: KinematicsDescription, kinematics: Kinematics, joints: Joints): Result<Figure, Unreachable> {
  const tip = kinematics.forward(joints);
  return tip.ok ? done({ members: membersOf(description, joints, tip.value) }) : tip;
}

function membersOf(description: KinematicsDescription, joints: Joints, { x, y, z }: Vector): Member[] {
  const tip = { x, y, z };
  switch (description.kind) {
    case 'cartesian':
    case 'corexy':
      return gantryFigure(description, tip);
    case 'scara': {
      const [q1, q2] = triple(joints);
      return scaraFigure(description, q1, q2, tip);
    }
    case 'fivebar': {
      const [q1, q2] = triple(joints);
      return fiveBarFigure(description, q1, q2, tip);
    }
    case 'palletiser':
      return palletiserFigure(description, joints, tip);
    case 'sixaxis':
      return sixAxisFigure(description, joints, tip);
  }
}
