import { z } from 'zod';

/** Hands that have a signal of their own at once: eight people with two each. */
export const HANDS = 16;

export interface Label {
  readonly en: string;
  readonly fr: string;
}

/** What is known of a signal before it has a value: who makes it, its range, its unit and its name for a person. */
export interface SignalKind {
  /** `room`: seen by the show itself; `clock`: of its tempo; `heard`: told from outside, 0..1 */
  readonly from: 'room' | 'clock' | 'heard';
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly label: Label;
}

interface Family extends Omit<SignalKind, 'label'> {
  readonly pattern: RegExp;
  /** @param n - what the pattern's first group held */
  readonly label: (n: string) => Label;
}

const heard = { from: 'heard', min: 0, max: 1, unit: '' } as const;
const room = { from: 'room', min: 0, max: 1, unit: '' } as const;
const clock = { from: 'clock', min: 0, max: 1, unit: '' } as const;
const fixed = (en: string, fr: string) => (): Label => ({ en, fr });
/** A number counted from 0 in names is counted from 1 by people. */
const counted = (n: string): number => Number(n) + 1;

const hand = (feature: string, en: string, fr: string, range: Partial<SignalKind> = {}): Family => ({
  ...room,
  ...range,
  pattern: new RegExp(`^hand/(\\d|1[0-5])/${feature}$`),
  label: (n) => ({ en: `Hand ${counted(n)}, ${en}`, fr: `Main ${counted(n)}, ${fr}` }),
});
/** 0 to 127 without leading zeros: one signal has one name. */
const SEVEN_BITS = '(\\d|[1-9]\\d|1[01]\\d|12[0-7])';

const FAMILIES: readonly Family[] = [
  hand('height', 'height', 'hauteur'),
  hand('across', 'across', 'de gauche à droite'),
  hand('openness', 'openness', 'ouverture'),
  hand('span', 'nearness', 'proximité', { min: 0.03, max: 0.5 }),
  hand('speed', 'speed', 'vitesse', { max: 3, unit: '/s' }),
  hand('grip', 'grip', 'prise'),
  hand('still', 'stillness', 'immobilité', { max: 10, unit: 's' }),
  { ...room, pattern: /^crowd\/energy$/, label: fixed('Energy of the room', 'Énergie de la salle') },
  { ...room, pattern: /^crowd\/presence$/, label: fixed('Somebody is here', 'Il y a quelqu’un') },
  { ...room, max: 20, pattern: /^crowd\/count$/, label: fixed('People here', 'Personnes présentes') },
  { ...room, max: 20, pattern: /^phone\/count$/, label: fixed('Fingers on phones', 'Doigts sur téléphones') },
  { ...clock, pattern: /^clock\/beat$/, label: fixed('Beat, from one to the next', 'Temps, de l’un à l’autre') },
  { ...clock, pattern: /^clock\/bar$/, label: fixed('Bar, from one to the next', 'Mesure, de l’une à l’autre') },
  { ...clock, pattern: /^clock\/sway$/, label: fixed('Swell of a bar, there and back', 'Balancement d’une mesure') },
  { ...heard, pattern: /^sound\/level$/, label: fixed('Microphone, level', 'Micro, niveau') },
  { ...heard, pattern: /^sound\/low$/, label: fixed('Microphone, low', 'Micro, graves') },
  { ...heard, pattern: /^sound\/mid$/, label: fixed('Microphone, middle', 'Micro, médiums') },
  { ...heard, pattern: /^sound\/high$/, label: fixed('Microphone, high', 'Micro, aigus') },
  { ...heard, pattern: new RegExp(`^midi/cc/${SEVEN_BITS}$`), label: (n) => ({ en: `MIDI controller ${n}`, fr: `Contrôleur MIDI ${n}` }) },
  { ...heard, pattern: new RegExp(`^midi/note/${SEVEN_BITS}$`), label: (n) => ({ en: `MIDI note ${n}`, fr: `Note MIDI ${n}` }) },
  { ...heard, pattern: /^midi\/bend$/, label: fixed('MIDI pitch wheel', 'Molette MIDI') },
  { ...heard, pattern: /^pad\/axis\/([0-7])$/, label: (n) => ({ en: `Gamepad axis ${counted(n)}`, fr: `Manette, axe ${counted(n)}` }) },
  {
    ...heard,
    pattern: /^pad\/button\/(\d|[12]\d|3[01])$/,
    label: (n) => ({ en: `Gamepad button ${counted(n)}`, fr: `Manette, bouton ${counted(n)}` }),
  },
  { ...heard, pattern: /^bid\/last$/, label: fixed('Last bid', 'Dernière enchère') },
  { ...heard, pattern: /^osc\/([a-z0-9-]{1,20}(?:\/[a-z0-9-]{1,20}){0,2})$/, label: (n) => ({ en: `OSC ${n}`, fr: `OSC ${n}` }) },
];

/** @returns what is known of a signal of this name, or null when no source makes one */
export function signalKind(name: string): SignalKind | null {
  for (const family of FAMILIES) {
    const match = family.pattern.exec(name);
    if (match) return { from: family.from, min: family.min, max: family.max, unit: family.unit, label: family.label(match[1] ?? '') };
  }
  return null;
}

const name = z.string().max(70);
const EXAMPLES = 'such as "hand/0/height", "crowd/energy", "clock/sway", "sound/low", "midi/cc/1", "pad/axis/0" or "osc/fader/1"';

/** Any signal that a mapping may listen to. */
export const signalNameSchema = name.refine((text) => signalKind(text) !== null, `is no signal; give one ${EXAMPLES}`);

/** A signal that may be told from outside; what the show sees by itself cannot be claimed. */
export const heardNameSchema = name.refine(
  (text) => signalKind(text)?.from === 'heard',
  'is no signal that can be told; give one such as "sound/low", "midi/cc/1", "pad/axis/0" or "osc/fader/1"',
);
