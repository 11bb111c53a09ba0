import { computed, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { ShowNow } from '../shared/mirror.ts';

/** A part of what the show tells thirty times a second, new only when it has changed. `pick` is a function that stays the same. */
export function useTold<T>(now: ReadonlySignal<ShowNow>, pick: (now: ShowNow) => T): T {
  const text = useMemo(() => computed(() => JSON.stringify(pick(now.value))), [now, pick]);
  return useMemo(() => computed((): T => JSON.parse(text.value)), [text]).value;
}
