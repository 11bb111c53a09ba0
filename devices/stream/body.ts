import { done, type Refusal, type Result } from '../../engine/result.ts';
import type { ArmDriver, Controller, DriverEvent, Report } from '../drivers/driver.ts';
import type { MachinePoint } from '../machine.ts';
import { checkEasel } from '../painter/place.ts';
import { cleanHand, unknownHand } from '../painter/plan.ts';
import type { ArmSetting } from '../process/messages.ts';
import { createBlindLift } from './blind.ts';
import type { Body, BodyParts } from './body-parts.ts';
import { inTheWay } from './fence.ts';
import { createFlow } from './flow.ts';
import { createLink, type Link } from './link.ts';
import type { Mode } from './mode.ts';
import { createPress } from './press.ts';
import { asBefore, atZero, offsetAt, referenceHint, trusts } from './reference.ts';
import { createSession, type Session } from './session.ts';
import { heldItself, locked, moved, offline, restarted, silent, tooManySetbacks, wrongWith } from './troubles.ts';

/** so many setbacks without a millimetre painted between them are no accident */
const mostSetbacks = 10;

/** See `Body`. Everything that happens to the position of an arm happens here. */
export function createBody({ options, intake, turns, holding, capMmS, fault, onLanded, onHeldItself, changed }: BodyParts): Body {
  const { timers } = options;
  const { queue, tally } = intake;
  let setting: ArmSetting | null = null;
  let link: Link | null = null;
  let controller: Controller | null = null;
  let session: Session | null = null;
  /** controller's coordinates to machine mm; null while the position is not known */
  let offset: MachinePoint | null = null;
  let lastSeen: MachinePoint | undefined;
  /** an arm process before this one did: nobody knows what is on the brush */
  let died = false;
  let first = true;
  let mode: Mode = { kind: 'offline' };
  let setbacks = 0;
  const lift = createBlindLift(timers);
  const homing = createPress();

  const enter = (next: Mode): void => {
    mode = next;
    changed();
  };

  /** A new way for the motions, over this connection, from where the arm stands. */
  const begin = (driver: ArmDriver, report: Report, from: MachinePoint): void => {
    if (setting === null || controller === null) return;
    const hand = session?.flow.hand ?? (died ? unknownHand : cleanHand);
    session?.end();
    queue.land();
    onLanded();
    offset = from;
    const at = { x: report.at.x + from.x, y: report.at.y + from.y, z: report.at.z + from.z };
    const flow = createFlow({
      ...{ driver, controller, timers, queue, turns, tally, at, hand, offset: from },
      ...{ easel: setting, horizonMs: setting.horizonMs, capMmS: capMmS() },
      onSent: intake.sent,
      onPainted: (job) => {
        turns.ended(job);
        intake.painted(job);
      },
      onPiece: (piece) => {
        setbacks = 0;
        intake.piece(piece);
      },
      onFenced: (why) => {
        if (session?.busy === true) session.stumble();
        else if (why.code === inTheWay) {
          fault(why);
          onHeldItself();
        } else if (session !== null) {
          fault(why);
          void after(session, session.standUp(), { kind: 'faulted', fault: why });
        }
      },
    });
    session = createSession(driver, flow, setting.machine, timers);
    mode = { kind: 'active' };
    void after(session, report.state === 'idle' ? session.rise() : session.standUp());
  };

  /** Waits until it stands; then goes on, unless it is held or something else is to follow. */
  const after = async (current: Session, stood: Promise<Result<void>>, next?: Mode): Promise<void> => {
    changed();
    const result = await stood;
    if (current !== session || mode.kind !== 'active') return;
    if (!result.ok) lose(result.why);
    else {
      if (queue.flying.length === 0) onLanded();
      if (next !== undefined) mode = next;
      else if (!holding()) {
        current.flow.held = false;
        current.flow.pump();
      }
    }
    changed();
  };

  /** The position is lost: nothing moves before it is known again, except the brush, up. */
  const lose = (why: Refusal, next?: Mode): void => {
    fault(why);
    const lost = offset !== null ? session : null;
    const driver = link?.driver ?? null;
    offset = null;
    if (lost !== null) {
      lost.end();
      lost.flow.drop(lost.flow.at);
      onLanded();
      if (driver !== null && setting !== null) lift.begin(driver, setting.machine, lost.flow.at);
    }
    enter(next ?? { kind: 'unreferenced', hint: `${why.text} ${referenceHint(setting, controller)}` });
  };

  /** The controller did something else than it was told: stop, lift, and plan the rest anew, but not for ever. */
  const recover = (why: Refusal): void => {
    if (mode.kind !== 'active' || session === null) return;
    if (session.busy) {
      session.stumble();
      return;
    }
    fault(why);
    const tired = ++setbacks > mostSetbacks;
    if (tired) setbacks = 0;
    void after(session, session.standUp(), tired ? { kind: 'faulted', fault: tooManySetbacks(why) } : undefined);
  };

  const hear = (event: DriverEvent): void => {
    if (event.kind === 'accepted') {
      if (mode.kind === 'active') session?.accepted();
    } else if (event.kind === 'report') hearReport(event.report);
    else if (event.kind === 'rejected') recover(event.why);
    else if (event.kind === 'alarm') lose(event.why, { kind: 'faulted', fault: event.why });
    else if (event.kind === 'restarted') {
      const wasLost = offset === null;
      lose(restarted);
      if (wasLost && link?.driver != null) lift.again(link.driver);
    } else if (event.kind === 'silent') {
      fault(silent);
      session?.end();
      enter({ kind: 'offline', why: silent });
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
      fault(heldItself);
      onHeldItself();
    } else session.flow.pump();
    const restless = queue.flying.length > 0 || (queue.waiting.length > 0 && !holding());
    if (!session.busy) link?.driver?.watch(restless ? 'moving' : 'idle');
    changed();
  };

  const up = (driver: ArmDriver, found: Controller): void => {
    controller = found;
    const { report } = found;
    const known = offset;
    const trusted = first && trusts(options.reference, found, lastSeen);
    first = false;
    if (known === null && trusted) return void assumed(driver, report);
    // what it did meanwhile counts; where it stands now must lie on the way that it was sent
    const still = report.state !== 'locked' && (options.reference === 'known' || !atZero(report, found));
    const before = (seen: Session, from: MachinePoint): Report => asBefore(found, seen.flow.at.z - from.z);
    if (known !== null && session !== null && still && session.flow.report(before(session, known)).kind === 'on-path')
      begin(driver, report, known);
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

  /** @param wanted - false once somebody has pressed stop: then it begins nothing new */
  const home = async (wanted: () => boolean): Promise<void> => {
    const driver = link?.driver ?? null;
    if (driver === null || controller === null || setting === null) {
      fault(offline);
      return;
    }
    if (offset !== null && session !== null) {
      const current = session;
      mode = { kind: 'active' };
      const stood = await current.standUp();
      if (current !== session || !wanted()) return;
      // without switches the reference can only be shown, not found again: it goes to where it believes park to be
      if (!stood.ok || !controller.canHome) {
        await after(current, stood.ok ? current.park() : Promise.resolve(stood));
        return;
      }
    }
    enter({ kind: 'unreferenced', hint: 'It looks for its reference …' });
    await lift.over;
    if (!wanted()) {
      enter({ kind: 'unreferenced', hint: referenceHint(setting, controller) });
      return;
    }
    const found = controller.canHome ? await driver.home() : await driver.unlock();
    if (driver !== link?.driver) return;
    if (found.ok) begin(driver, found.value, offsetAt(setting.machine, controller, found.value));
    else lose(found.why, { kind: 'faulted', fault: found.why });
  };

  return {
    get mode() {
      return mode;
    },
    get setting() {
      return setting;
    },
    get controller() {
      return controller;
    },
    get session() {
      return session;
    },
    configure: async (next, seen) => {
      setting = next;
      lastSeen = seen;
      died = seen !== undefined;
      const before = link;
      if (mode.kind === 'active') await session?.standUp();
      link = null;
      await before?.stop();
      if (setting !== next) return;
      const fit = checkEasel(next);
      if (!fit.ok) {
        fault(fit.why);
        enter({ kind: 'faulted', fault: fit.why });
        return;
      }
      const known = { timers, quietMs: options.quietMs(next.address), machine: next.machine };
      link = createLink(() => options.driver(options.transport(next.address, next.machine), known), timers, {
        onTrying: () => enter({ kind: 'connecting' }),
        onUp: up,
        onDown: (why) => {
          session?.end();
          enter({ kind: 'offline', why });
        },
        onEvent: hear,
      });
      link.start();
    },
    standUp: (urgent) => {
      const searching = homing.underWay;
      homing.takeBack();
      if (mode.kind === 'active' && session !== null) void after(session, session.standUp());
      // a brush that is on its way up goes on: it must not be left on the canvas
      else if (!lift.underWay && (urgent || searching)) link?.driver?.abort();
    },
    still: () => {
      if (mode.kind === 'active' && session !== null) void after(session, session.still());
    },
    goOn: () => {
      if (mode.kind === 'faulted' && offset !== null) mode = { kind: 'active' };
      if (mode.kind !== 'active' || session === null || session.busy || holding()) return;
      session.flow.held = false;
      session.flow.pump();
    },
    home: () => homing.run(home),
    leave: async () => {
      await lift.over;
      if (mode.kind === 'active') await session?.leave();
    },
    close: async () => {
      session?.end();
      await link?.stop();
      enter({ kind: 'offline' });
    },
  };
}
