import type { Signal } from '@preact/signals';
import { calmMotion } from '../shared/motion.ts';
import { tell } from '../shared/notices.ts';
import { createPicture, type Picture } from '../wall/picture.ts';
import { onLadder, qualityForTrial } from '../wall/quality.ts';
import { createRenderer } from '../wall/renderer.ts';
import { createRoomSound } from '../wall/sound.ts';
import { timeTrial } from '../wall/trial.ts';
import { createDesk } from './desk.ts';
import type { ReplayState } from './page.tsx';
import { createPlayer } from './player.ts';
import { createProjector } from './projector.ts';
import { createReelRoom } from './reel-room.ts';

/** The canvas of the wall, and how fine this machine draws it. It outlives the performances that are looked at. */
export interface Wall {
  readonly picture: Picture | null;
  readonly quality: number;
}

const trouble = (text: string): void => tell({ code: 'replay/trouble', text, remedy: 'Reload this page.' });

/** @param wished - quality from the address, or null to measure */
export function openWall(canvas: HTMLCanvasElement, wished: number | null): Wall {
  const renderer = createRenderer(canvas);
  if (renderer === null) return { picture: null, quality: 1 };
  const quality = wished === null ? qualityForTrial(timeTrial(renderer)) : onLadder(wished);
  return { picture: createPicture(renderer, { onTrouble: trouble, gentle: calmMotion() }), quality };
}

/** Opens one performance. @returns what closes it again */
export function openRun(run: number, folder: string, { picture, quality }: Wall, state: Signal<ReplayState>): () => void {
  const room = createReelRoom();
  let closed = false;
  let close = (): void => {};
  state.value = { kind: 'coming', what: 'reading', share: 0 };
  const enter = async (): Promise<void> => {
    const opened = await room.open(run, (what, share) => {
      if (!closed) state.value = { kind: 'coming', what, share };
    });
    if (closed) return;
    if (!opened.ok) {
      state.value = { kind: 'failed', why: opened.why };
      return;
    }
    if (opened.value.marks.steps === 0) {
      state.value = { kind: 'empty' };
      return;
    }
    const { seed, palette } = opened.value.head.programme;
    const projector = picture === null ? null : createProjector(picture, { seed, palette, quality });
    projector?.restart();
    const sound = createRoomSound(true, trouble);
    const player = createPlayer({ room, steps: opened.value.marks.steps, seed, projector, sound, onTrouble: trouble });
    close = () => {
      player.dispose();
      sound.dispose();
    };
    state.value = { kind: 'open', desk: createDesk({ opened: opened.value, folder, player, sound }) };
  };
  void enter();
  return () => {
    closed = true;
    close();
    room.dispose();
  };
}
