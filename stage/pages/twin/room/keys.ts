import type { ViewKey } from './viewpoint.ts';

/** The little of a keyboard event that matters here. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const keys: Readonly<Record<string, ViewKey>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  '+': 'nearer',
  '=': 'nearer',
  '-': 'farther',
  '0': 'home',
};

/** @returns what a press asks of the view, or null; with Ctrl it is the browser's own */
export function viewKeyOf({ key, ctrlKey, metaKey, altKey }: Press): ViewKey | null {
  if (ctrlKey || metaKey || altKey || !Object.hasOwn(keys, key)) return null;
  return keys[key] ?? null;
}
