import { type ReadonlySignal, signal } from '@preact/signals';
import type { ArtistWish } from '../../protocol/artist.ts';
import { type OperatorSocket, showRefusal } from '../shared/connection.ts';

/** What the console can do to the cues and to what is kept of the faders. */
export interface CueDesk {
  /** whether the list lies over the painting */
  readonly open: ReadonlySignal<boolean>;
  toggle(): void;
  /** fires a cue by its number */
  jump(number: number): void;
  wish(wish: ArtistWish): void;
}

export function createCueDesk(socket: OperatorSocket): CueDesk {
  const open = signal(false);
  return {
    open,
    toggle: () => {
      open.value = !open.peek();
    },
    jump: (number) => void socket.emit('cue', { number }, showRefusal),
    wish: (wish) => void socket.emit('artist', wish, showRefusal),
  };
}
