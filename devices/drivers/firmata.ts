import { done, type Result } from '../../engine/result.ts';
import { decodeFromBoard, type FromBoard } from '../hardware/messages.ts';
import type { Joints } from '../kinematics/kinematics.ts';
import type { Controller, DriverEvent, DriverFactory, Report } from './driver.ts';
import { createPath, type Path, tickS } from './firmata/path.ts';
import { type Rig, rigOf } from './firmata/servos.ts';
import { createSetPoints } from './firmata/set-points.ts';
import { lost, mute, outOfRange, unhomed } from './firmata/words.ts';
import { axesOf, jointsOf, leastSeconds } from './joint-steps.ts';

const pollMs = { moving: 125, idle: 500, closely: 40 } as const;
/** after a stall of this computer the servos go on from where they were told to be, and do not catch up in one leap, s */
const mostTickS = 0.04;
const readyWithinMs = 13_000;
/** a small servo turns from one end to the other within this: they are woken one after another, ms */
const wakeMs = 600;
/** from where it is known to be, it goes to the park at this share of its speed */
const parkShare = 0.25;
const restWithinMs = 3000;

/**
 * A hobby-servo arm: a board with Firmata, spoken to through johnny-five in a process of its own. The transport carries lines
 * of JSON (`devices/hardware/messages.ts`), and set-points go out at 50 Hz, planned here within each joint's rates. Its frame
 * is the joints', degrees.
 *
 * **Servos tell nothing.** A report is what was last commanded and written to the port; a servo that is blocked, or has no
 * power, is not seen. Nor is it known where they stand before their first command, to which each turns at its own full speed:
 * the arm is `locked` until `home` has sent them to the park, one after another. From then on their place is absolute.
 */
