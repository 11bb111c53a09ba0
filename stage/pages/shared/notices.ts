import { type ReadonlySignal, signal } from '@preact/signals';
import type { Refusal } from '../../../engine/result.ts';

export interface Notice extends Refusal {
  /** counts up, so that the same refusal twice is seen twice */
  readonly number: number;
  /** what its words are in: the server refuses in English */
  readonly lang: string;
}

const current = signal<Notice | null>(null);
/** The last refusal, until it is dismissed or has been read. */
export const notice: ReadonlySignal<Notice | null> = current;

export function tell(refusal: Refusal, lang = 'en'): void {
  current.value = { ...refusal, lang, number: (current.peek()?.number ?? 0) + 1 };
}

export function dismiss(): void {
  current.value = null;
}
