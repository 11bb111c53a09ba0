import type { Ledger } from '../ledger/store.ts';
import type { Books } from './books.ts';
import type { Pace } from './loop.ts';
import type { RehearsalView } from './rehearsal.ts';
import type { ShowHouse } from './show-house.ts';

interface HealthParts {
  readonly house: ShowHouse;
  readonly books: Books;
  readonly ledger: Ledger;
  readonly pace: Readonly<Pace>;
  readonly title: string;
  readonly uptimeS: number;
  readonly phones: number;
  /** whose audience it plays with; null in a show */
  readonly rehearsal: RehearsalView | null;
}

/** What `GET /health` answers. `ok`: the step keeps time, the arm is not at fault, and the ledger is written. */
export function healthOf({ house, books, ledger, pace, title, uptimeS, phones, rehearsal }: HealthParts) {
  const state = house.state();
  const arm = house.house.arm();
  const head = ledger.head();
  const fault =
    arm.state === 'faulted' || arm.state === 'offline'
      ? (arm.refusal ?? { text: 'no arm is connected', remedy: 'check cable and power' })
      : null;
  return {
    ok: pace.lateMs < 250 && fault === null && house.unwritten() === 0,
    uptimeS: Math.round(uptimeS * 10) / 10,
    show: {
      ...{ title, scene: house.house.hello().scene.id, step: state.step },
      ...{ lateMs: Math.round(pace.lateMs * 100) / 100, droppedMs: Math.round(pace.droppedMs) },
    },
    rehearsal,
    people: { hands: state.crowd.people.filter((person) => person.kind === 'hand').length, phones },
    arm: {
      driver: arm.driver,
      state: arm.state,
      queued: books.left(),
      painted: books.count('painted'),
      withdrawn: books.count('withdrawn'),
      fault,
    },
    ledger: { entries: head.entries, head: head.hash, unwritten: house.unwritten() },
  };
}
