/** What an arm has done since it was started, over all its connections. */
export interface Tally {
  painted: number;
  withdrawn: number;
  dips: number;
  washes: number;
  /** lines of motion that were sent */
  segments: number;
  maxCommittedMs: number;
  starvedMs: number;
}

export const newTally = (): Tally => ({ painted: 0, withdrawn: 0, dips: 0, washes: 0, segments: 0, maxCommittedMs: 0, starvedMs: 0 });
