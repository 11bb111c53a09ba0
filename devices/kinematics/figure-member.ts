import type { Vector } from './space.ts';

/** A place in the machine's frame, mm. */
export type Place3 = readonly [x: number, y: number, z: number];

/** One straight part of an arm, as thick as it is drawn. `rail`: what things slide on; a `brush` points with `to`. */
export interface Member {
  readonly kind: 'link' | 'rail' | 'brush';
  readonly from: Place3;
  readonly to: Place3;
  readonly radiusMm: number;
}

/** An arm in one stance: enough to draw it. The same arm has the same members in every stance, of the same lengths. */
export interface Figure {
  readonly members: readonly Member[];
}

export const member = (kind: Member['kind'], from: Vector, to: Vector, radiusMm: number): Member => ({
  kind,
  from: [from.x, from.y, from.z],
  to: [to.x, to.y, to.z],
  radiusMm,
});

/** Joints in order, and the links between them; joints that coincide have none. */
export function links(joints: readonly (readonly [at: Vector, radiusMm: number])[]): Member[] {
  return joints.slice(1).flatMap(([to], index) => {
    const [from, radiusMm] = joints[index] ?? [to, 0];
    const apart = Math.hypot(to.x - from.x, to.y - from.y, to.z - from.z);
    return apart < 1e-9 ? [] : [member('link', from, to, radiusMm)];
  });
}
