import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { SourceState } from './hands/source.ts';

/** A line about the camera stays this long, ms; the help keeps it. */
const LINE_MS = 12_000;
const CURSOR_MS = 2500;

/** @returns true while a state that a person should read is new */
export function lineThatFades(state: ReadonlySignal<SourceState>): ReadonlySignal<boolean> {
  const fresh = signal(false);
  effect(() => {
    if (state.value.kind === 'running' || state.value.kind === 'starting') {
      fresh.value = false;
      return;
    }
    fresh.value = true;
    const timer = setTimeout(() => {
      fresh.value = false;
    }, LINE_MS);
    return () => clearTimeout(timer);
  });
  return fresh;
}

/** A pointer that rests is not part of the picture. @returns what shows it again */
export function hideIdleCursor(signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    clearTimeout(timer);
    document.body.classList.remove('no-cursor');
  };
  const moved = (): void => {
    show();
    timer = setTimeout(() => document.body.classList.add('no-cursor'), CURSOR_MS);
  };
  window.addEventListener('pointermove', moved, { signal });
  moved();
  return show;
}

export function toggleFullscreen(): void {
  // a browser may refuse; the page is as good in its window
  if (document.fullscreenElement === null) document.documentElement.requestFullscreen?.().catch(() => undefined);
  else document.exitFullscreen().catch(() => undefined);
}
