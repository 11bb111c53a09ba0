import { done, type Refusal, type Result } from '../../engine/result.ts';
import type { Stroke } from '../../engine/stroke.ts';
import type { ArmDriver, Controller, DriverEvent, Report } from '../drivers/driver.ts';
import type { MachinePoint } from '../machine.ts';
import { checkEasel } from '../painter/place.ts';
import { cleanHand } from '../painter/plan.ts';
import type { ArmSetting, ArmStatus, HoldReason, ToArm } from '../process/messages.ts';
import type { Arm, ArmOptions } from './arm-options.ts';
import { createBlindLift } from './blind.ts';
import { faceOf, type Mode } from './face.ts';
import { createFlow } from './flow.ts';
import { createIntake } from './intake.ts';
import { createLink, type Link } from './link.ts';
import { createPress } from './press.ts';
import { assumedLimits, atZero, offsetAt, referenceHint, trusts } from './reference.ts';
import { createReporter } from './reporter.ts';
import { createSession, type Session } from './session.ts';
import { heldItself, locked, moved, offline, restarted, silent, tooManySetbacks, wrongWith } from './troubles.ts';
import { signal, within } from './waits.ts';

/** so many setbacks without a millimetre painted between them are no accident */
const mostSetbacks = 10;
/** `bye` ends within this, parked or not: whoever waits for it kills after 5 s */
const closeWithinMs = 4300;

