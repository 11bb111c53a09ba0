import type { Nearness, ToArm } from '../process/messages.ts';

type Watcher = Extract<ToArm, { kind: 'presence' }>['from'];

/** How near people are, as far as camera and sensor know: the nearer counts. */
export interface People {
  readonly nearness: Nearness;
  see(from: Watcher, is: Nearness): void;
}

const order: readonly Nearness[] = ['inside', 'near', 'clear'];

export function createPeople(): People {
  const seen = new Map<Watcher, Nearness>();
  return {
    get nearness() {
      const all = [...seen.values()];
      return order.find((is) => all.includes(is)) ?? 'clear';
    },
    see: (from, is) => void seen.set(from, is),
  };
}
