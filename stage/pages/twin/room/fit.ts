import { Vector3 } from 'three';

/** From where a thing is looked at, radians: `around` to its right, `above` its level. */
export interface Bearing {
  readonly around: number;
  readonly above: number;
}

/** @returns from the thing to the eye, of length 1; room axes */
export const towards = ({ around, above }: Bearing): Vector3 =>
  new Vector3(Math.sin(around) * Math.cos(above), Math.sin(above), Math.cos(around) * Math.cos(above));

/**
 * How far the eye must be so that all of a thing is in the picture.
 *
 * @param points - of the thing, from where the eye looks at
 * @param lens - `slope` is the tangent of half the height of the picture; `across` and `high` how much of the picture may be filled, 0 to 1
 */
export function distanceToFit(
  points: readonly Vector3[],
  bearing: Bearing,
  lens: { readonly slope: number; readonly aspect: number; readonly across: number; readonly high: number },
): number {
  const eye = towards(bearing);
  const right = new Vector3(0, 1, 0).cross(eye).normalize();
  const up = eye.clone().cross(right);
  return Math.max(
    ...points.map(
      (point) =>
        point.dot(eye) +
        Math.max(Math.abs(point.dot(right)) / (lens.slope * lens.aspect * lens.across), Math.abs(point.dot(up)) / (lens.slope * lens.high)),
    ),
  );
}
