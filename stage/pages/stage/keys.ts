import { isStopKey } from '../shared/stop-key.ts';

export type StageKey = 'fullscreen' | 'easel' | 'join' | 'camera' | 'mute' | 'listen' | 'votes' | 'help' | 'stop';

/** Keys of the stage page, as they are printed in its help. */
export const stageKeys: readonly (readonly [key: string, does: StageKey])[] = [
  ['F', 'fullscreen'],
  ['P', 'easel'],
  ['Q', 'join'],
  ['C', 'camera'],
  ['M', 'mute'],
  ['L', 'listen'],
  ['V', 'votes'],
  ['S', 'stop'],
  ['?', 'help'],
];

/** The little of a keyboard event that matters here. */
export interface Press {
  readonly key: string;
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
  v: 'votes',
  '?': 'help',
};

/** @returns what a press asks for, or null; the browser's own shortcuts are left alone */
export function stageKeyOf(press: Press): StageKey | null {
  if (press.repeat) return null;
  if (isStopKey(press)) return 'stop';
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  return plain[press.key.toLowerCase()] ?? null;
}
