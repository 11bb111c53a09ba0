import type { WebGLRenderer } from 'three';

/** Tells whether the graphics have done what they were given, without waiting for them. */
export interface Fence {
  set(): void;
  passed(): boolean;
}

export function createFence(renderer: WebGLRenderer): Fence {
  const gl = renderer.getContext();
  // WebGLRenderer is WebGL 2 alone; its type says either
  const two = gl instanceof WebGL2RenderingContext ? gl : null;
  let sync: WebGLSync | null = null;
  return {
    set() {
      if (two === null) return;
      if (sync !== null) two.deleteSync(sync);
      sync = two.fenceSync(two.SYNC_GPU_COMMANDS_COMPLETE, 0);
      two.flush();
    },
    passed() {
      if (two === null || sync === null) return true;
      // a lost context has nothing left to do, and when it is given back it knows nothing of this
      if (two.getSyncParameter(sync, two.SYNC_STATUS) === two.UNSIGNALED) return false;
      two.deleteSync(sync);
      sync = null;
      return true;
    },
  };
}
