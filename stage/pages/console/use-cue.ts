import { computed, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { CueNow } from '../../protocol/messages.ts';
import type { ShowNow } from '../shared/mirror.ts';

/** What is told of the cues, and no more often than it changes: a frame comes thirty times a second. */
export const useCue = (now: ReadonlySignal<ShowNow>): CueNow | null => {
  const text = useMemo(() => computed(() => JSON.stringify(now.value.cue)), [now]);
  return useMemo(() => computed((): CueNow | null => JSON.parse(text.value)), [text]).value;
};
