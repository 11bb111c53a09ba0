import { type ReadonlySignal, signal } from '@preact/signals';
import type { Cue } from '../../../engine/cues/cue.ts';
import type { ArtistWish, SavedView } from '../../protocol/artist.ts';
import type { DoorReply } from '../../protocol/doors.ts';
import { type OperatorSocket, showRefusal } from '../shared/connection.ts';
import { words } from '../shared/i18n/language.ts';
import type { ShowNow } from '../shared/mirror.ts';
import { afterNext } from './after-next.ts';
import { createEditor, type Editor } from './editor/desk.ts';
import { hears } from './line.ts';

/** What was not answered for so long is taken for lost, ms. */
const UNHEARD_MS = 4000;

/** What the console can do to the cues and to what is kept of the faders. */
export interface CueDesk {
  /** whether the list lies over the painting */
  readonly open: ReadonlySignal<boolean>;
  /** all cues, in their order */
  readonly list: ReadonlySignal<readonly Cue[]>;
  readonly saved: ReadonlySignal<SavedView | null>;
  readonly editor: Editor;
  toggle(): void;
  /** fires a cue by its number */
  jump(number: number): void;
  wish(wish: ArtistWish): void;
  /** passes over the next cue: the one after it stands by, and nothing fires */
  pass(): void;
  dispose(): void;
}

/** @returns what the show answers; a line that is down is an answer too, and what was asked is not said later */
async function askShow(socket: OperatorSocket, wish: ArtistWish): Promise<DoorReply> {
  const { unheard, unheardRemedy } = words.peek().editor;
  const lost: DoorReply = { ok: false, why: { code: 'door/unheard', text: unheard, remedy: unheardRemedy } };
  if (!socket.connected) return lost;
  return new Promise((answer) => {
    const timer = setTimeout(() => answer(lost), UNHEARD_MS);
    socket.emit('artist', wish, (reply) => {
      clearTimeout(timer);
      answer(reply);
    });
  });
}

export function createCueDesk(socket: OperatorSocket, now: ReadonlySignal<ShowNow>): CueDesk {
  const open = signal(false);
  const list = signal<readonly Cue[]>([]);
  const saved = signal<SavedView | null>(null);
  socket.on('cues', (cues) => {
    list.value = cues;
  });
  socket.on('saved', (said) => {
    saved.value = said;
  });
  const editor = createEditor({ list, now, ask: (wish) => askShow(socket, wish), refuse: showRefusal });
  return {
    ...{ open, list, saved, editor },
    toggle: () => {
      open.value = !open.peek();
    },
    jump(number) {
      if (hears(socket)) socket.emit('cue', { number }, showRefusal);
    },
    wish(wish) {
      if (hears(socket)) socket.emit('artist', wish, showRefusal);
    },
    pass() {
      const number = afterNext(list.peek(), now.peek().cue?.nextNumber ?? null);
      if (number !== null && hears(socket)) socket.emit('artist', { kind: 'cue/standby', number }, showRefusal);
    },
    dispose: editor.dispose,
  };
}
