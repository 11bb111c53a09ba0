import { done } from '../../engine/result.ts';
import { machineFrame } from './frame.ts';
import type { Kinematics } from './kinematics.ts';
import { slide } from './links.ts';
import type { CoreXyDescription } from './schema.ts';
import { checked, finite, triple } from './unreachable.ts';

/**
 * A gantry with one belt over two motors: a = x + y, b = x − y. For controllers that are told of motors, as the EBB is; Grbl
 * and Marlin do this themselves, and are told of x and y.
 *
 * @see I. Moyer, "CoreXY: Cartesian Motion Platform", Theory of Operation
 */
export function coreXy(description: CoreXyDescription): Kinematics {
  const { x, y, z } = description;
  const carriage = [slide('x', x), slide('y', y), slide('z', z)];
  const limits = [
    slide('a', { minMm: x.minMm + y.minMm, maxMm: x.maxMm + y.maxMm }),
    slide('b', { minMm: x.minMm - y.maxMm, maxMm: x.maxMm - y.minMm }),
    slide('z', z),
  ];
  return {
    kind: 'corexy',
    axes: ['a', 'b', 'z'],
    limits,
    tilts: false,
    straight: machineFrame,
    inverse(pose) {
      finite(pose);
      const within = checked(pose, [pose.x, pose.y, pose.z], carriage, []);
      return within.ok ? done([pose.x + pose.y, pose.x - pose.y, pose.z]) : within;
    },
    forward(joints) {
      const [a, b, lift] = triple(joints);
      return done({ x: (a + b) / 2, y: (a - b) / 2, z: lift, tiltDeg: 0, tiltTowardsDeg: 0 });
    },
    clearances: () => [],
  };
}
