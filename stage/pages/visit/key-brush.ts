import type { Place } from '../../../engine/people.ts';
import type { LineSink } from './finger.ts';

/** Sheet heights a second, while an arrow is held. */
const SPEED = 0.32;
const PRESSURE = 0.6;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A brush moved by the arrow keys and put down by Space, for whoever draws without a pointer. */
export interface KeyBrush {
  /** @param aspect - of the sheet, width / height @returns where it is, or null while the sheet has no keyboard focus */
  step(dtS: number, aspect: number): { readonly at: Place; readonly down: boolean } | null;
  dispose(): void;
}

export function createKeyBrush(sheet: HTMLElement, sink: LineSink): KeyBrush {
  const held = new Set<string>();
  let at: Place = { x: 0.5, y: 0.5 };
  let down = false;
  let shown = false;
  const lift = (): void => {
    if (down) sink.up(at);
    down = false;
  };
  const abort = new AbortController();
  const { signal } = abort;
  sheet.addEventListener(
    'keydown',
    (event) => {
      const isSpace = event.key === ' ';
      if (!isSpace && arrows[event.key] === undefined) return;
      event.preventDefault();
      shown = true;
      if (!isSpace) held.add(event.key);
      else if (!event.repeat && down) lift();
      else if (!event.repeat) {
        down = true;
        sink.down(at, PRESSURE);
      }
    },
    { signal },
  );
  sheet.addEventListener('keyup', (event) => held.delete(event.key), { signal });
  sheet.addEventListener(
    'focus',
    () => {
      shown = sheet.matches(':focus-visible');
    },
    { signal },
  );
  sheet.addEventListener(
    'blur',
    () => {
      held.clear();
      shown = false;
      lift();
    },
    { signal },
  );
  return {
    step(dtS, aspect) {
      let dx = 0;
      let dy = 0;
      for (const key of held) {
        const [x, y] = arrows[key] ?? [0, 0];
        dx += x;
        dy += y;
      }
      if (dx !== 0 || dy !== 0) {
        const reach = (SPEED * dtS) / Math.hypot(dx, dy);
        at = { x: Math.min(1, Math.max(0, at.x + (dx * reach) / aspect)), y: Math.min(1, Math.max(0, at.y + dy * reach)) };
        if (down) sink.move(at, PRESSURE);
      }
      return shown ? { at, down } : null;
    },
    dispose() {
      lift();
      abort.abort();
    },
  };
}
