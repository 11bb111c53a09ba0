import { type Near, type Nearness, type NearRule, nearOf, nobodyNear, stepNearness } from '../../engine/nearness.ts';
import { HZ } from '../../engine/show.ts';
import type { ArmHands } from './arm-hands.ts';

interface Parts {
  /** null: the camera has no say */
  readonly rule: NearRule | null;
  readonly arm: Pick<ArmHands, 'presence'>;
  readonly record: (kind: string, body: unknown) => void;
  readonly log: (level: 'info' | 'warn', text: string) => void;
}

const WORDS: Readonly<Record<Near, string>> = {
  clear: 'nobody is near the arm any more (camera)',
  near: 'somebody is near the arm (camera): it is slowed',
  inside: 'somebody is at the arm (camera): it holds',
};

/**
 * Tells the arm how near the camera sees somebody, when that changes. It helps, and is no safety device: a camera loses a hand
 * that fills its picture.
 */
export function createCameraWatch({ rule, arm, record, log }: Parts) {
  let nearness: Nearness = nobodyNear;
  /** @param palms - sizes of the palms in sight, image heights */
  return (palms: readonly number[]): void => {
    if (rule === null) return;
    const before = nearOf(nearness);
    const palm = Math.max(0, ...palms);
    nearness = stepNearness(nearness, palm, 1 / HZ, rule);
    const is = nearOf(nearness);
    if (is === before) return;
    record('arm/presence', { from: 'camera', is, palm: Math.round(palm * 1000) / 1000 });
    log(is === 'inside' ? 'warn' : 'info', WORDS[is]);
    arm.presence(is);
  };
}
