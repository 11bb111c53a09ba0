import type { MachinePoint } from '../../machine.ts';
import type { Limits } from '../../painter/estimate.ts';
import { createMotion, type Motion, type Travelled } from '../../virtual/motion.ts';
import { createPlanner } from '../../virtual/planner.ts';
import { createSettings } from '../../virtual/settings.ts';
import { between, length, subtract, type Vec3 } from '../../virtual/vector.ts';

/**
 * Where the arm should be by now, worked out from what was accepted: most builds of Marlin tell only the end of what they
 * have planned. It stays behind the arm rather than before it, so that nothing counts as painted too early.
 */
export interface Twin {
  /** a motion was accepted */
  plan(to: MachinePoint, speedMmS: number): void;
  /** it stands here, and nothing is planned */
  place(at: MachinePoint): void;
  /** mm, and mm/s along the path */
  seen(): { readonly at: MachinePoint; readonly speedMmS: number };
  /** something accepted may not be executed yet */
  readonly moving: boolean;
  /** time until all that was accepted is executed, ms */
  leftMs(): number;
}

/** Marlin holds the first motion back so long, unless three are planned */
const deliverMs = 100;
/** how far behind its own reckoning the twin is read, ms */
const behindMs = 60;

export function createTwin(limits: Limits, stepsPerMm: MachinePoint, now: () => number): Twin {
  const { rateMmS, accelerationMmS2, junctionMm } = limits;
  const settings = createSettings({
    11: junctionMm,
    ...{ 100: stepsPerMm.x, 101: stepsPerMm.y, 102: stepsPerMm.z },
    ...{ 110: rateMmS.x * 60, 111: rateMmS.y * 60, 112: rateMmS.z * 60 },
    ...{ 120: accelerationMmS2.x, 121: accelerationMmS2.y, 122: accelerationMmS2.z },
  });
  /** its pieces in the order of their ends; the last is kept, so that its end is known */
  let recent: Travelled[] = [];
  let deliverAtMs = 0;
  /** where it was placed: a motion's own frame starts at zero */
  let zero: Vec3 = [0, 0, 0];
  const fresh = (): Motion =>
    createMotion(createPlanner(settings), [0, 0, 0], { travelled: (piece) => recent.push(piece), stopped: () => undefined });
  let motion = fresh();

  const advance = (): void => {
    const nowMs = now();
    const planned = motion.planner.blocks.length;
    if (!motion.running() && planned > 0 && (nowMs >= deliverAtMs || planned >= 3)) motion.begin(Math.min(nowMs, deliverAtMs));
    motion.advance(nowMs);
    if (recent.length > 64) recent = recent.slice(-32);
  };
  const endOf = (piece: Travelled): number => piece.startMs + piece.durationMs;
  const point = (at: Vec3): MachinePoint => ({ x: at[0] + zero[0], y: at[1] + zero[1], z: at[2] + zero[2] });

  return {
    plan: ({ x, y, z }, speedMmS) => {
      advance();
      if (!motion.running() && motion.planner.blocks.length === 0) deliverAtMs = now() + deliverMs;
      motion.queue({ target: subtract([x, y, z], zero), feed: speedMmS * 60, rapid: false, inverseTime: false, line: 0 });
    },
    place: ({ x, y, z }) => {
      zero = [x, y, z];
      recent = [];
      motion = fresh();
    },
    seen: () => {
      advance();
      const then = now() - behindMs;
      const piece = recent.find((candidate) => endOf(candidate) > then);
      if (piece === undefined) return { at: point(recent.at(-1)?.to ?? [0, 0, 0]), speedMmS: 0 };
      const share = Math.max(0, (then - piece.startMs) / piece.durationMs);
      const speedMmS = (1000 * length(subtract(piece.to, piece.from))) / piece.durationMs;
      return { at: point(between(piece.from, piece.to, share)), speedMmS };
    },
    get moving() {
      advance();
      const last = recent.at(-1);
      return motion.planner.blocks.length > 0 || motion.running() || (last !== undefined && endOf(last) > now() - behindMs);
    },
    leftMs: () => {
      advance();
      return 1000 * motion.committedS(now()) + (motion.running() ? 0 : Math.max(0, deliverAtMs - now()));
    },
  };
}
