import type { Refusal } from '../../engine/result.ts';
import type { DoorReply } from '../protocol/doors.ts';
import type { playDoors } from '../protocol/play.ts';
import type { Handlers } from './door.ts';
import type { House } from './house.ts';

const answer = (why: Refusal | null): DoorReply => (why === null ? { ok: true } : { ok: false, why });

/**
 * What an operator does to signals, mappings, tempo and cues, put to the show.
 *
 * @param tell - of a signal
 */
export const playHandlers = (
  house: Pick<House, 'say' | 'cue' | 'edit'>,
  tell: (name: string, value: number) => void,
): Handlers<typeof playDoors> => ({
  cue: ({ number }) => answer(house.cue(number)),
  signal({ values }) {
    for (const { name, value } of values) tell(name, value);
    return undefined;
  },
  tap: ({ t }) => void house.say({ kind: 'tempo/tap', t }),
  nudge: ({ beats }) => void house.say({ kind: 'tempo/nudge', beats }),
  bpm: ({ bpm }) => void house.say({ kind: 'tempo/set', bpm }),
  pulse: (message) => void house.say({ kind: 'clock/pulse', ...message }),
  map: ({ mapping }) => answer(house.edit({ kind: 'mapping/put', mapping })),
  unmap: ({ id }) => answer(house.edit({ kind: 'mapping/remove', id })),
  learn: (message) => answer(house.edit({ kind: 'mapping/learn', ...message })),
});
