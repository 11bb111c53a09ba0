import { done, type Refusal, type Result, refused } from '../../engine/result.ts';
import { decodeFromBoard, encode, type FromBoard } from '../hardware/messages.ts';
import type { Joints } from '../kinematics/kinematics.ts';
import type { Controller, DriverEvent, DriverFactory, Report } from './driver.ts';
import { createPath, type Path, tickS } from './firmata/path.ts';
import { type Rig, rigOf } from './firmata/servos.ts';
import { axesOf, jointsOf, leastSeconds } from './joint-steps.ts';

const pollMs = { moving: 125, idle: 500, closely: 40 } as const;
/** after a stall of this computer the servos go on from where they were told to be, and do not catch up in one leap, s */
const mostTickS = 0.04;
const readyWithinMs = 13_000;
const silentAfterMs = 2000;
/** a servo hears a set-point at its next pulse, up to 20 ms later, and then has a little way to go, ms */
const settleMs = 60;
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
  let turn = 0;
  /** set-points that are not known to be written, oldest first */
  const unwritten: { readonly turn: number; readonly atMs: number; readonly joints: Joints; readonly speedDegS: number }[] = [];
  let written: { readonly joints: Joints; readonly speedDegS: number } | undefined;
  let changedMs = 0;
  let silent = false;
  let pace: keyof typeof pollMs = 'idle';
  let cancelPoll: (() => void) | undefined;
  let cancelTick: (() => void) | undefined;
  let tickedMs = 0;
  let heard: (message: FromBoard) => void = () => undefined;
  let ended: () => void = () => undefined;

  const wait = (ms: number): Promise<void> => new Promise((resolve) => timers.after(ms, resolve));
  const write = (deg: (number | null)[], joints: Joints, speedDegS: number): boolean => {
    turn++;
    unwritten.push({ turn, atMs: timers.now(), joints, speedDegS });
    return transport.write(encode({ kind: 'servos', turn, deg }));
  };
  const setPoint = (joints: Joints, speedDegS: number): void => {
    if (rig === undefined) return;
    changedMs = timers.now();
    write(rig.servoDegs(joints), joints, speedDegS);
  };
  const wrote = (upTo: number): void => {
    for (let first = unwritten[0]; first !== undefined && first.turn <= upTo; first = unwritten[0]) {
      written = first;
      unwritten.shift();
    }
    silent = false;
  };

  const tellAccepted = (): void => {
    for (let count = path?.accepted() ?? 0; count > 0; count--) timers.after(0, () => state === 'ready' && tell({ kind: 'accepted' }));
  };
  const tick = (): void => {
    cancelTick = undefined;
    if (path === undefined || state === 'down') return;
    const now = timers.now();
    setPoint(path.advance(Math.min(mostTickS, (now - tickedMs) / 1000)), path.speedDegS);
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
    const rests = path?.moving !== true && unwritten.every(({ speedDegS }) => speedDegS === 0) && timers.now() - changedMs >= settleMs;
    const at = axesOf(written?.joints ?? rig?.park ?? []);
    const moving = halting !== undefined && !rests ? 'holding' : rests ? 'idle' : 'moving';
    return {
      state: state === 'ready' ? moving : state === 'homing' ? 'homing' : 'locked',
      at,
      speedMmS: rests ? 0 : (written?.speedDegS ?? 0),
      drained: rests,
    };
  };

  const poll = (): void => {
    cancelPoll?.();
    if (state === 'down' || rig === undefined) return;
    cancelPoll = timers.after(pollMs[pace], poll);
    const oldest = unwritten[0];
    if (oldest !== undefined && timers.now() - oldest.atMs > silentAfterMs && !silent) {
      silent = true;
      tell({ kind: 'silent' });
    }
    // with nothing to say to the servos it is still asked whether it lives
    if (oldest === undefined && path?.moving !== true)
      write(
        rig.servos.map(() => null),
        written?.joints ?? rig.park,
        0,
      );
    if (state === 'ready' && halting === undefined) tell({ kind: 'report', report: report() });
  };

  const fail = (): Result<never> => (state === 'down' ? lost : refused('firmata/unhomed', unhomed.text, unhomed.remedy));

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
    const { joints } = written ?? { joints: path.at };
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
    written ??= { joints, speedDegS: 0 };
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
      write(
        degs.map((deg, at) => (at === i ? deg : null)),
        known.park,
        0,
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
    await wait(settleMs);
    if (!stillHoming()) return fail();
    state = 'ready';
    changedMs = Math.min(changedMs, timers.now() - settleMs);
    return done(report());
  };
  /** an abort, or the end of the connection, takes it back */
  const stillHoming = (): boolean => state === 'homing';

  transport.onBytes(
    decodeFromBoard((message) => {
      if (message.kind === 'wrote') wrote(message.turn);
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

const lost = refused('arm/lost', 'The connection to the board of the servos ended.', 'Check its cable; it connects again by itself.');
const mute = refused('arm/mute', 'The board of the servos does not answer.', 'Unplug it, plug it in again, then press Home.');
const unhomed: Pick<Refusal, 'text' | 'remedy'> = {
  text: 'Where the servos stand is not known: they tell nothing.',
  remedy: 'Keep clear, and press Home: each servo jumps to its park place at its full speed, one after another.',
};
const outOfRange = (joint: string): Refusal => ({
  code: 'firmata/range',
  text: `The servo of ${joint} cannot turn as far as it was told to.`,
  remedy: 'Give the range of the servo and of the joint in the machine description as they are.',
});
