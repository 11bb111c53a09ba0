import { afterEach, describe, expect, it } from 'vitest';
import { armDriver } from '../../../devices/drivers/arm-driver.ts';
import { servoDegOf } from '../../../devices/hardware/pins.ts';
import { offEasel } from '../../../devices/kinematics/easel-machine.ts';
import { withinFence } from '../../../devices/kinematics/fence.ts';
import type { Joints } from '../../../devices/kinematics/kinematics.ts';
import { parkOf } from '../../../devices/kinematics/reach.ts';
import type { MachinePoint } from '../../../devices/machine.ts';
import { loadMachine } from '../../../devices/machine-load.ts';
import type { FromArm } from '../../../devices/process/messages.ts';
import { createArm } from '../../../devices/stream/arm.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import { createVirtualFirmata } from '../../../devices/virtual/firmata/firmata.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import type { Served } from '../../../devices/virtual/serve.ts';
import { serveHardware } from '../hardware/bridge.ts';
import { armOf, must } from '../kinematics/arms.ts';
import { setting, stroke } from '../stream/rig.ts';
import { createTestTime } from '../stream/time.ts';
import { farthestStray, farthestUnpainted } from '../stream/truth.ts';

const { kinematics, machine: arm, plane } = armOf('mearm');
const machine = must(loadMachine('mearm'));
const pins = arm.hardware ?? {};
const parked = must(parkOf(arm, kinematics));
const corner = { x: 0, y: 0, z: 0 };
/** a hobby servo hears whole µs 50 times a second, and lags behind: paint lands so near, mm */
const nearMm = 0.6;

const open: Served[] = [];
afterEach(async () => {
  for (const served of open.splice(0)) await served.dispose();
});

const brushAt = (joints: Joints): MachinePoint => offEasel(plane, must(kinematics.forward(joints)));
const triple = ({ x, y, z }: MachinePoint): readonly [number, number, number] => [x, y, z];

function rig() {
  const time = createTestTime({ turns: 6 });
  const startDeg = pins.servos?.map((servo) => servoDegOf(servo, parked.joints[kinematics.axes.indexOf(servo.joint)] ?? 0)) ?? [];
  const board = createVirtualFirmata({ pins, joints: kinematics.axes, startDeg, blinkMs: 0 });
  const told: FromArm[] = [];
  const travelled: Travelled[] = [];
  /** set-points as they were written, with their time */
  const setPoints: { readonly atMs: number; readonly deg: readonly number[] }[] = [];
  let cable: Transport | undefined;
  board.onMotion((piece) => travelled.push(piece));
  const core = createArm({
    timers: time,
    driver: armDriver,
    transport: () => {
      const [near, far] = memoryPair();
      cable = far;
      void serveHardware(far, board, time, { pins, askAfterMs: 0, parked: false, timers: time }).then((answer) => {
        if (answer.ok) open.push(answer.value);
      });
      return {
        ...near,
        write: (bytes) => {
          const { kind, deg } = JSON.parse(new TextDecoder().decode(bytes));
          if (kind === 'servos' && !deg.includes(null)) setPoints.push({ atMs: time.now(), deg });
          return near.write(bytes);
        },
      };
    },
    emit: (message) => told.push(message),
    epochMs: () => time.now(),
    reference: 'none',
    quietMs: () => 0,
  });
  core.handle({
    kind: 'configure',
    setting: { ...setting, machine, canvas: { widthMm: 90, heightMm: 60 }, brushes: [{ id: 'flat', widthMm: 4 }] },
  });
  const painted = () => told.filter((message) => message.kind === 'life' && message.life.kind === 'painted').length;
  const state = () => core.status().state;
  const home = async (): Promise<void> => {
    await time.until(() => state().kind === 'unreferenced', 20_000);
    core.handle({ kind: 'home' });
    await time.until(() => state().kind !== 'unreferenced', 20_000);
  };
  return { time, board, core, told, travelled, setPoints, painted, state, home, unplug: () => cable?.close() };
}

const brushWay = (travelled: readonly Travelled[]): Travelled[] =>
  travelled.flatMap(({ from, to, startMs, durationMs }) => {
    const at = (share: number) => triple(brushAt(from.map((value, axis) => value + ((to[axis] ?? 0) - value) * share)));
    return [0, 0.5].map((share) => ({
      from: at(share),
      to: at(share + 0.5),
      startMs: startMs + durationMs * share,
      durationMs: durationMs / 2,
    }));
  });

