import { isStopKey } from '../shared/stop-key.ts';

export type ConsoleKey = 'go' | 'panic' | 'stop' | 'hold' | 'move' | 'list' | 'preview' | 'undo' | 'blackout' | 'withdraw' | 'help';

/** The little of a keyboard event that matters here. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const keys: Readonly<Record<string, ConsoleKey>> = {
  ' ': 'go',
  escape: 'panic',
  h: 'hold',
  j: 'move',
  l: 'list',
  p: 'preview',
  z: 'undo',
  b: 'blackout',
  delete: 'withdraw',
  backspace: 'withdraw',
  '?': 'help',
};

/** @returns what a press asks for, or null; the browser's own shortcuts are left alone */
export function consoleKeyOf(press: Press): ConsoleKey | null {
  if (isStopKey(press)) return 'stop';
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  return keys[press.key.toLowerCase()] ?? null;
}
