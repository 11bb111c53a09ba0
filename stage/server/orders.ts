import { type Refusal, refused } from '../../engine/result.ts';
import type { StopFrom } from '../protocol/arm-view.ts';
import type { ArmHands } from './arm-hands.ts';
import type { Books } from './books.ts';
import type { Consoles } from './consoles.ts';
import type { Dispatch } from './dispatch.ts';
import type { Jog, Velocity } from './jog.ts';
import { stopWords } from './stop-from.ts';

/** What people may ask of the arm. `stop` is for everybody; all else is for the console that has the arm. @returns why not */
export interface Orders {
  stop(from: StopFrom): void;
  hold(console: number): Refusal | null;
  resume(console: number): Refusal | null;
  home(console: number): Refusal | null;
  jog(console: number, mmS: Velocity): Refusal | null;
  withdraw(console: number, strokes: readonly string[]): Refusal | null;
  urge(console: number, strokes: readonly string[]): Refusal | null;
  /** a camera or a load cell saw whether the paint of a stroke landed; `by` is what it calls itself */
  landed(stroke: string, seen: boolean, by: string | null): Refusal | null;
}

interface Parts {
  readonly arm: ArmHands;
  readonly books: Books;
  readonly consoles: Consoles;
  readonly dispatch: Dispatch;
  readonly jog: Jog;
  readonly record: (kind: string, body: unknown) => void;
  readonly log: (level: 'info' | 'warn', text: string) => void;
  readonly onStop: (from: StopFrom) => void;
  readonly onResume: () => void;
}

/** Each order is asked of the lease, entered in the ledger, and passed on to the arm. */
export function createOrders({ arm, books, consoles, dispatch, jog, record, log, onStop, onResume }: Parts): Orders {
  const obey = (console: number, order: string, detail: Record<string, unknown>, act: () => void): Refusal | null => {
    const why = consoles.use(console, order);
    if (why !== null) return why;
    record(`arm/${order}`, { console, ...detail });
    act();
    return null;
  };
  return {
    stop(from) {
      record('arm/stop', from);
      arm.stop();
      log('warn', `the arm was stopped from ${stopWords(from)}`);
      onStop(from);
    },
    hold: (console) => obey(console, 'hold', {}, () => arm.hold()),
    resume: (console) =>
      obey(console, 'resume', {}, () => {
        onResume();
        arm.resume();
      }),
    home: (console) => obey(console, 'home', {}, arm.home),
    jog: (console, mmS) => consoles.use(console, 'jog') ?? jog.say(console, mmS),
    withdraw: (console, strokes) =>
      obey(console, 'withdraw', { strokes }, () => {
        const dreamt = dispatch.wake(strokes).map(({ id }) => id);
        for (const stroke of dreamt) {
          record('stroke/life', { kind: 'withdrawn', stroke });
          books.live(stroke, 'withdrawn');
        }
        const broken = strokes.filter((id) => books.lifeOf(id) === 'sent');
        for (const id of broken) log('info', `stroke ${id}, being painted, is broken off by console ${console}`);
        arm.withdraw(strokes.filter((id) => !dreamt.includes(id)));
      }),
    urge: (console, strokes) =>
      obey(console, 'urge', { strokes }, () => {
        const woken = new Map(dispatch.wake(strokes).map((stroke) => [stroke.id, stroke]));
        for (const id of strokes) {
          const stroke = woken.get(id);
          if (stroke) dispatch.give(stroke);
        }
        arm.urge(strokes);
      }),
    landed(stroke, seen, by) {
      if (books.lifeOf(stroke) === null)
        return refused('stroke/unknown', `there is no stroke "${stroke}" on this canvas`, 'give the id that the ledger or the queue has')
          .why;
      record('arm/landed', { stroke, seen, by });
      if (!seen) log('warn', `the paint of stroke ${stroke} was not seen to land${by === null ? '' : ` (${by})`}`);
      arm.landed(stroke, seen);
      return null;
    },
  };
}
