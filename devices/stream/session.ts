import { done, type Refusal, type Result, refused } from '../../engine/result.ts';
import type { ArmDriver, Report, Timers } from '../drivers/driver.ts';
import type { Machine } from '../machine.ts';
import type { Flow } from './flow.ts';
import type { Sighting } from './trail.ts';
import { liftMotions, parkMotions } from './ways.ts';

/** One connected controller whose position is known: how it stops, lifts and parks. */
export interface Session {
  readonly flow: Flow;
  /** a stop, a lift or a way to park is under way */
  readonly busy: boolean;
  /**
   * Stops as fast as can be, and lifts the brush. The first byte is on the port when this returns. Called while it brakes
   * or lifts, it waits for the same end; called on the way to park, it stops that.
   *
   * @returns a refusal where the position is not certain any more, or the connection ended
   */
  standUp(): Promise<Result<void>>;
  /** stops as fast as can be, and stays where it is */
  still(): Promise<Result<void>>;
  /** lifts the brush from a standstill */
  rise(): Promise<Result<void>>;
  park(): Promise<Result<void>>;
  /** stands up, then parks, as far as that can be done */
  leave(): Promise<void>;
  report(report: Report): Sighting;
  /** the controller has taken a motion into its plan: more may fit */
  accepted(): void;
  /** a motion of a stop, a lift or a way to park was not taken as sent: it is tried again */
  stumble(): void;
  /** the connection, or the position, is lost */
  end(): void;
}

const attempts = 5;
/** a lift or a way to park that takes longer has failed, ms */
const settleWithinMs = 30_000;

export function createSession(driver: ArmDriver, flow: Flow, machine: Machine, timers: Timers): Session {
  let standing: Promise<Result<void>> | null = null;
  let waiter: ((outcome: 'settled' | 'stumbled' | 'ended' | 'late') => void) | null = null;
  let goal: 'up' | 'park' = 'up';
  let ended = false;

  const settle = (): Promise<'settled' | 'stumbled' | 'ended' | 'late'> =>
    new Promise((resolve) => {
      if (ended || flow.settled) {
        resolve(ended ? 'ended' : 'settled');
        return;
      }
      driver.watch('closely');
      const cancel = timers.after(settleWithinMs, () => waiter?.('late'));
      waiter = (outcome) => {
        cancel();
        waiter = null;
        driver.watch('moving');
        resolve(outcome);
      };
    });

  /** Goes where it is told; where a line is not taken, stops and begins again from where it stands. */
  const go = async (): Promise<Result<void>> => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      flow.add(goal === 'up' ? liftMotions(machine, flow.at) : parkMotions(machine, flow.at));
      flow.pump();
      const outcome = await settle();
      if (outcome === 'settled') return done(undefined);
      if (outcome === 'ended') return gone;
      const stopped = await stop();
      if (!stopped.ok) return stopped;
    }
    return refused(
      'arm/cannot-lift',
      'The brush could not be lifted: its motion was not obeyed, again and again.',
      'Lift the brush by hand, then press Home.',
    );
  };

  const stop = async (): Promise<Result<void>> => {
    const halted = await driver.halt();
    if (ended) return gone;
    if (!halted.ok) return halted;
    flow.report(halted.value);
    flow.drop(flow.place(halted.value));
    return done(undefined);
  };

  const only = (work: () => Promise<Result<void>>): Promise<Result<void>> => {
    flow.held = true;
    standing ??= work().finally(() => {
      standing = null;
    });
    return standing;
  };

  const standUp = (): Promise<Result<void>> => {
    if (standing !== null && goal === 'park') waiter?.('stumbled');
    goal = 'up';
    return only(async () => {
      const stopped = await stop();
      return stopped.ok ? go() : stopped;
    });
  };
  const park = (): Promise<Result<void>> => {
    goal = 'park';
    return only(go);
  };

  return {
    flow,
    get busy() {
      return standing !== null;
    },
    standUp,
    park,
    leave: async () => {
      if ((await standUp()).ok) await park();
    },
    still: () => only(stop),
    rise: () => {
      goal = 'up';
      return only(go);
    },
    report: (report) => {
      const sighting = flow.report(report);
      if (sighting.kind === 'on-path' && flow.settled && report.state === 'idle') waiter?.('settled');
      return sighting;
    },
    accepted: () => {
      flow.accepted();
      flow.pump();
    },
    stumble: () => waiter?.('stumbled'),
    end: () => {
      ended = true;
      flow.dispose();
      waiter?.('ended');
    },
  };
}

const gone: { readonly ok: false; readonly why: Refusal } = refused(
  'arm/lost',
  'The connection to the arm ended, or its position was lost, before it stood still.',
  'It connects again by itself; if it asks for it, press Home.',
);
