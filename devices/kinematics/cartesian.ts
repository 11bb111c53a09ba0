import { done } from '../../engine/result.ts';
import { machineFrame } from './frame.ts';
import type { Kinematics } from './kinematics.ts';
import { slide } from './links.ts';
import type { CartesianDescription } from './schema.ts';
import { checked, finite, triple } from './unreachable.ts';

/** Three slides: the joints are the brush's place. */
export function cartesian(description: CartesianDescription): Kinematics {
  const limits = [slide('x', description.x), slide('y', description.y), slide('z', description.z)];
  return {
    kind: 'cartesian',
    axes: ['x', 'y', 'z'],
    limits,
    tilts: false,
    straight: machineFrame,
    inverse(pose) {
      finite(pose);
      return checked(pose, [pose.x, pose.y, pose.z], limits, []);
    },
    forward(joints) {
      const [x, y, z] = triple(joints);
      return done({ x, y, z, tiltDeg: 0, tiltTowardsDeg: 0 });
    },
    clearances: () => [],
  };
}
