import type { BodiesInput } from '../input.ts';
import type { Deed } from '../people.ts';
import { type ArmSeen, type BodyFeatures, bodyFeatures } from './body-features.ts';
import { type Approach, beginApproach, stepApproach } from './detectors/approach.ts';
import { stepArm } from './detectors/arm.ts';
import { stepLean, upright } from './detectors/lean.ts';
import { type Latch, unlatched } from './latch.ts';
import { match } from './match.ts';
import { type OneEuro, oneEuro } from './one-euro.ts';

/** A body that is followed from frame to frame. Plain data. */
export interface TrackedBody {
  readonly id: string;
  readonly camera: string;
  readonly x: OneEuro;
  readonly y: OneEuro;
  readonly lean: Latch;
  readonly arm: Latch;
  readonly approach: Approach;
  readonly arms: readonly [ArmSeen, ArmSeen];
  /** ids of the hands that are this body's, two at most */
  readonly hands: readonly string[];
  /** the step in which it, or a hand of it, was last told to be raised: one arm is told once, whoever sees it first */
  readonly raisedStep: number | null;
  /** seen in more than one frame: the tracker dreams of somebody now and then, for one */
  readonly believed: boolean;
  /** steps from one sight to the next, eased */
  readonly gap: number;
  /** the camera's own time of the last frame that held it, ms */
  readonly seenT: number;
  readonly seenStep: number;
}

/** What a body did in a frame. */
export interface BodyDeed {
  readonly body: string;
  readonly deed: Deed;
}

/** Steps for which a body that the camera lost keeps its identity: 1 s; bodies hide one another longer than hands do. */
const LOSS_STEPS = 60;
/** A slow machine looks once in a second or two: nobody is lost before it should have been seen so many times. */
const LOOKS = 3;
const LONGEST_GAP = 120;
/** One that was seen once waits so long to be seen again, and meanwhile counts for nobody. */
const FIRST_STEPS = 150;
/** Farther than this (image heights) from where it should be, it is another body. */
const GATE = 0.4;
/** A body that is lost goes on as it went, and loses its pace with this time constant, s; that it turned back meanwhile costs a little. */
const KEEPS_S = 0.5;
const TURNED = 0.05;
/** What it costs to be larger or smaller than before, by the logarithm: where two meet, the nearer one stays the larger. */
const OTHER_SIZE = 0.4;
/** Trunk lengths between the middles of two bodies, below which they are one that the tracker found twice. */
const SAME = 0.4;
const MIDDLE = { minCutoffHz: 1, beta: 2 };

/** @returns what the frame shows, a body that was found twice counted once: the surer one */
function seenOnce(input: BodiesInput): BodyFeatures[] {
  const found: BodyFeatures[] = [];
  const seen = input.bodies.map((body) => bodyFeatures(body, input.aspect)).sort((a, b) => b.sureness - a.sureness);
  for (const f of seen) {
    const twin = found.some(
      (other) => Math.hypot((other.at.x - f.at.x) * input.aspect, other.at.y - f.at.y) < SAME * Math.max(other.size, f.size),
    );
    if (!twin) found.push(f);
  }
  return found;
}

function begin(id: string, camera: string, f: BodyFeatures, t: number, step: number): TrackedBody {
  const still = (value: number): OneEuro => ({ value, slope: 0 });
  return {
    id,
    camera,
    x: still(f.at.x),
    y: still(f.at.y),
    lean: upright,
    arm: unlatched,
    approach: beginApproach(f.size),
    arms: f.arms,
    hands: [],
    raisedStep: null,
    believed: false,
    gap: 0,
    seenT: t,
    seenStep: step,
  };
}

function follow(body: TrackedBody, f: BodyFeatures, t: number, step: number): { body: TrackedBody; deeds: Deed[] } {
  const dtS = Math.min(0.5, Math.max(0.004, (t - body.seenT) / 1000));
  const gap = Math.min(LONGEST_GAP, step - body.seenStep);
  const leant = stepLean(body.lean, f.leanDeg, dtS);
  const raised = stepArm(body.arm, f.reach, dtS);
  const approached = stepApproach(body.approach, f.size, dtS);
  return {
    deeds: [leant, raised, approached].flatMap(({ deed }) => deed ?? []),
    body: {
      ...body,
      x: oneEuro(body.x, f.at.x, dtS, MIDDLE),
      y: oneEuro(body.y, f.at.y, dtS, MIDDLE),
      lean: leant.state,
      arm: raised.state,
      approach: approached.state,
      arms: f.arms,
      believed: true,
      gap: body.believed ? body.gap + 0.5 * (gap - body.gap) : gap,
      seenT: t,
      seenStep: step,
    },
  };
}

/** What it costs to take a seen body for a known one, image heights: how far it is from where it should be by now. */
function costOf({ x, y, approach, seenT }: TrackedBody, f: BodyFeatures, { t, aspect }: BodiesInput): number {
  const away = (laterS: number): number => Math.hypot((f.at.x - x.value - laterS * x.slope) * aspect, f.at.y - y.value - laterS * y.slope);
  const aheadS = KEEPS_S * (1 - Math.exp(-Math.max(0, (t - seenT) / 1000) / KEEPS_S));
  const place = Math.min(away(aheadS), away(0) + TURNED);
  return place + OTHER_SIZE * Math.abs(Math.log(f.size / approach.size));
}

/** Follow the bodies of one camera frame, the nearest to where each should be first. Bodies of other cameras are left alone. */
export function seeBodies(
  bodies: readonly TrackedBody[],
  input: BodiesInput,
  step: number,
  next: number,
): { bodies: TrackedBody[]; next: number; deeds: BodyDeed[] } {
  const seen = seenOnce(input);
  const mine = bodies.filter((body) => body.camera === input.camera);
  const found = match(mine, seen, (body, f) => costOf(body, f, input), GATE);
  const deeds: BodyDeed[] = [];
  const followed = mine.map((body, b) => {
    const f = seen[found[b] ?? -1];
    if (!f) return body;
    const now = follow(body, f, input.t, step);
    deeds.push(...now.deeds.map((deed) => ({ body: body.id, deed })));
    return now.body;
  });
  const born = seen.filter((_, s) => !found.includes(s)).map((f, i) => begin(`body-${next + i}`, input.camera, f, input.t, step));
  return { bodies: [...bodies.filter((body) => body.camera !== input.camera), ...followed, ...born], next: next + born.length, deeds };
}

/** @returns those whom the camera has not lost for too long */
export const stayingBodies = (bodies: readonly TrackedBody[], step: number): TrackedBody[] =>
  bodies.filter(({ believed, gap, seenStep }) => step - seenStep <= (believed ? Math.max(LOSS_STEPS, LOOKS * gap) : FIRST_STEPS));
