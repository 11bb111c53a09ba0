import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { isSoaked, nothingSoaked, type Soak, soak, type Wanted } from './soak.ts';

export interface Soaking<T> {
  readonly now: ReadonlySignal<Soak<T>>;
  dispose(): void;
}

/** Draws frames only while something comes or goes. */
export function createSoaking<T>(wanted: ReadonlySignal<Wanted<T> | null>, lit: ReadonlySignal<number>): Soaking<T> {
  const now = signal<Soak<T>>(nothingSoaked);
  let frame = 0;
  let last = 0;
  const draw = (at: number): void => {
    frame = 0;
    now.value = soak(now.peek(), wanted.peek(), lit.peek(), (at - last) / 1000);
    last = at;
    go();
  };
  const go = (): void => {
    if (frame === 0 && !isSoaked(now.peek(), wanted.peek(), lit.peek())) frame = requestAnimationFrame(draw);
  };
  const unwatch = effect(() => {
    // the same thing told anew, such as a vote that was cast, is shown at once
    const [want, shown] = [wanted.value, now.peek().shown];
    if (want !== null && want !== shown && want.key === shown?.key) now.value = { ...now.peek(), shown: want };
    if (isSoaked(now.peek(), want, lit.value)) return;
    if (frame === 0) last = performance.now();
    go();
  });
  return {
    now,
    dispose() {
      unwatch();
      cancelAnimationFrame(frame);
    },
  };
}
