import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { HZ } from '../../../engine/show.ts';
import type { RoomSound } from '../wall/sound.ts';
import type { Stretch } from './command.ts';
import type { ReplayKey } from './keys.ts';
import { type Player, SPEEDS } from './player.ts';
import { following, zoomed } from './view.ts';
import type { Opened } from './worker-messages.ts';

/** All that can be done to a replay that is open, whether by key or by hand. */
export interface ReplayDesk {
  readonly opened: Opened;
  readonly folder: string;
  readonly run: number;
  readonly player: Player;
  readonly sound: RoomSound;
  readonly view: Signal<Stretch>;
  /** from in to out; all of it until something is chosen */
  readonly chosen: ReadonlySignal<Stretch>;
  readonly help: Signal<boolean>;
  readonly act: Readonly<Record<ReplayKey, () => void>>;
  seek(step: number): void;
}

interface Parts {
  readonly opened: Opened;
  readonly folder: string;
  readonly player: Player;
  readonly sound: RoomSound;
}

export function createDesk({ opened, folder, player, sound }: Parts): ReplayDesk {
  const { steps, cues } = opened.marks;
  const view = signal<Stretch>({ from: 0, to: steps });
  const chosen = signal<Stretch>({ from: 0, to: steps });
  const help = signal(false);
  const seek = (step: number): void => {
    player.seek(step);
    view.value = following(view.peek(), player.at.peek(), steps);
  };
  const by = (s: number) => (): void => seek(player.at.peek() + s * HZ);
  const faster = (places: number) => (): void => {
    const now = SPEEDS.findIndex((speed) => Math.abs(speed - player.speed.peek()) < 1e-6);
    player.speed.value = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, now + places))] ?? 1;
  };
  const zoom = (factor: number) => (): void => {
    view.value = zoomed(view.peek(), factor, player.at.peek(), steps);
  };
  const last = Math.max(1, steps);
  return {
    opened,
    folder,
    run: opened.head.run,
    player,
    sound,
    view,
    chosen: computed(() => chosen.value),
    help,
    seek,
    act: {
      play: () => player.toggle(),
      back: by(-1),
      on: by(1),
      'far-back': by(-10),
      'far-on': by(10),
      begin: () => seek(1),
      end: () => seek(last),
      next: () => seek(cues.find(({ step }) => step > player.at.peek())?.step ?? last),
      // a second after a cue one means the one before it
      previous: () => seek(cues.findLast(({ step }) => step < player.at.peek() - HZ)?.step ?? 1),
      in: () => {
        const from = player.at.peek();
        chosen.value = { from, to: chosen.peek().to > from ? chosen.peek().to : steps };
      },
      out: () => {
        const to = player.at.peek();
        chosen.value = { from: chosen.peek().from < to ? chosen.peek().from : 0, to };
      },
      slower: faster(-1),
      faster: faster(1),
      nearer: zoom(0.5),
      farther: zoom(2),
      whole: () => {
        view.value = { from: 0, to: steps };
      },
      sound: () => sound.toggleMute(),
      help: () => {
        help.value = !help.peek();
      },
    },
  };
}
