import type { ArmView } from '../../../stage/protocol/arm-view.ts';

/** An arm at its work, as pages see it. */
export const painting: ArmView = {
  state: 'painting',
  says: { code: 'painting', stroke: '1-0001' },
  refusal: null,
  driver: 'virtual grbl in memory',
  at: null,
  figure: null,
  queued: 3,
  painted: 0,
  withdrawn: 0,
  dips: 0,
  washes: 0,
  dipsLeft: 0,
  brush: null,
  slowed: false,
  lastFault: null,
  etaS: 10,
};
