import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { CameraState, Hello, LogLine } from '../../protocol/messages.ts';
import { type OperatorSocket, showRefusal } from '../shared/connection.ts';
import { Mirror, nothingYet, type ShowNow } from '../shared/mirror.ts';
import { tell } from '../shared/notices.ts';
import { createPaintingFeed, lookAtPainting, type PaintingFeed } from '../shared/painting-feed.ts';
import { createPace } from '../wall/moment.ts';
import { type ArmDesk, createArmDesk } from './arm-desk.ts';
import { type CueDesk, createCueDesk } from './cue-desk.ts';
import { createGoGuard } from './go-guard.ts';
import { createPlayDesk, type PlayDesk } from './play-desk.ts';
import { createPreviewDesk, type PreviewDesk } from './preview/preview-desk.ts';

/** Lines of the log that the console keeps. */
const LOG_LINES = 300;
/** How long a refused GO stays red, ms. */
const RED_MS = 500;

/** What the console knows, and what it can do. */
export interface Desk {
  readonly arm: ArmDesk;
  readonly hello: ReadonlySignal<Hello | null>;
  readonly now: ReadonlySignal<ShowNow>;
  readonly log: ReadonlySignal<readonly LogLine[]>;
  readonly cameras: ReadonlySignal<Readonly<Record<string, CameraState>>>;
  readonly phones: ReadonlySignal<number>;
  readonly feed: PaintingFeed;
  readonly play: PlayDesk;
  readonly cues: CueDesk;
  readonly preview: PreviewDesk;
  /** whether the last GO was refused, for as long as it must be seen */
  readonly goRefused: ReadonlySignal<boolean>;
  goPress(): void;
  goRelease(): void;
  panic(): void;
  blackout(): void;
  master(which: 'light' | 'sound', level: number): void;
  param(name: string, value: number): void;
  dispose(): void;
}

export function createDesk(socket: OperatorSocket): Desk {
  // what happened on the wall is for the preview to take; while it is folded away, little is kept
  const mirror = new Mirror();
  const pace = createPace();
  const hello = signal<Hello | null>(null);
  const now = signal<ShowNow>(nothingYet);
  const log = signal<readonly LogLine[]>([]);
  const cameras = signal<Readonly<Record<string, CameraState>>>({});
  const phones = signal(0);
  const goRefused = signal(false);
  const feed = createPaintingFeed(lookAtPainting);
  const play = createPlayDesk(socket, now);
  const cues = createCueDesk(socket, now);
  const preview = createPreviewDesk({ mirror, pace, hello, cues: cues.list });
  const guard = createGoGuard();
  const arm = createArmDesk(socket, hello);
  let red: ReturnType<typeof setTimeout> | undefined;

  socket.on('hello', (said) => {
    mirror.begin();
    hello.value = said;
    feed.refresh();
  });
  socket.on('scene', (scene) => {
    const said = hello.peek();
    if (said !== null) hello.value = { ...said, scene };
  });
  socket.on('frame', (frame) => {
    if (!mirror.take(frame)) return;
    pace.heard(frame.time, performance.now() / 1000);
    now.value = mirror.now;
  });
  socket.on('painted', feed.add);
  socket.on('notice', tell);
  socket.on('log', (line) => {
    log.value = [...log.peek(), line].slice(-LOG_LINES);
  });
  socket.on('cameras', (said) => {
    cameras.value = said;
  });
  socket.on('phones', (count) => {
    phones.value = count;
  });

  const refuseGo = (): void => {
    goRefused.value = true;
    clearTimeout(red);
    red = setTimeout(() => {
      goRefused.value = false;
    }, RED_MS);
  };

  return {
    hello,
    now,
    arm,
    log,
    cameras,
    phones,
    feed,
    play,
    cues,
    preview,
    goRefused: computed(() => goRefused.value),
    goPress() {
      if (guard.press(performance.now()) === 'refused' || !socket.connected) return refuseGo();
      socket.emit('go', {}, (reply) => {
        if (!reply.ok) refuseGo();
        showRefusal(reply);
      });
    },
    goRelease: guard.release,
    panic: () => void socket.emit('panic', {}, showRefusal),
    blackout: () => void socket.emit('blackout', { on: !now.peek().masters.blackout }, showRefusal),
    master: (which, level) => void socket.emit('master', { which, level }, showRefusal),
    param: (name, value) => void socket.emit('param', { name, value }, showRefusal),
    dispose() {
      clearTimeout(red);
      arm.dispose();
      feed.dispose();
      play.dispose();
      cues.dispose();
    },
  };
}
