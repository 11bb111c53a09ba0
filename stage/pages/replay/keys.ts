export type ReplayKey =
  | 'play'
  | 'back'
  | 'on'
  | 'far-back'
  | 'far-on'
  | 'begin'
  | 'end'
  | 'next'
  | 'previous'
  | 'in'
  | 'out'
  | 'slower'
  | 'faster'
  | 'nearer'
  | 'farther'
  | 'whole'
  | 'sound'
  | 'help';

interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const keys: Readonly<Record<string, ReplayKey>> = {
  ' ': 'play',
  home: 'begin',
  end: 'end',
  n: 'next',
  p: 'previous',
  i: 'in',
  o: 'out',
  '<': 'slower',
  ',': 'slower',
  '>': 'faster',
  '.': 'faster',
  '+': 'nearer',
  '=': 'nearer',
  '-': 'farther',
  '0': 'whole',
  m: 'sound',
  '?': 'help',
};

/** @returns what a press asks for, or null; the browser's own shortcuts are left alone */
export function replayKeyOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Press): ReplayKey | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === 'ArrowLeft') return shiftKey ? 'far-back' : 'back';
  if (key === 'ArrowRight') return shiftKey ? 'far-on' : 'on';
  return keys[key.toLowerCase()] ?? null;
}
