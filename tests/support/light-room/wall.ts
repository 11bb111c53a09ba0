import { createPicture } from '../../../stage/pages/wall/picture.ts';
import { farthest, find, momentAt, openCanvas, palette } from './open.ts';
import type { Wall } from './says.ts';

const pause = (ms = 0): Promise<void> => new Promise((go) => setTimeout(go, ms));

export function openWall({ gentle = false } = {}): Wall {
  const { width, height } = { width: 128, height: 72 };
  const { canvas, renderer, read } = openCanvas({ width, height });
  const troubles: string[] = [];
  const picture = createPicture(renderer, { onTrouble: (text) => troubles.push(text), find, gentle });
  picture.resize(width, height, 1);
  let n = 0;
  let last = new Uint8Array(0);
  let compared = last;
  return {
    want: (scene, told, seed = 11) => picture.want({ scene, seed, palette, quality: 0.2 }, told),
    async play(frames, { frozen = false, light = 1 } = {}) {
      for (let i = 0; i < frames; i++) {
        const moment = momentAt(n);
        if (!frozen) n++;
        picture.step(moment, { ...moment, events: [] }, frozen ? 0 : 1, frozen ? 0 : 1 / 60);
        picture.render(light, 1 / 60);
        last = new Uint8Array(read());
        // scenes are loaded between frames
        await pause();
      }
    },
    brightness: () => last.reduce((sum, value, i) => (i % 4 === 1 ? sum + value : sum), 0) / (last.length / 4),
    change() {
      const most = farthest(compared, last);
      compared = last;
      return most;
    },
    going: () => picture.going,
    share: () => picture.share,
    troubles: () => troubles,
    async lose() {
      const loss = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
      loss?.loseContext();
      await pause(60);
      loss?.restoreContext();
      await pause(60);
    },
  };
}