export const firmataDriver: DriverFactory = (transport, { timers, machine }) => {
  let rig: Rig | undefined;
  let path: Path | undefined;
  let tell: (event: DriverEvent) => void = () => undefined;
  let state: 'down' | 'locked' | 'homing' | 'ready' = 'down';
  let closedByUs = false;
  let halting: Promise<Result<Report>> | undefined;
  const points = createSetPoints(transport, timers);
  let pace: keyof typeof pollMs = 'idle';
  let cancelPoll: (() => void) | undefined;
  let cancelTick: (() => void) | undefined;
  let tickedMs = 0;
  let heard: (message: FromBoard) => void = () => undefined;
  let ended: () => void = () => undefined;

  const wait = (ms: number): Promise<void> => new Promise((resolve) => timers.after(ms, resolve));
  const tellAccepted = (): void => {
    for (let count = path?.accepted() ?? 0; count > 0; count--) timers.after(0, () => state === 'ready' && tell({ kind: 'accepted' }));
  };
  const tick = (): void => {
    cancelTick = undefined;
    if (path === undefined || state === 'down') return;
    const now = timers.now();
    const joints = path.advance(Math.min(mostTickS, (now - tickedMs) / 1000));
    if (rig !== undefined) points.send(rig.servoDegs(joints), { joints, speedDegS: path.speedDegS });
    tickedMs = now;
    tellAccepted();
    if (path.moving) cancelTick = timers.after(tickS * 1000, tick);
  };
  const go = (): void => {
    if (cancelTick !== undefined) return;
    tickedMs = timers.now();
    cancelTick = timers.after(tickS * 1000, tick);
  };

  const report = (): Report => {
    const rests = path?.moving !== true && points.settled;
    const at = axesOf(points.written?.joints ?? rig?.park ?? []);
    const moving = halting !== undefined && !rests ? 'holding' : rests ? 'idle' : 'moving';
    return {
      state: state === 'ready' ? moving : state === 'homing' ? 'homing' : 'locked',
      at,
      speedMmS: rests ? 0 : (points.written?.speedDegS ?? 0),
      drained: rests,
    };
  };

  const poll = (): void => {
    cancelPoll?.();
    if (state === 'down' || rig === undefined) return;
    cancelPoll = timers.after(pollMs[pace], poll);
    if (points.fellSilent()) tell({ kind: 'silent' });
    const { joints } = points.written ?? { joints: rig.park };
    // with nothing to say to the servos it is still asked whether it lives
    if (!points.underWay && path?.moving !== true)
      points.send(
        rig.servos.map(() => null),
        { joints, speedDegS: 0 },
      );
    if (state === 'ready' && halting === undefined) tell({ kind: 'report', report: report() });
  };

  const fail = (): Result<never> => (state === 'down' ? lost : { ok: false, why: unhomed });

  const stop = async (): Promise<Result<Report>> => {
    if (path === undefined || state !== 'ready') return fail();
    path.brake();
    if (cancelTick !== undefined) {
      cancelTick();
      tick();
    }
    const lateMs = timers.now() + restWithinMs;
    // moving, or the last set-points are on their way
    while (state === 'ready' && report().drained !== true && timers.now() < lateMs) await wait(tickS * 1000);
    if (state !== 'ready') return fail();
    if (report().drained !== true) return mute;
    const { joints } = points.written ?? { joints: path.at };
    path.restart(joints);
    return done({ ...report(), state: 'idle' });
  };
  const halt = (): Promise<Result<Report>> => {
    halting ??= stop().finally(() => {
      halting = undefined;
    });
    return halting;
  };

  const stand = (known: Rig, joints: Joints): Path => {
    points.stand(joints);
    const fresh = path ?? createPath(known.rates, joints);
    fresh.restart(joints);
    path = fresh;
    return fresh;
  };

  /** from an unknown place: one servo after another jumps to the park */
  const wake = async (known: Rig): Promise<void> => {
    const degs = known.servoDegs(known.park);
    for (const [i] of known.servos.entries()) {
      if (state === 'down') return;
      points.send(
        degs.map((deg, at) => (at === i ? deg : null)),
        { joints: known.park, speedDegS: 0 },
      );
      await wait(wakeMs);
    }
    stand(known, known.park);
  };

  const home = async (): Promise<Result<Report>> => {
    if (rig === undefined || state === 'down') return lost;
    cancelTick?.();
    cancelTick = undefined;
    const known = rig;
    state = 'homing';
    if (path === undefined) await wake(known);
    else {
      const from = path.at;
      const way = stand(known, from);
      const seconds = leastSeconds(known.arm, from, known.park) / parkShare;
      way.add(known.park, seconds);
      way.accepted();
      go();
      while (stillHoming() && path.moving) await wait(tickS * 1000);
    }
    if (!stillHoming()) return fail();
    while (stillHoming() && !points.settled) await wait(tickS * 1000);
    if (!stillHoming()) return fail();
    state = 'ready';
    return done(report());
  };
  /** an abort, or the end of the connection, takes it back */
  const stillHoming = (): boolean => state === 'homing';

  transport.onBytes(
    decodeFromBoard((message) => {
      if (message.kind === 'wrote') points.wrote(message.turn);
      else heard(message);
    }),
  );
  transport.onClose((reason) => {
    const before = state;
    state = 'down';
    cancelPoll?.();
    cancelTick?.();
    ended();
    if (before !== 'down' || !closedByUs) tell({ kind: 'closed', reason });
  });

  const ready = (): Promise<Result<FromBoard & { readonly kind: 'ready' }>> =>
    new Promise((resolve) => {
      const cancel = timers.after(readyWithinMs, () => resolve(mute));
      const settle = (answer: Result<FromBoard & { readonly kind: 'ready' }>): void => {
        cancel();
        resolve(answer);
      };
      ended = () => settle(lost);
      heard = (message) => {
        if (message.kind === 'ready') settle(done(message));
        else if (message.kind === 'over') settle({ ok: false, why: message.why });
      };
      void transport.open().then((opened) => {
        if (!opened.ok) settle(opened);
      });
    });

  return {
    connect: async () => {
      const known = rigOf(machine);
      if (!known.ok) return known;
      const found = await ready();
      if (!found.ok) return found;
      rig = known.value;
      state = 'locked';
      if (found.value.parked === true) {
        stand(rig, rig.park);
        state = 'ready';
      }
      poll();
      const all = (of: (rate: { readonly speed: number; readonly acceleration: number }) => number) => {
        const [x = 1, y = 1, z = 1] = known.value.rates.map(of);
        return { x, y, z };
      };
      const limits = { rateMmS: all(({ speed }) => speed), accelerationMmS2: all(({ acceleration }) => acceleration), junctionMm: 0.01 };
      const controller: Controller = {
        firmware: found.value.firmware,
        limits,
        canHome: true,
        homeHint: `${unhomed.text} ${unhomed.remedy}`,
        report: report(),
      };
      return done(controller);
    },
    send: ({ to, speedMmS, seconds }) => {
      if (state !== 'ready' || halting !== undefined || path === undefined || rig === undefined) return false;
      const joints = jointsOf(to, rig.rates.length);
      const beyond = joints === undefined ? 'a joint' : rig.beyond(joints);
      if (joints === undefined || beyond !== undefined) {
        timers.after(0, () => tell({ kind: 'rejected', why: outOfRange(beyond ?? 'a joint') }));
        return true;
      }
      const wayDeg = Math.hypot(...joints.map((value, i) => value - (path?.end[i] ?? 0)));
      if (!path.add(joints, seconds ?? wayDeg / speedMmS)) return false;
      tellAccepted();
      go();
      return true;
    },
    halt,
    abort: () => {
      if (state === 'homing') state = 'locked';
      path?.restart(path.at);
    },
    home,
    unlock: async () => (state === 'ready' ? done({ ...report(), state: 'idle' as const }) : fail()),
    watch: (wanted) => {
      const faster = pollMs[wanted] < pollMs[pace];
      pace = wanted;
      if (faster) poll();
    },
    onEvent: (listener) => {
      tell = listener;
    },
    close: async () => {
      closedByUs = true;
      state = 'down';
      cancelPoll?.();
      cancelTick?.();
      await transport.close();
    },
  };
};
