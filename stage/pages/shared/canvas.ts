import type { Hello } from '../../protocol/messages.ts';

/** @returns width / height of the show's canvas; a usual one before the show has said */
export const aspectOf = (hello: Hello | null): number => (hello === null ? 1.4 : hello.canvas.widthMm / hello.canvas.heightMm);
