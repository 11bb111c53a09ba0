import type { BodiesInput } from '../input.ts';
import type { Deed } from '../people.ts';
import { type BodyFeatures, bodyFeatures } from './body-features.ts';
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
/** Farther than this (image heights) from where it was, it is another body. */
const GATE = 0.4;
const MIDDLE = { minCutoffHz: 1, beta: 2 };

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
    seenT: t,
    seenStep: step,
  };
}

function follow(body: TrackedBody, f: BodyFeatures, t: number, step: number): { body: TrackedBody; deeds: Deed[] } {
  const dtS = Math.min(0.5, Math.max(0.004, (t - body.seenT) / 1000));
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
      seenT: t,
      seenStep: step,
    },
  };
}

/** Follow the bodies of one camera frame, the nearest to where each was first. Bodies of other cameras are left alone. */
export function seeBodies(
  bodies: readonly TrackedBody[],
  input: BodiesInput,
  step: number,
  next: number,
): { bodies: TrackedBody[]; next: number; deeds: BodyDeed[] } {
  const seen = input.bodies.map((body) => bodyFeatures(body, input.aspect));
  const mine = bodies.filter((body) => body.camera === input.camera);
  const cost = (body: TrackedBody, f: BodyFeatures): number => Math.hypot((f.at.x - body.x.value) * input.aspect, f.at.y - body.y.value);
  const found = match(mine, seen, cost, GATE);
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
  bodies.filter((body) => step - body.seenStep <= LOSS_STEPS);
