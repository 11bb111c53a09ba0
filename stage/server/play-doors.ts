import { MOST_MAPPINGS } from '../../engine/mapping/schema.ts';
import type { playDoors } from '../protocol/play.ts';
import { inShowMode } from './artist.ts';
import type { Handlers } from './door.ts';
import type { House } from './house.ts';

/**
 * What an operator does to signals, mappings, tempo and cues, put to the show.
 *
 * @param tell - of a signal
 */
export const playHandlers = (
  house: Pick<House, 'say' | 'cue' | 'mappings' | 'locked'>,
  tell: (name: string, value: number) => void,
): Handlers<typeof playDoors> => ({
  cue({ number }) {
    const why = house.cue(number);
    return why ? { ok: false, why } : { ok: true };
  },
  signal({ values }) {
    for (const { name, value } of values) tell(name, value);
    return undefined;
  },
  tap: ({ t }) => void house.say({ kind: 'tempo/tap', t }),
  nudge: ({ beats }) => void house.say({ kind: 'tempo/nudge', beats }),
  bpm: ({ bpm }) => void house.say({ kind: 'tempo/set', bpm }),
  pulse: (message) => void house.say({ kind: 'clock/pulse', ...message }),
  map({ mapping }) {
    if (house.locked()) return { ok: false, why: inShowMode };
    const { mappings } = house.mappings();
    if (mappings.length >= MOST_MAPPINGS && !mappings.some(({ id }) => id === mapping.id))
      return {
        ok: false,
        why: { code: 'mapping/full', text: `there are ${MOST_MAPPINGS} mappings already`, remedy: 'delete one that is not used' },
      };
    house.say({ kind: 'mapping/put', mapping });
    return undefined;
  },
  unmap: ({ id }) => (house.locked() ? { ok: false, why: inShowMode } : void house.say({ kind: 'mapping/remove', id })),
  learn: (message) => (house.locked() ? { ok: false, why: inShowMode } : void house.say({ kind: 'mapping/learn', ...message })),
});
