/** What a mapping may do, where it moves nothing: a pedal, a pad or a button is pressed. */
export const DEEDS = ['go', 'back', 'hold', 'stop', 'panic', 'blackout', 'freeze', 'tap'] as const;
export type Deed = (typeof DEEDS)[number];

/** @returns what a target such as `do/go` asks to be done; null for one that is moved */
export const deedOf = (target: string): Deed | null => DEEDS.find((deed) => target === `do/${deed}`) ?? null;
