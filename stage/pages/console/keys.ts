import { isPauseKey, isStopKey } from '../shared/stop-key.ts';

export type ConsoleKey =
  | 'go'
  | 'pass'
  | 'panic'
  | 'stop'
  | 'hold'
  | 'move'
  | 'list'
  | 'preview'
  | 'undo'
  | 'undo-edit'
  | 'redo-edit'
  | 'blackout'
  | 'withdraw'
  | 'help'
  | 'discard';

/** The little of a keyboard event that matters here. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey?: boolean;
}

const keys: Readonly<Record<string, ConsoleKey>> = {
  ' ': 'go',
  n: 'pass',
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
  f9: 'discard',
};
/** These write nothing, and count wherever the focus is. */
const ALWAYS: readonly ConsoleKey[] = ['panic', 'discard'];

/** As everywhere: Ctrl + Z back, Ctrl + Shift + Z or Ctrl + Y forward. In a text field they are the browser's own. */
function stepKeyOf({ key, altKey, shiftKey = false }: Press): ConsoleKey | null {
  const letter = key.toLowerCase();
  if (altKey || (letter !== 'z' && letter !== 'y')) return null;
  if (letter === 'y') return shiftKey ? null : 'redo-edit';
  return shiftKey ? 'redo-edit' : 'undo-edit';
}

/**
 * @param typing - a text field has the focus: letters are letters there, Space is a space, and GO is on its button only
 * @returns what a press asks for, or null; the browser's own shortcuts are left alone
 */
export function consoleKeyOf(press: Press, typing = false): ConsoleKey | null {
  if (typing ? isPauseKey(press) : isStopKey(press)) return 'stop';
  if (press.ctrlKey || press.metaKey) return typing ? null : stepKeyOf(press);
  if (press.altKey) return null;
  const key = keys[press.key.toLowerCase()] ?? null;
  return typing && key !== null && !ALWAYS.includes(key) ? null : key;
}
