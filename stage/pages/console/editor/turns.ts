import { effect, type ReadonlySignal } from '@preact/signals';
import type { ArtistWish, Turnable } from '../../../protocol/artist.ts';
import type { DoorReply } from '../../../protocol/doors.ts';
import type { ShowNow } from '../../shared/mirror.ts';

interface Parts {
  readonly now: ReadonlySignal<ShowNow>;
  readonly ask: (wish: ArtistWish) => Promise<DoorReply>;
  readonly refuse: (reply: DoorReply) => void;
}

/** Steps back and forward among the edits: each names the edit that this console tells of, so that nobody takes back another's unseen. */
export function createTurns({ now, ask, refuse }: Parts) {
  const next = (way: 'undo' | 'redo'): Turnable | null => now.value.editable[way];
  /** @returns once the show tells of another edit than this one */
  const passed = (way: 'undo' | 'redo', id: number): Promise<void> =>
    new Promise((resolve) => {
      let stop: (() => void) | null = null;
      const look = (): void => {
        if (next(way)?.id === id) return;
        stop?.();
        resolve();
      };
      stop = effect(look);
      look();
    });
  const turn = async (way: 'undo' | 'redo'): Promise<void> => {
    const edit = now.peek().editable[way];
    const reply = await ask({ kind: `edit/${way}`, ...(edit !== null && { edit: edit.id }) });
    refuse(reply);
    if (reply.ok && edit !== null) await passed(way, edit.id);
  };
  /** who presses three times means three steps, one after the other */
  let last: Promise<void> = Promise.resolve();
  const then = (way: 'undo' | 'redo') => (): void => {
    last = last.then(() => turn(way));
  };
  return { undo: then('undo'), redo: then('redo') };
}
