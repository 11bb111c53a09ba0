import type { BodySeen } from '../input.ts';
import type { Place } from '../people.ts';

/** What one frame says of one body. Places are on the mirrored wall: 0..1 from the bottom left. */
export interface BodyFeatures {
  /** middle of shoulders and hips */
  readonly at: Place;
  /** shoulders to hips, image heights: how near it is */
  readonly size: number;
  /** of the trunk from upright, degrees, positive to the wall's right */
  readonly leanDeg: number;
  /** how far the higher wrist is above its shoulder, trunk lengths; negative below; null where no wrist is seen */
  readonly reach: number | null;
  /** its left, then its right */
  readonly arms: readonly [ArmSeen, ArmSeen];
  /** how surely its trunk is in the picture, 0..1 */
  readonly sureness: number;
}

/** Where an arm begins and ends, image heights (x too). A wrist that is hidden or beyond the picture is null. */
export interface ArmSeen {
  readonly shoulder: Place;
  readonly wrist: Place | null;
}

/** MediaPipe's numbers of shoulder, wrist and hip, left and right. */
const SHOULDERS = [11, 12] as const;
const WRISTS = [15, 16] as const;
const HIPS = [23, 24] as const;
/** A trunk is about so many times as long as the shoulders are wide: it stands in where a table hides the hips. */
const TRUNK_PER_SHOULDERS = 1.3;
const SEEN = 0.5;

/** @param aspect - image width / height */
export function bodyFeatures({ landmarks, visibility }: BodySeen, aspect: number): BodyFeatures {
  /** image heights, x right on the wall, y up */
  const at = (i: number): Place => ({ x: (1 - (landmarks[3 * i] ?? 0)) * aspect, y: 1 - (landmarks[3 * i + 1] ?? 0) });
  const middle = (a: Place, b: Place): Place => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);
  const shoulders = middle(at(SHOULDERS[0]), at(SHOULDERS[1]));
  const hips = middle(at(HIPS[0]), at(HIPS[1]));
  const size = Math.max(distance(shoulders, hips), TRUNK_PER_SHOULDERS * distance(at(SHOULDERS[0]), at(SHOULDERS[1])), 0.02);
  const armOf = (side: 0 | 1): ArmSeen => ({
    shoulder: at(SHOULDERS[side]),
    wrist: (visibility[WRISTS[side]] ?? 0) < SEEN ? null : at(WRISTS[side]),
  });
  const arms = [armOf(0), armOf(1)] as const;
  const reaches = arms.flatMap(({ shoulder, wrist }) => (wrist === null ? [] : [(wrist.y - shoulder.y) / size]));
  const trunk = [...SHOULDERS, ...HIPS];
  const centre = middle(shoulders, hips);
  return {
    at: { x: centre.x / aspect, y: centre.y },
    size,
    leanDeg: (Math.atan2(shoulders.x - hips.x, shoulders.y - hips.y) * 180) / Math.PI,
    reach: reaches.length === 0 ? null : Math.max(...reaches),
    arms,
    sureness: trunk.reduce((sum, i) => sum + (visibility[i] ?? 0), 0) / trunk.length,
  };
}