/** The whole of an arm, apart from the process that it runs in: connects, references, paints, stops, and says how it is. */
export function createArm(options: ArmOptions): Arm {
  const { timers, emit } = options;
  const intake = createIntake(emit, options.epochMs);
  const { queue, tally } = intake;
  let setting: ArmSetting | null = null;
  let link: Link | null = null;
  let controller: Controller | null = null;
  /** the last one, even when its connection is lost: it knows what was sent, and where the arm was seen */
  let session: Session | null = null;
  /** controller's coordinates to machine mm; null while the position is not known */
  let offset: MachinePoint | null = null;
  /** by an arm process that died */
  let lastSeen: MachinePoint | undefined;
  let first = true;
  let mode: Mode = { kind: 'offline' };
  let held: HoldReason | null = null;
  let setbacks = 0;
  const lift = createBlindLift(timers);
  const homing = createPress();
  let closing = false;
  const over = signal();
  const status = (): ArmStatus => faceOf({ mode, held, session, queue, tally, setting, controller });
  const publish = createReporter(
    timers,
    () => {
      const value = status();
      return { key: `${value.state.kind} ${value.state.kind === 'held' ? value.state.why : ''}`, value };
    },
    (value) => emit({ kind: 'status', status: value }),
  );
  const enter = (next: Mode): void => {
    mode = next;
    publish();
  };
  /** A new way for the motions, over this connection, from where the arm stands. */
  const begin = (driver: ArmDriver, report: Report, from: MachinePoint): void => {
    if (setting === null || controller === null) return;
    const hand = session?.flow.hand ?? cleanHand;
    session?.end();
    queue.land();
    offset = from;
    const flow = createFlow({
      driver,
      controller,
      easel: setting,
      horizonMs: setting.horizonMs,
      timers,
      queue,
      tally,
      offset: from,
      at: { x: report.at.x + from.x, y: report.at.y + from.y, z: report.at.z + from.z },
      hand,
      onSent: intake.sent,
      onPainted: intake.painted,
      onPiece: (piece) => {
        setbacks = 0;
        intake.piece(piece);
      },
    });
    session = createSession(driver, flow, setting.machine, timers);
    mode = { kind: 'active' };
    void goOn(session, report.state === 'idle' ? session.rise() : session.standUp());
  };

  /** Waits until the brush is up; then goes on, unless it is held or something else is to follow. */
  const goOn = async (current: Session, up: Promise<Result<void>>, next?: Mode): Promise<void> => {
    publish();
    const result = await up;
    if (current !== session || mode.kind !== 'active') return;
    if (!result.ok) lose(result.why);
    else if (next !== undefined) mode = next;
    else if (held === null && !closing) {
      current.flow.held = false;
      current.flow.pump();
    }
    publish();
  };

  /** The position is lost: nothing moves before it is known again, except the brush, up. */
  const lose = (why: Refusal, next?: Mode): void => {
    emit({ kind: 'fault', fault: why });
    const lost = offset !== null ? session : null;
    const driver = link?.driver ?? null;
    offset = null;
    if (lost !== null) {
      lost.end();
      lost.flow.drop(lost.flow.at);
      if (driver !== null && setting !== null) lift.begin(driver, setting.machine, lost.flow.at);
    } else if (driver !== null) lift.again(driver);
    enter(next ?? { kind: 'unreferenced', hint: `${why.text} ${referenceHint(setting, controller)}` });
  };

  /** The controller did something else than it was told: stop, lift, and plan the rest anew, but not for ever. */
  const recover = (why: Refusal): void => {
    if (mode.kind !== 'active' || session === null) return;
    if (session.busy) {
      session.stumble();
      return;
    }
    emit({ kind: 'fault', fault: why });
    const tired = ++setbacks > mostSetbacks;
    if (tired) setbacks = 0;
    void goOn(session, session.standUp(), tired ? { kind: 'faulted', fault: tooManySetbacks(why) } : undefined);
  };

  const hear = (event: DriverEvent): void => {
    if (event.kind === 'accepted') {
      if (mode.kind === 'active') session?.accepted();
    } else if (event.kind === 'report') hearReport(event.report);
    else if (event.kind === 'rejected') recover(event.why);
    else if (event.kind === 'alarm') lose(event.why, { kind: 'faulted', fault: event.why });
    else if (event.kind === 'restarted') lose(restarted);
    else if (event.kind === 'silent') {
      emit({ kind: 'fault', fault: silent });
      down(silent);
      link?.renew();
    }
  };

  const hearReport = (report: Report): void => {
    if (mode.kind !== 'active' || session === null) return;
    if (report.state === 'locked' && !session.busy) {
      lose(locked);
      return;
    }
    const wrong = wrongWith(session.report(report));
    if (wrong !== undefined) recover(wrong);
    else if (report.state === 'held' && !session.busy) {
      emit({ kind: 'fault', fault: heldItself });
      hold('operator');
    } else session.flow.pump();
    const restless = queue.flying.length > 0 || (queue.waiting.length > 0 && held === null);
    if (!session.busy) link?.driver?.watch(restless ? 'moving' : 'idle');
    publish();
  };

  const up = (driver: ArmDriver, found: Controller): void => {
    controller = found;
    const { report } = found;
    const known = offset;
    const trusted = first && trusts(options.reference, found, lastSeen);
    first = false;
    if (known === null && trusted) return void assumed(driver, report);
    // what it did meanwhile counts; where it stands now must lie on the way that it was sent
    const still = report.state !== 'locked' && (options.reference === 'known' || !atZero(report));
    if (known !== null && session !== null && still && session.flow.report(report).kind === 'on-path') begin(driver, report, known);
    else if (known !== null) lose(moved);
    else {
      enter({ kind: 'unreferenced', hint: referenceHint(setting, controller) });
      if (lastSeen !== undefined && setting !== null) lift.begin(driver, setting.machine, lastSeen);
      lastSeen = undefined;
    }
  };

  const assumed = async (driver: ArmDriver, report: Report): Promise<void> => {
    const open = report.state === 'locked' ? await driver.unlock() : done(report);
    if (driver !== link?.driver) return;
    if (open.ok) begin(driver, open.value, { x: 0, y: 0, z: 0 });
    else lose(open.why);
  };

  const down = (why: Refusal): void => {
    session?.end();
    enter({ kind: 'offline', why });
  };
  const configure = async (next: ArmSetting, seen: MachinePoint | undefined): Promise<void> => {
    setting = next;
    lastSeen = seen;
    const before = link;
    if (mode.kind === 'active') await session?.standUp();
    link = null;
    await before?.stop();
    if (setting !== next) return;
    const fit = checkEasel(next);
    if (!fit.ok) {
      emit({ kind: 'fault', fault: fit.why });
      enter({ kind: 'faulted', fault: fit.why });
      return;
    }
    const known = { timers, quietMs: options.quietMs(next.address), machine: next.machine };
    link = createLink(() => options.driver(options.transport(next.address, next.machine), known), timers, {
      onTrying: () => enter({ kind: 'connecting' }),
      onUp: up,
      onDown: down,
      onEvent: hear,
    });
    link.start();
  };

  const paint = (stroke: Stroke, fromMm: number): void => {
    if (setting === null) throw new Error(`paint: stroke ${stroke.id} came before the arm was configured; send "configure" first`);
    intake.paint(setting, controller?.limits ?? assumedLimits(setting.machine), stroke, fromMm);
    if (mode.kind === 'active') session?.flow.pump();
    publish();
  };

  const withdraw = (strokes: readonly string[]): void => {
    for (const job of intake.withdraw(strokes)) session?.flow.forget(job);
    publish();
  };

  const hold = (why: HoldReason): void => {
    held = why;
    homing.takeBack();
    if (mode.kind === 'active' && session !== null) void goOn(session, session.standUp());
    // a brush that is on its way up goes on: it must not be left on the canvas
    else if (!lift.underWay) link?.driver?.abort();
    publish();
  };

  const resume = (): void => {
    if (closing) return;
    held = null;
    if (mode.kind === 'faulted' && offset !== null) mode = { kind: 'active' };
    if (mode.kind === 'active' && session?.busy === false) {
      session.flow.held = false;
      session.flow.pump();
    }
    publish();
  };

  /** @param wanted - false once somebody has pressed stop: then it begins nothing new */
  const home = async (wanted: () => boolean): Promise<void> => {
    const driver = link?.driver ?? null;
    if (driver === null || controller === null || setting === null || closing) {
      emit({ kind: 'fault', fault: offline });
      return;
    }
    if (offset !== null && session !== null) {
      const current = session;
      mode = { kind: 'active' };
      const stood = await current.standUp();
      if (current !== session || !wanted()) return;
      // without switches the reference can only be shown, not found again: it goes to where it believes park to be
      if (!stood.ok || !controller.canHome) {
        await goOn(current, stood.ok ? current.park() : Promise.resolve(stood));
        return;
      }
    }
    enter({ kind: 'unreferenced', hint: 'It looks for its reference …' });
    await lift.over;
    if (!wanted()) return enter({ kind: 'unreferenced', hint: referenceHint(setting, controller) });
    const found = controller.canHome ? await driver.home() : await driver.unlock();
    if (driver !== link?.driver) return;
    if (found.ok) begin(driver, found.value, offsetAt(setting.machine, controller, found.value));
    else lose(found.why, { kind: 'faulted', fault: found.why });
  };

  const bye = async (): Promise<void> => {
    if (closing) return;
    closing = true;
    held = 'closing';
    await within(
      timers,
      closeWithinMs,
      lift.over.then(() => (mode.kind === 'active' ? session?.leave() : undefined)),
    );
    session?.end();
    await link?.stop();
    enter({ kind: 'offline' });
    over.give();
  };

  const handle = (message: ToArm): void => {
    if (message.kind === 'configure') void configure(message.setting, message.lastSeen);
    else if (message.kind === 'paint') paint(message.stroke, message.fromMm);
    else if (message.kind === 'withdraw') withdraw(message.strokes);
    else if (message.kind === 'hold' || message.kind === 'stop') hold(message.kind === 'hold' ? message.why : 'operator');
    else if (message.kind === 'resume') resume();
    else if (message.kind === 'home') void homing.run(home);
    else void bye();
  };
  return { handle, status, ended: over.given };
}
