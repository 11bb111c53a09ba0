import type { Word } from './words.ts';

/** What stays in force from line to line. Numbers are those of the G and M words. */
export interface Modes {
  readonly motion: 0 | 1 | 2 | 3 | 80;
  readonly plane: 17 | 18 | 19;
  readonly inches: boolean;
  readonly incremental: boolean;
  readonly inverseTime: boolean;
  /** 0 to 5 for G54 to G59 */
  readonly system: number;
  readonly spindle: 3 | 4 | 5;
  readonly coolant: 8 | 9;
}

export const freshModes: Modes = {
  motion: 0,
  plane: 17,
  inches: false,
  incremental: false,
  inverseTime: false,
  system: 0,
  spindle: 5,
  coolant: 9,
};

/** What a line does once. `home` goes to, or with `keep` stores, the place of G28 (0) or G30 (1). */
export type Once = 'none' | 'dwell' | 'offsets' | 'absolute' | 'shift' | 'unshift' | 'home0' | 'home1' | 'keep0' | 'keep1';

/** The commands of one line, after the checks that need no values. */
export interface Commands {
  readonly modes: Modes;
  readonly once: Once;
  /** which command claims the axis words: none yet, one that acts once, or a motion */
  readonly claims: 'none' | 'once' | 'motion';
  readonly flow: 'none' | 'pause' | 'end';
  /** modal groups that were named */
  readonly groups: ReadonlySet<string>;
}

interface Effect {
  readonly group: string;
  readonly modes?: Partial<Modes>;
  readonly once?: Once;
  readonly claims?: 'once' | 'motion';
  readonly flow?: 'pause' | 'end';
}

/** by a hundred times the number, so that G28.1 is 2810 */
const gWords: Readonly<Record<number, Effect>> = {
  0: { group: 'motion', claims: 'motion', modes: { motion: 0 } },
  100: { group: 'motion', claims: 'motion', modes: { motion: 1 } },
  200: { group: 'motion', claims: 'motion', modes: { motion: 2 } },
  300: { group: 'motion', claims: 'motion', modes: { motion: 3 } },
  400: { group: 'once', once: 'dwell' },
  1000: { group: 'once', once: 'offsets', claims: 'once' },
  1700: { group: 'plane', modes: { plane: 17 } },
  1800: { group: 'plane', modes: { plane: 18 } },
  1900: { group: 'plane', modes: { plane: 19 } },
  2000: { group: 'units', modes: { inches: true } },
  2100: { group: 'units', modes: { inches: false } },
  2800: { group: 'once', once: 'home0', claims: 'once' },
  2810: { group: 'once', once: 'keep0' },
  3000: { group: 'once', once: 'home1', claims: 'once' },
  3010: { group: 'once', once: 'keep1' },
  4000: { group: 'cutter' },
  4900: { group: 'tool length' },
  5300: { group: 'once', once: 'absolute' },
  5400: { group: 'system', modes: { system: 0 } },
  5500: { group: 'system', modes: { system: 1 } },
  5600: { group: 'system', modes: { system: 2 } },
  5700: { group: 'system', modes: { system: 3 } },
  5800: { group: 'system', modes: { system: 4 } },
  5900: { group: 'system', modes: { system: 5 } },
  6100: { group: 'path' },
  8000: { group: 'motion', modes: { motion: 80 } },
  9000: { group: 'distance', modes: { incremental: false } },
  9100: { group: 'distance', modes: { incremental: true } },
  9110: { group: 'arc distance' },
  9200: { group: 'once', once: 'shift', claims: 'once' },
  9210: { group: 'once', once: 'unshift' },
  9300: { group: 'feed', modes: { inverseTime: true } },
  9400: { group: 'feed', modes: { inverseTime: false } },
};

const mWords: Readonly<Record<number, Effect>> = {
  0: { group: 'flow', flow: 'pause' },
  100: { group: 'flow' },
  200: { group: 'flow', flow: 'end' },
  3000: { group: 'flow', flow: 'end' },
  300: { group: 'spindle', modes: { spindle: 3 } },
  400: { group: 'spindle', modes: { spindle: 4 } },
  500: { group: 'spindle', modes: { spindle: 5 } },
  800: { group: 'coolant', modes: { coolant: 8 } },
  900: { group: 'coolant', modes: { coolant: 9 } },
};

/**
 * Gathers the G and M words of a line.
 *
 * @returns Grbl's error code for words that are unknown (20), not whole (23), of one modal group twice (21), or that
 *   claim the axis words twice (24). Probing (G38.x) and tool lengths (G43.1) are unknown to this controller.
 */
export function readCommands(words: readonly Word[], before: Modes): Commands | number {
  let modes = before;
  let once: Once = 'none';
  let claims: Commands['claims'] = 'none';
  let flow: Commands['flow'] = 'none';
  const groups = new Set<string>();
  for (const { letter, value } of words) {
    if (letter !== 'G' && letter !== 'M') continue;
    const table = letter === 'G' ? gWords : mWords;
    const effect = table[Math.round(value * 100)];
    if (effect === undefined) return table[Math.trunc(value) * 100] === undefined ? 20 : 23;
    if (effect.claims !== undefined) {
      if (claims !== 'none') return 24;
      claims = effect.claims;
    }
    if (groups.has(effect.group)) return 21;
    groups.add(effect.group);
    modes = { ...modes, ...effect.modes };
    once = effect.once ?? once;
    flow = effect.flow ?? flow;
  }
  return { modes, once, claims, flow, groups };
}
