import { type ReadonlySignal, signal } from '@preact/signals';
import { findScene } from '../../../scenes/index.ts';
import type { StageFrame } from '../../../scenes/kit/scene.ts';
import { createVoices } from './voices.ts';

/** `waiting`: the browser lets no page sound before somebody touches it. */
export type SoundState = 'starting' | 'waiting' | 'on' | 'muted' | 'failed';

export interface RoomSound {
  readonly state: ReadonlySignal<SoundState>;
  want(scene: string, seed: number): void;
  /** Somebody touched the page or a key: sound may begin. */
  wake(): void;
  toggleMute(): void;
  /** Lets an audio worklet's processor hear all that is played. @returns what it posts; null while there is no sound */
  listen(module: string, processor: string): Promise<MessagePort | null>;
  /**
   * @param leaving - the moment for a scene that goes
   * @param share - how far the wall is from the scene before to this one, 0..1: the sound goes with it
   * @param master - 0 to 1, as the show says
   */
  step(moment: StageFrame, leaving: StageFrame, share: number, dtS: number, master: number): void;
  dispose(): void;
}

/** Long enough for a browser that allows sound to say so, ms. */
const ALLOWED_WITHIN_MS = 400;

/** The scenes' sound. Tone is loaded after the picture: it is large, and nothing is heard in the first second. */
export function createRoomSound(mute: boolean, onTrouble: (text: string) => void): RoomSound {
  const state = signal<SoundState>(mute ? 'muted' : 'starting');
  const voices = createVoices();
  let tone: typeof import('tone') | null = null;
  let wish: { readonly scene: string; readonly seed: number } | null = null;
  let loading = '';
  let open = true;

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
  const load = async (scene: string, seed: number, key: string): Promise<void> => {
    loading = key;
    try {
      const module = await findScene(scene)?.sound();
      const sound = await module?.createSound({ seed });
      if (sound === undefined) return;
      if (!open || loading !== key) return sound.dispose();
      voices.add(key, sound);
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
    async listen(module, processor) {
      if (tone === null || !running()) return null;
      const context = tone.getContext();
      await context.addAudioWorkletModule(module);
      const ear = context.createAudioWorkletNode(processor);
      tone.connect(tone.getDestination(), ear);
      // a node that leads nowhere may not be run at all; it adds silence
      tone.connect(ear, context.rawContext.destination);
      return ear.port;
    },
    step(moment, leaving, share, dtS, level) {
      if (state.peek() === 'on' && !running()) state.value = 'waiting';
      const on = state.peek() === 'on';
      if (wish !== null) {
        const key = JSON.stringify(wish);
        voices.lead(key);
        if (on && voices.leader !== key && loading !== key) void load(wish.scene, wish.seed, key);
      }
      voices.step(moment, leaving, share, on ? level : 0, dtS, running());
    },
    dispose() {
      open = false;
      voices.dispose();
    },
  };
}
