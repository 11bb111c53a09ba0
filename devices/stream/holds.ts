import type { HoldReason } from '../process/messages.ts';

/** The reasons for which an arm holds, each given and taken back by itself: it moves again when none is left. */
export interface Holds {
  /** the one that a person must know first; null while nothing holds it */
  readonly why: HoldReason | null;
  has(why: HoldReason): boolean;
  add(why: HoldReason): void;
  drop(why: HoldReason): void;
}

/** what is told first where several hold */
const gravest: readonly HoldReason[] = ['closing', 'presence', 'landing', 'operator', 'show'];

export function createHolds(): Holds {
  const reasons = new Set<HoldReason>();
  return {
    get why() {
      return gravest.find((why) => reasons.has(why)) ?? null;
    },
    add: (why) => void reasons.add(why),
    drop: (why) => void reasons.delete(why),
    has: (why) => reasons.has(why),
  };
}
