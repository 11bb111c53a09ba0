export type StageKey = 'fullscreen' | 'easel' | 'join' | 'camera' | 'mute' | 'listen' | 'help' | 'stop';

/** Keys of the stage page, as they are printed in its help. */
export const stageKeys: readonly (readonly [key: string, does: StageKey])[] = [
  ['F', 'fullscreen'],
  ['P', 'easel'],
  ['Q', 'join'],
  ['C', 'camera'],
  ['M', 'mute'],
  ['L', 'listen'],
  ['⇧ S', 'stop'],
  ['?', 'help'],
];

/** The little of a keyboard event that matters here. */
export interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

const plain: Readonly<Record<string, StageKey>> = {
  f: 'fullscreen',
  p: 'easel',
  q: 'join',
  c: 'camera',
  m: 'mute',
  l: 'listen',
  '?': 'help',
};

/** @returns what a press asks for, or null. Stopping takes Shift, so that a leaning elbow does not stop a painting. */
export function stageKeyOf(press: Press): StageKey | null {
  if (press.repeat || press.ctrlKey || press.metaKey || press.altKey) return null;
  const key = press.key.toLowerCase();
  if (key === 's') return press.shiftKey ? 'stop' : null;
  return plain[key] ?? null;
}
