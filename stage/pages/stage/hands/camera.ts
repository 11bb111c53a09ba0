import { type BodyListener, createBodyTracker } from './body-tracker.ts';
import { openCamera } from './open-camera.ts';
import type { HandListener, HandSource } from './source.ts';
import { createTracker, type Tracker } from './tracker.ts';
import { everyImage } from './video-images.ts';
import type { HandsSeen } from './worker-messages.ts';

export interface CameraWish {
  readonly delegate: 'CPU' | 'GPU';
  /** part of a camera's name, where there are several */
  readonly cameraName: string | null;
  /** to look for, 1 to 4 */
  readonly people: number;
  /** look for whole bodies too */
  readonly bodies: boolean;
}

/** A camera that could not be had is asked for again this often, ms. */
const AGAIN_MS = 10_000;

/**
 * Hands before the camera, and whole bodies where they are wished for. Images never leave this page: only what the workers
 * saw in them does.
 */
export function createCameraHands(wish: CameraWish, listener: HandListener, bodyListener: BodyListener): HandSource {
  let running: { close(): void } | null = null;

  const run = (): { close(): void } => {
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    let open = true;
    let stream: MediaStream | null = null;
    let tracker: Tracker | null = null;
    let bodies: Tracker | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    let asking = false;

    const release = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop();
      stream = null;
      video.srcObject = null;
    };
    const ask = async (): Promise<void> => {
      if (asking || stream !== null) return;
      asking = true;
      clearTimeout(again);
      const camera = await openCamera(wish.cameraName);
      asking = false;
      if (!open) {
        if (camera.ok) for (const track of camera.value.getTracks()) track.stop();
        return;
      }
      if (!camera.ok) {
        listener.onState(camera.why);
        if (camera.why.kind !== 'refused' && camera.why.remedy !== 'insecure') again = setTimeout(ask, AGAIN_MS);
        return;
      }
      stream = camera.value;
      for (const track of stream.getVideoTracks())
        track.addEventListener('ended', () => {
          release();
          listener.onFrame({ source: 'camera', t: performance.now(), aspect: 4 / 3, hands: [] }, 0);
          listener.onState({ kind: 'absent', text: `the camera "${track.label}" went away`, remedy: 'absent' });
          again = setTimeout(ask, AGAIN_MS / 5);
        });
      video.srcObject = stream;
      await video.play().catch(() => undefined);
      const begin = { kind: 'begin', origin: location.origin, delegate: wish.delegate, people: wish.people } as const;
      tracker ??= createTracker<HandsSeen>(
        'hand',
        () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'hands' }),
        begin,
        {
          onSeen: ({ t, aspect, hands, detectMs }) => listener.onFrame({ source: 'camera', t, aspect, hands: [...hands] }, detectMs),
          onState(state) {
            listener.onState(state);
            // two that load at once keep one another from being ready in time on a slow machine: hands come first
            if (wish.bodies && state.kind !== 'failed') bodies ??= createBodyTracker(begin, bodyListener);
          },
        },
      );
    };

    listener.onState({ kind: 'starting', text: 'asking for the camera', remedy: null });
    const unwatch = everyImage(
      video,
      () => tracker?.idle === true || bodies?.idle === true,
      (image, t) => {
        if (bodies?.offer(image, t) !== true && tracker?.offer(image, t) !== true) image.close();
      },
    );
    const changed = (): void => void ask();
    navigator.mediaDevices?.addEventListener('devicechange', changed);
    void ask();
    return {
      close() {
        open = false;
        clearTimeout(again);
        navigator.mediaDevices?.removeEventListener('devicechange', changed);
        unwatch();
        tracker?.dispose();
        bodies?.dispose();
        release();
      },
    };
  };

  return {
    start() {
      running ??= run();
    },
    stop() {
      if (running === null) return;
      running.close();
      running = null;
      listener.onState({ kind: 'off', text: 'the camera is switched off', remedy: 'off' });
    },
  };
}
