import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { MachineView } from '../../protocol/machine-view.ts';
import type { Able } from './view-choice.ts';

export interface MachineFeed {
  /** null until the server has described it */
  readonly view: ReadonlySignal<MachineView | null>;
  readonly able: ReadonlySignal<Able['machine']>;
  /** Asks anew: on joining, and after each reconnection. The same machine stays as it is. */
  refresh(): void;
  /** this browser cannot draw it */
  fail(): void;
}

/** @param look - fetches the machine; rejects where it cannot: then the page does without. @param ended - asks no more */
export function createMachineFeed(look: (signal: AbortSignal) => Promise<MachineView>, ended: AbortSignal): MachineFeed {
  const view = signal<MachineView | null>(null);
  const failed = signal(false);
  const absent = signal(false);
  return {
    view,
    able: computed(() => (failed.value || absent.value ? 'impossible' : view.value === null ? 'unknown' : 'shown')),
    refresh() {
      look(ended).then(
        (fresh) => {
          absent.value = false;
          if (JSON.stringify(fresh) !== JSON.stringify(view.value)) view.value = fresh;
        },
        () => {
          absent.value = view.value === null;
        },
      );
    },
    fail() {
      failed.value = true;
    },
  };
}
