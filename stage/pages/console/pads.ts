import { type ReadonlySignal, signal } from '@preact/signals';
import { createRests } from '../../../engine/signals/rests.ts';

/** The little of a gamepad that matters here. Axes −1..1, buttons 0..1. */
export interface PadSeen {
  readonly axes: readonly number[];
  readonly buttons: readonly { readonly value: number }[];
}

/** A stick that is let go rests this near its middle, not in it. */
const DEAD = 0.08;
const EVERY_MS = 33;

/** @param axis - −1..1 @returns 0..1, at rest exactly 0.5 */
export function fromAxis(axis: number): number {
  const far = Math.min(1, Math.max(0, (Math.abs(axis) - DEAD) / (1 - DEAD)));
  return 0.5 + 0.5 * Math.sign(axis) * far;
}

/** @returns what a pad says, by signal */
export const readPad = ({ axes, buttons }: PadSeen): readonly (readonly [name: string, value: number])[] => [
  ...axes.slice(0, 8).map((axis, i) => [`pad/axis/${i}`, fromAxis(axis)] as const),
  ...buttons.slice(0, 32).map(({ value }, i) => [`pad/button/${i}`, value] as const),
];

/** Watches the first gamepad that is plugged in; browsers show one once a button of it was pressed. One that is pulled lets go of all. */
export function watchPads(put: (name: string, value: number) => void): { readonly pad: ReadonlySignal<string | null>; dispose(): void } {
  const pad = signal<string | null>(null);
  const over = new AbortController();
  const rests = createRests(put);
  let timer: ReturnType<typeof setInterval> | null = null;
  const look = (): void => {
    const seen = navigator.getGamepads().find((one) => one?.connected);
    pad.value = seen?.id ?? null;
    // two of one make have one id
    const device = seen && `${seen.index} ${seen.id}`;
    rests.only(device ? [device] : []);
    if (seen && device) for (const [name, value] of readPad(seen)) rests.put(device, name, value);
    else if (timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
  const begin = (): void => {
    timer ??= setInterval(look, EVERY_MS);
  };
  if (typeof navigator.getGamepads === 'function') window.addEventListener('gamepadconnected', begin, { signal: over.signal });
  return {
    pad,
    dispose() {
      over.abort();
      if (timer !== null) clearInterval(timer);
    },
  };
}
