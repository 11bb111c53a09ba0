import type { Refusal } from '../../engine/result.ts';
import type { Stroke } from '../../engine/stroke.ts';
import type { MachinePoint } from '../machine.ts';
import type { ArmSetting, ArmStatus, HoldReason, Nearness, ToArm } from '../process/messages.ts';
import type { Arm, ArmOptions } from './arm-options.ts';
import { createBody } from './body.ts';
import { faceOf, type Inner, stateOf } from './face.ts';
import { createHolds } from './holds.ts';
import { createIntake } from './intake.ts';
import { createJog } from './jog.ts';
import type { JogSpeed } from './jog-room.ts';
import { createLanding, notLanding } from './landing.ts';
import { createPeople } from './people.ts';
import { createPulse } from './pulse.ts';
import { etas } from './queue.ts';
import { assumedLimits } from './reference.ts';
import { createReporter } from './reporter.ts';
import { jogBusy, somebodyInside } from './troubles.ts';
import { createTurns } from './turns.ts';
import { signal, within } from './waits.ts';

/** `bye` ends within this, parked or not: whoever waits for it kills after 5 s */
const closeWithinMs = 4300;
/** while somebody is near, unless the machine says otherwise, mm/s */
const nearMmS = 50;
/** strokes whose time is told, and how often, ms */
const mostEtas = 100;
const etasEveryMs = 1000;

/** The whole of an arm, apart from the process that it runs in: takes orders, and says how it is. */
export function createArm(options: ArmOptions): Arm {
  const { timers, emit } = options;
  const intake = createIntake(emit, options.epochMs);
  const { queue } = intake;
  const holds = createHolds();
  const people = createPeople();
  const landing = createLanding();
  const turns = createTurns(queue, timers, () => body.setting);
  const over = signal();
  let lastFault: ArmStatus['lastFault'] = null;
  /** withdrawn while they were in flight: to be taken out as soon as nothing is */
  let doomed: readonly string[] = [];

  const fault = (why: Refusal): void => {
    lastFault = { fault: why, atMs: options.epochMs() };
    emit({ kind: 'fault', fault: why });
  };
  const capMmS = (): number => (people.nearness === 'clear' ? Number.POSITIVE_INFINITY : (body.setting?.machine.speeds.nearMmS ?? nearMmS));
  const inner = (): Inner => ({ body, holds, intake, turns, jogging: jog.on, slowed: people.nearness !== 'clear', lastFault });
  const status = (): ArmStatus => faceOf(inner());
  const tellStatus = createReporter(
    timers,
    () => {
      const state = stateOf(inner());
      return state.kind === 'held' ? `held ${state.why}` : state.kind;
    },
    status,
    (value) => emit({ kind: 'status', status: value }),
  );
  const tellEtas = createReporter(
    timers,
    () => '',
    () => etas(queue, mostEtas),
    (value) => emit({ kind: 'etas', etas: value }),
    etasEveryMs,
  );
  const changed = (): void => {
    tellStatus();
    tellEtas();
  };

  const body = createBody({
    options,
    intake,
    turns,
    holding: () => holds.why !== null,
    capMmS,
    fault,
    onLanded: () => {
      const named = doomed;
      doomed = [];
      takeOut(named);
    },
    onHeldItself: () => hold('operator'),
    changed,
  });
  const jog = createJog(timers, capMmS, () => body.still());
  const pulse = createPulse(timers, { onSilence: () => hold('show'), onBack: () => release('show') });

  const hold = (why: HoldReason): void => {
    holds.add(why);
    jog.drop();
    body.standUp(why === 'operator');
    changed();
  };
  const release = (...reasons: readonly HoldReason[]): void => {
    for (const why of reasons) holds.drop(why);
    body.goOn();
    changed();
  };

  const paint = (stroke: Stroke, fromMm: number): void => {
    const { setting } = body;
    if (setting === null) throw new Error(`paint: stroke ${stroke.id} came before the arm was configured; send "configure" first`);
    intake.paint(setting, body.controller?.limits ?? assumedLimits(setting.machine), stroke, fromMm);
    if (body.mode.kind === 'active') body.session?.flow.pump();
    changed();
  };

  const takeOut = (strokes: readonly string[]): void => {
    for (const job of intake.withdraw(strokes)) {
      body.session?.flow.forget(job);
      if (job.doneMm > 0) turns.ended(job);
    }
  };
  const withdraw = (strokes: readonly string[]): void => {
    takeOut(strokes);
    const flying = queue.flying.flatMap(({ stroke }) => (strokes.includes(stroke.id) ? [stroke.id] : []));
    if (flying.length > 0) {
      doomed = [...doomed, ...flying];
      if (body.mode.kind === 'active') body.standUp(false);
    }
    changed();
  };

  const urge = (strokes: readonly string[]): void => {
    turns.urge(strokes);
    // whatever was planned ahead of time and not begun is planned again when its turn comes
    for (const job of queue.waiting) body.session?.flow.forget(job);
    changed();
  };

  const see = (from: Parameters<typeof people.see>[0], is: Nearness): void => {
    people.see(from, is);
    body.session?.flow.cap(capMmS());
    if (people.nearness === 'inside' && !holds.has('presence')) hold('presence');
    if (people.nearness !== 'inside' && holds.has('presence')) release('presence');
    changed();
  };

  const push = (mmS: JogSpeed): void => {
    const { session, setting, mode } = body;
    const wanted = mmS.some((value) => value !== 0);
    const busy = mode.kind !== 'active' || queue.flying.length > 0 || people.nearness === 'inside';
    if (busy || session === null || setting === null) {
      if (wanted && !jog.on) fault(jogBusy);
      return;
    }
    // it stands up: whoever presses on says so again
    if (!session.busy && (wanted || jog.on)) {
      session.flow.held = true;
      jog.press(session.flow, setting.machine, mmS);
    }
    changed();
  };

  const landed = (stroke: string, seen: boolean): void => {
    if (!landing.note(seen)) return;
    landing.clear();
    fault(notLanding(stroke));
    hold('landing');
  };

  const home = (): void => {
    if (holds.why === 'closing') return;
    jog.drop();
    if (people.nearness === 'inside') fault(somebodyInside);
    else void body.home();
  };

  const bye = async (): Promise<void> => {
    if (holds.why === 'closing') return;
    holds.add('closing');
    jog.drop();
    pulse.dispose();
    await within(timers, closeWithinMs, body.leave());
    await body.close();
    over.give();
  };

  const configure = (setting: ArmSetting, lastSeen: MachinePoint | undefined): void => {
    jog.drop();
    void body.configure(setting, lastSeen);
  };

  const handle = (message: ToArm): void => {
    if (message.kind === 'configure') configure(message.setting, message.lastSeen);
    else if (message.kind === 'paint') paint(message.stroke, message.fromMm);
    else if (message.kind === 'urge') urge(message.strokes);
    else if (message.kind === 'withdraw') withdraw(message.strokes);
    else if (message.kind === 'hold' || message.kind === 'stop') hold('operator');
    else if (message.kind === 'resume') release('operator', 'landing');
    else if (message.kind === 'jog') push(message.mmS);
    else if (message.kind === 'presence') see(message.from, message.is);
    else if (message.kind === 'landed') landed(message.stroke, message.seen);
    else if (message.kind === 'alive') pulse.beat();
    else if (message.kind === 'home') home();
    else void bye();
  };
  return { handle, status, ended: over.given };
}
