import { makeRoom, type Room } from '../rendered-hand/room.ts';
import { addFigure, type Figure, type Stance } from './figure.ts';

export interface BodyStudio {
  /** @param figures - how many people there will be at most */
  begin(figures: number, width: number, height: number, meshes: string): Promise<void>;
  /** @returns the picture, a JPEG in base64; a figure without a stance is not in it */
  frame(stances: readonly (Stance | null)[]): string;
}

declare global {
  interface Window {
    bodyStudio: BodyStudio;
  }
}

let studio: { readonly room: Room; readonly figures: readonly Figure[] } | undefined;

window.bodyStudio = {
  async begin(figures, width, height, meshes) {
    const room = makeRoom(width, height, { skin: 'olive', light: 'day', background: 'room' });
    studio = { room, figures: await Promise.all(Array.from({ length: figures }, (_, i) => addFigure(room, i, meshes))) };
  },

  frame(stances) {
    if (studio === undefined) throw new Error('Call begin() before frame().');
    for (const [i, figure] of studio.figures.entries()) figure.take(stances[i] ?? null);
    studio.room.render();
    return studio.room.canvas.toDataURL('image/jpeg', 0.92).slice('data:image/jpeg;base64,'.length);
  },
};
