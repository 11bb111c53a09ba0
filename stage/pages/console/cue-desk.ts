import { type ReadonlySignal, signal } from '@preact/signals';
import type { Cue } from '../../../engine/cues/cue.ts';
import type { ArtistWish, SavedView } from '../../protocol/artist.ts';
import { type OperatorSocket, showRefusal } from '../shared/connection.ts';

/** What the console can do to the cues and to what is kept of the faders. */
export interface CueDesk {
  /** whether the list lies over the painting */
  readonly open: ReadonlySignal<boolean>;
  /** all cues, in their order */
  readonly list: ReadonlySignal<readonly Cue[]>;
  readonly saved: ReadonlySignal<SavedView | null>;
  toggle(): void;
  /** fires a cue by its number */
  jump(number: number): void;
  wish(wish: ArtistWish): void;
}

export function createCueDesk(socket: OperatorSocket): CueDesk {
  const open = signal(false);
  const list = signal<readonly Cue[]>([]);
  const saved = signal<SavedView | null>(null);
  socket.on('cues', (cues) => {
    list.value = cues;
  });
  socket.on('saved', (said) => {
    saved.value = said;
  });
  return {
    ...{ open, list, saved },
    toggle: () => {
      open.value = !open.peek();
    },
    jump: (number) => void socket.emit('cue', { number }, showRefusal),
    wish: (wish) => void socket.emit('artist', wish, showRefusal),
  };
}
