import type { Input } from '../input.ts';
import type { Deed } from './deed.ts';
import type { Mapping } from './schema.ts';

/** A key counts as pressed however softly; anything else once it is half-way. In shares of the in-range. */
const KEY = { on: 0.005, off: 0.005 };
const REST = { on: 0.5, off: 0.4 };

/** @returns from where on its signal counts as pressed, and under what as let go */
export const pressOf = ({ threshold, from }: Mapping): { readonly on: number; readonly off: number } =>
  threshold ?? (from.startsWith('midi/note/') ? KEY : REST);

/** As much of a show as a deed turns over. */
interface Switches {
  readonly cues: { readonly held: boolean };
  readonly masters: { readonly blackout: boolean };
  readonly frozen: boolean;
}

/** @param ms - of the show, for who taps; @returns what is said where a deed is done */
export function inputOf(deed: Deed, { cues, masters, frozen }: Switches, ms: number): Input {
  switch (deed) {
    case 'back':
    case 'stop':
      return { kind: `cue/${deed}` };
    case 'hold':
      return { kind: 'cue/hold', on: !cues.held };
    case 'blackout':
      return { kind: 'blackout', on: !masters.blackout };
    case 'freeze':
      return { kind: 'freeze', on: !frozen };
    case 'tap':
      return { kind: 'tempo/tap', t: ms };
    default:
      return { kind: deed };
  }
}
