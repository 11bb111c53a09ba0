import type { Refusal } from '../../engine/result.ts';
import { lengthMm, type Stroke } from '../../engine/stroke.ts';
import type { ArmDriver, Controller, DriverEvent, DriverFactory, Report, Timers } from '../drivers/driver.ts';
import type { MachinePoint } from '../machine.ts';
import { checkEasel, checkStroke } from '../painter/place.ts';
import { cleanHand } from '../painter/plan.ts';
import type { ArmSetting, ArmState, ArmStatus, FromArm, HoldReason, ToArm } from '../process/messages.ts';
import type { Transport, TransportAddress } from '../transports/transport.ts';
import { createEstimator } from './estimator.ts';
import { createFlow, type Flow } from './flow.ts';
import { createLink, type Link } from './link.ts';
import { createQueue } from './queue.ts';
import { atZero, offsetAt, referenceHint } from './reference.ts';
import { createReporter } from './reporter.ts';
import { newTally } from './tally.ts';
import { liftMotions, parkMotions, travelZ } from './ways.ts';

export interface ArmOptions {
  readonly timers: Timers;
  readonly driver: DriverFactory;
  /** a new transport for each connection */
  readonly transport: (address: TransportAddress) => Transport;
  readonly emit: (message: FromArm) => void;
  /** ms since the epoch, for `firstByte` */
  readonly epochMs: () => number;
  /**
   * Take the controller's zero for the machine's zero at the first connection, without homing. True for the virtual arm,
   * which is at zero when it is made; for a real arm only where somebody has just referenced it by other means.
   */
  readonly assumeReferenced: boolean;
  /** how long to listen before speaking to a fresh connection, ms (see DriverOptions) */
  readonly quietMs: (address: TransportAddress) => number;
}

/** The whole of an arm, apart from the process that it runs in. */
export interface Arm {
  handle(message: ToArm): void;
  status(): ArmStatus;
  /** resolves after `bye`, when the brush is up and the port is free */
  readonly ended: Promise<void>;
}

type Mode =
  | { readonly kind: 'offline'; readonly why?: Refusal }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'unreferenced'; readonly hint: string }
  | { readonly kind: 'faulted'; readonly fault: Refusal }
  | { readonly kind: 'active' };

/** so many setbacks without a millimetre painted between them are no accident */
const mostSetbacks = 5;
const liftAttempts = 3;
/** a lift or a way to park that takes longer has failed, ms */
const settleWithinMs = 30_000;
/** `bye` ends within this, parked or not: whoever waits for it kills after 5 s */
const closeWithinMs = 4300;

export function createArm(options: ArmOptions): Arm {
  const { timers, emit } = options;
  const queue = createQueue();
  const tally = newTally();
  let setting: ArmSetting | null = null;
  let link: Link | null = null;
  let controller: Controller | null = null;
  let flow: Flow | null = null;
  let offset: MachinePoint | null = null;
  let assume = options.assumeReferenced;
  let mode: Mode = { kind: 'offline' };
  let held: HoldReason | null = null;
  let standing: Promise<boolean> | null = null;
  let lifting = false;
  let setbacks = 0;
  let closing = false;
  let waiters: ((settled: boolean) => void)[] = [];
  let finish: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const estimator = createEstimator();

  const enter = (next: Mode): void => {
    mode = next;
    publish();
  };
  const fault = (why: Refusal): void => emit({ kind: 'fault', fault: why });
  const release = (settled: boolean): void => {
    const all = waiters;
    waiters = [];
    for (const waiter of all) waiter(settled);
  };

  const state = (): ArmState => {
    if (mode.kind !== 'active') return mode;
    const job = flow?.painting ?? queue.waiting[0];
    if (held !== null && standing === null) return { kind: 'held', why: held };
    if (job === undefined || held !== null) return standing === null ? { kind: 'ready' } : { kind: 'painting', stroke: job?.stroke.id ?? '', doneMm: job?.doneMm ?? 0 };
    return { kind: 'painting', stroke: job.stroke.id, doneMm: job.doneMm };
  };
