import { cartesian } from './cartesian.ts';
import { coreXy } from './corexy.ts';
import { fiveBar } from './fivebar.ts';
import type { Frame } from './frame.ts';
import type { Kinematics } from './kinematics.ts';
import { palletiser } from './palletiser.ts';
import { scara } from './scara.ts';
import type { KinematicsDescription } from './schema.ts';
import { sixAxis } from './sixaxis.ts';

/**
 * The kinematics that a description tells of.
 *
 * @param canvas - the canvas's directions, from which an arm that can tilt counts its tilt
 */
export function makeKinematics(description: KinematicsDescription, canvas: Frame): Kinematics {
  switch (description.kind) {
    case 'cartesian':
      return cartesian(description);
    case 'corexy':
      return coreXy(description);
    case 'scara':
      return scara(description);
    case 'fivebar':
      return fiveBar(description);
    case 'palletiser':
      return palletiser(description);
    case 'sixaxis':
      return sixAxis(description, canvas);
  }
}
