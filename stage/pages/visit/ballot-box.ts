import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Ballot } from '../../protocol/messages.ts';

/** A visitor's own vote: what is tapped counts here at once, and on the server as soon as it is in reach. */
export interface BallotBox {
  readonly mine: ReadonlySignal<string | null>;
  choose(choice: string): void;
  hear(ballot: Ballot): void;
  /** the server went out of reach: it may not have heard the last tap */
  lost(): void;
  /** the server would not take it: what it says next is what counts */
  refused(): void;
}

/** @param send - says false while the server is out of reach */
export function createBallotBox(send: (choice: string) => boolean): BallotBox {
  const told = signal<Pick<Ballot, 'mine' | 'question'>>({ mine: null, question: 0 });
  const wish = signal<{ readonly choice: string; readonly question: number } | null>(null);
  let unsent = false;
  return {
    mine: computed(() => wish.value?.choice ?? told.value.mine),
    choose(choice) {
      wish.value = { choice, question: told.peek().question };
      unsent = !send(choice);
    },
    hear({ choices, mine, question }) {
      told.value = { mine, question };
      const wanted = wish.peek();
      if (wanted === null) return;
      const asked = wanted.question === question && choices.some(({ choice }) => choice === wanted.choice);
      if (!asked || mine === wanted.choice) wish.value = null;
      else if (unsent) unsent = !send(wanted.choice);
    },
    lost() {
      unsent = wish.peek() !== null;
    },
    refused() {
      wish.value = null;
    },
  };
}