/** of any servo from one set-point to the next, deg/s and deg/s² */
function fastestOf(setPoints: readonly { readonly atMs: number; readonly deg: readonly number[] }[]) {
  const fastest = { speed: 0, acceleration: 0 };
  for (const [i, { atMs, deg }] of setPoints.entries()) {
    const [before, last] = [setPoints[i - 2], setPoints[i - 1]];
    if (before === undefined || last === undefined || atMs - last.atMs > 30 || last.atMs - before.atMs > 30) continue;
    for (const [servo, value] of deg.entries()) {
      const speed = (value - (last.deg[servo] ?? 0)) / 0.02;
      const earlier = ((last.deg[servo] ?? 0) - (before.deg[servo] ?? 0)) / 0.02;
      fastest.speed = Math.max(fastest.speed, Math.abs(speed));
      fastest.acceleration = Math.max(fastest.acceleration, Math.abs(speed - earlier) / 0.02);
    }
  }
  return fastest;
}

const strokes = [
  stroke(
    'a',
    Array.from({ length: 61 }, (_, i) => [10 + i, 20 + 6 * Math.sin(i / 8), 0.5] as const),
  ),
  stroke('b', [
    [80, 5, 0.5],
    [80, 50, 0.7],
    [60, 50, 0.4],
  ]),
  stroke(
    'c',
    Array.from({ length: 40 }, (_, i) => [30 + 12 * Math.cos(i / 6), 42 + 12 * Math.sin(i / 6), 0.6] as const),
    'red',
  ),
];

describe('painting with three hobby servos, through johnny-five', () => {
  it('covers every stroke, stays inside the fence and within every rate of its joints', async () => {
    const { time, core, travelled, setPoints, painted, home, told } = rig();
    await home();
    for (const entry of strokes) core.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await time.until(() => painted() === strokes.length, 300_000);
    expect(told.flatMap((message) => (message.kind === 'fault' ? [message.fault] : []))).toEqual([]);
    const way = brushWay(travelled);
    for (const entry of strokes) expect(farthestUnpainted(entry, way, corner)).toBeLessThan(nearMm);
    const onCanvas = way.filter(({ to: [x, y] }) => x > -8 && x < 98 && y > -8 && y < 68);
    expect(farthestStray(strokes, onCanvas, corner)).toBeLessThan(nearMm);
    for (const { to } of travelled) expect(withinFence(arm, 'brush', must(kinematics.forward(to)))).toMatchObject({ ok: true });
    const fastest = fastestOf(setPoints);
    expect(fastest.speed).toBeLessThan(120.001);
    expect(fastest.acceleration).toBeLessThan(800.001);
  });

  it('brakes along its way when it is stopped, lifts, and goes on where it was', async () => {
    const { time, core, travelled, setPoints, painted, home, state, board } = rig();
    await home();
    core.handle({ kind: 'paint', stroke: strokes[0] ?? stroke('none', []), fromMm: 0 });
    await time.until(() => brushAt(board.position()).z < -0.3, 60_000);
    await time.pass(800);
    core.handle({ kind: 'stop' });
    await time.pass(400);
    expect(brushAt(board.position()).z).toBeGreaterThan(0);
    await time.until(() => state().kind === 'held', 5000);
    expect(brushAt(board.position()).z).toBeGreaterThan(machine.heights.travelMm - 0.3);
    core.handle({ kind: 'resume' });
    await time.until(() => painted() === 1, 60_000);
    expect(fastestOf(setPoints).acceleration).toBeLessThan(800.001);
    expect(farthestUnpainted(strokes[0] ?? stroke('none', []), brushWay(travelled), corner)).toBeLessThan(nearMm);
  });

  it('does not know where it is once its board was lost, and paints the rest after Home', async () => {
    const { time, core, told, travelled, painted, home, state, board, unplug } = rig();
    await home();
    core.handle({ kind: 'paint', stroke: strokes[0] ?? stroke('none', []), fromMm: 0 });
    await time.until(() => brushAt(board.position()).z < -0.3, 60_000);
    await time.pass(800);
    await unplug();
    board.reset('power', time.now());
    await time.until(() => state().kind === 'offline', 2000);
    await time.until(() => state().kind === 'unreferenced', 20_000);
    expect(told.some((message) => message.kind === 'fault')).toBe(true);
    const at = board.position();
    await time.pass(5000);
    expect(board.position()).toEqual(at);
    core.handle({ kind: 'home' });
    await time.until(() => painted() === 1, 60_000);
    expect(farthestUnpainted(strokes[0] ?? stroke('none', []), brushWay(travelled), corner)).toBeLessThan(nearMm);
  });
});
