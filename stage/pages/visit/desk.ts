import type { ReadonlySignal } from '@preact/signals';
import type { Hello, You } from '../../protocol/messages.ts';
import { aspectOf } from '../shared/canvas.ts';
import { letterbox } from '../shared/letterbox.ts';
import { type LineSink, watchFinger } from './finger.ts';
import { createInk, type Rgb } from './ink.ts';
import { createInvitation } from './invitation.ts';
import { createKeyBrush } from './key-brush.ts';
import type { Outbox } from './outbox.ts';

export interface DeskParts {
  readonly hello: ReadonlySignal<Hello | null>;
  readonly you: ReadonlySignal<You | null>;
  readonly outbox: Outbox;
  readonly calm: boolean;
}

const LAMP_BLACK: Rgb = [24, 23, 24];

/** The sheet on the visitor's desk: what is drawn on it is seen here at once, and told to the show. */
export const createDesk = ({ hello, you, outbox, calm }: DeskParts) => {
  const rgb = (): Rgb => hello.peek()?.palette.find(({ id }) => id === you.peek()?.paint)?.rgb ?? LAMP_BLACK;

  return (room: HTMLElement, sheet: HTMLElement, canvas: HTMLCanvasElement): (() => void) => {
    const ink = createInk(canvas, calm);
    const invite = calm ? null : createInvitation(ink, rgb);
    let line: number | null = null;
    let touched = false;
    const tellShow = (phase: 'down' | 'move' | 'up', { x, y }: { x: number; y: number }, pressure: number): void =>
      outbox.add({ phase, x, y, pressure: Math.min(1, Math.max(0, pressure)) }, performance.now());
    const sink: LineSink = {
      down(at, pressure) {
        touched = true;
        line = ink.begin(at, performance.now(), rgb());
        tellShow('down', at, pressure);
      },
      move(at, pressure) {
        if (line === null) return;
        ink.extend(line, at, performance.now());
        tellShow('move', at, pressure);
      },
      up(at) {
        if (line === null) return;
        ink.lift(line, performance.now());
        line = null;
        tellShow('up', at, 0);
      },
    };

    let aspect = 0;
    let roomSize = '';
    const adjust = (): void => {
      const wanted = aspectOf(hello.peek());
      const roomNow = `${room.clientWidth}×${room.clientHeight}`;
      if (wanted === aspect && roomNow === roomSize) return;
      aspect = wanted;
      roomSize = roomNow;
      const box = letterbox({ left: 0, top: 0, width: room.clientWidth, height: room.clientHeight }, aspect);
      Object.assign(sheet.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
      ink.resize(box.width, box.height, devicePixelRatio);
    };
    const unwatch = watchFinger(sheet, sink);
    const keys = createKeyBrush(sheet, sink);
    let last = performance.now();
    let handle = requestAnimationFrame(function frame(now) {
      adjust();
      ink.cursor = keys.step(Math.min(0.1, (now - last) / 1000), aspect);
      last = now;
      if (!touched && you.peek() !== null) invite?.(now);
      ink.draw(now, outbox.waiting > 2);
      handle = requestAnimationFrame(frame);
    });
    return () => {
      cancelAnimationFrame(handle);
      unwatch();
      keys.dispose();
    };
  };
};
