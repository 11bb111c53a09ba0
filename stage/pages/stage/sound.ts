import { type ReadonlySignal, signal } from '@preact/signals';
import { findScene } from '../../../scenes/index.ts';
import type { Sound, StageFrame } from '../../../scenes/kit/scene.ts';
import { createFade } from './fade.ts';

/** `waiting`: the browser lets no page sound before somebody touches it. */
export type SoundState = 'starting' | 'waiting' | 'on' | 'muted' | 'failed';

export interface RoomSound {
  readonly state: ReadonlySignal<SoundState>;
  want(scene: string, seed: number): void;
  /** Somebody touched the page or a key: sound may begin. */
  wake(): void;
  toggleMute(): void;
  /** @param master - 0 to 1, as the show says */
  step(moment: StageFrame, dtS: number, master: number): void;
  dispose(): void;
}

/** Long enough for a browser that allows sound to say so, ms. */
const ALLOWED_WITHIN_MS = 400;
/** An old scene rings out this long before it is taken down, ms. */
const RING_OUT_MS = 2500;

/** The current scene's sound. Tone is loaded after the picture: it is large, and nothing is heard in the first second. */
export function createRoomSound(mute: boolean, onTrouble: (text: string) => void): RoomSound {
  const state = signal<SoundState>(mute ? 'muted' : 'starting');
  const master = createFade(0.06, 6);
  let tone: typeof import('tone') | null = null;
  let wish: { readonly scene: string; readonly seed: number } | null = null;
  let playing: { readonly key: string; readonly sound: Sound } | null = null;
  let loading = '';
  let open = true;
  const leaving = new Map<ReturnType<typeof setTimeout>, Sound>();

  const running = (): boolean => tone?.getContext().state === 'running';
  const awake = async (): Promise<void> => {
    try {
      tone ??= await import('tone');
      if (!open) return;
      await Promise.race([tone.start(), new Promise((go) => setTimeout(go, ALLOWED_WITHIN_MS))]);
      if (open && state.peek() !== 'muted') state.value = running() ? 'on' : 'waiting';
    } catch (error) {
      state.value = 'failed';
      onTrouble(`sound could not start: ${String(error).slice(0, 200)}`);
    }
  };
  const retire = (sound: Sound): void => {
    sound.setMaster(0);
    const timer = setTimeout(() => {
      leaving.delete(timer);
      sound.dispose();
    }, RING_OUT_MS);
    leaving.set(timer, sound);
  };
  const load = async (scene: string, seed: number, key: string): Promise<void> => {
    loading = key;
    try {
      const module = await findScene(scene)?.sound();
      const sound = await module?.createSound({ seed });
      if (sound === undefined) return;
      if (!open || loading !== key) return sound.dispose();
      if (playing !== null) retire(playing.sound);
      playing = { key, sound };
      master.level = 0;
      sound.setMaster(0);
    } catch (error) {
      state.value = 'failed';
      onTrouble(`the sound of "${scene}" could not be made: ${String(error).slice(0, 200)}`);
    }
  };
  if (!mute) void awake();

  return {
    state,
    want(scene, seed) {
      wish = { scene, seed };
    },
    wake() {
      if (state.peek() === 'waiting') void awake();
    },
    toggleMute() {
      if (state.peek() === 'muted') {
        state.value = 'starting';
        void awake();
      } else state.value = 'muted';
    },
    step(moment, dtS, level) {
      if (state.peek() === 'on' && !running()) state.value = 'waiting';
      const key = JSON.stringify(wish);
      if (wish !== null && state.peek() === 'on' && playing?.key !== key && loading !== key) void load(wish.scene, wish.seed, key);
      if (playing === null) return;
      const before = master.level;
      const now = master.toward(state.peek() === 'on' ? level : 0, dtS);
      if (now !== before) playing.sound.setMaster(now);
      if (running()) playing.sound.step(moment, dtS);
    },
    dispose() {
      open = false;
      playing?.sound.dispose();
      for (const [timer, sound] of leaving) {
        clearTimeout(timer);
        sound.dispose();
      }
      leaving.clear();
    },
  };
}
