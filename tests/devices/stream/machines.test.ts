import { afterEach, describe, expect, it } from 'vitest';
import { armDriver } from '../../../devices/drivers/arm-driver.ts';
import { withinFence } from '../../../devices/kinematics/fence.ts';
import { offPlane } from '../../../devices/kinematics/frame.ts';
import { loadMachine, machineIds } from '../../../devices/machine-load.ts';
import type { FromArm } from '../../../devices/process/messages.ts';
import { createArm } from '../../../devices/stream/arm.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import { virtualArm } from '../../../devices/virtual/make.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import { type Served, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import type { Vec3 } from '../../../devices/virtual/vector.ts';
import type { Stroke } from '../../../engine/stroke.ts';
import { armOf, must } from '../kinematics/arms.ts';
import { setting, stroke } from './rig.ts';
import { createTestTime } from './time.ts';
import { farthestStray, farthestUnpainted } from './truth.ts';

const open: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  for (const entry of open.splice(0)) await entry.dispose();
});

/** A machine with its own virtual controller, in supplied time. */
function rigUp(id: string) {
  const machine = must(loadMachine(id));
  const { machine: described, kinematics, plane } = armOf(id);
  const time = createTestTime();
  const controller = virtualArm(machine, { switches: true, nowMs: -2000 });
  const told: FromArm[] = [];
  const travelled: Travelled[] = [];
  let cable: Transport | undefined;
  controller.onMotion((piece) => travelled.push(piece));
  const canvas = { widthMm: described.canvas.maxWidthMm, heightMm: described.canvas.maxHeightMm };
  const arm = createArm({
    timers: time,
    driver: armDriver,
    transport: () => {
      const [near, far] = time.cable();
      cable = far;
      let served: Served | undefined;
      void serveVirtualGrbl(far, controller, time).then((answer) => {
        served = answer.ok ? answer.value : undefined;
      });
      open.push({ dispose: async () => served?.dispose() });
      return near;
    },
    emit: (message) => told.push(message),
    epochMs: () => time.now(),
    reference: 'known',
    quietMs: () => 0,
  });
  arm.handle({ kind: 'configure', setting: { ...setting, machine, canvas, brushes: [{ id: 'flat', widthMm: 3 }] } });
  /** machine mm of what the controller calls its axes */
  const brushAt = (at: Vec3): Vec3 => {
    if (machine.arm?.wire !== 'joints') return at;
    const { x, y, z } = must(kinematics.forward(at));
    return [x, y, z];
  };
  /** the true way of the brush, machine mm */
  const way = (): Travelled[] => travelled.map((piece) => ({ ...piece, from: brushAt(piece.from), to: brushAt(piece.to) }));
  const onCanvas = ([x, y, z]: Vec3): Vec3 => {
    const { xMm, yMm, heightMm } = offPlane(plane, { x, y, z });
    return [xMm, yMm, heightMm];
  };
  return {
    ...{ time, arm, canvas, described, machine, controller, way },
    /** the same over the canvas and a little beside it, canvas mm: not in the wells, which may lie deeper */
    painted: () =>
      way()
        .map((piece) => ({ ...piece, from: onCanvas(piece.from), to: onCanvas(piece.to) }))
        .filter(({ to: [x, y] }) => x > -5 && x < canvas.widthMm + 5 && y > -5 && y < canvas.heightMm + 5),
    unplug: () => void cable?.close(),
    height: () => onCanvas(brushAt(controller.position()))[2],
    done: (): readonly string[] =>
      told.flatMap((message) => (message.kind === 'life' && message.life.kind === 'painted' ? [message.life.stroke] : [])),
    faults: (): readonly string[] => told.flatMap((message) => (message.kind === 'fault' ? [message.fault.text] : [])),
  };
}

/** A small painting: across the canvas, along its edge, a dab in its corner, and another paint; not too far apart. */
function painting({ widthMm, heightMm }: { readonly widthMm: number; readonly heightMm: number }): readonly Stroke[] {
  const [w, h] = [Math.min(widthMm, 400), Math.min(heightMm, 260)];
  const wave = Array.from({ length: 31 }, (_, i): readonly [number, number, number] => [
    w * (0.3 + 0.01 * i),
    h * 0.5 + Math.min(12, h / 8) * Math.sin(i / 4),
    0.3 + 0.01 * i,
  ]);
  return [
    stroke('wave', wave),
    stroke('edge', [
      [0, h * 0.9, 0.5],
      [0, h, 0.5],
      [Math.min(w, 40), h, 0.4],
    ]),
    stroke('corner', [[w, 0, 0.6]], 'red'),
  ];
}

const zero = { x: 0, y: 0, z: 0 };
/** a MeArm's servos hear of it through johnny-five: drivers/firmata-paints.test.ts */
const servos = 'mearm';

it('drives all machines that come with the house', () => {
  expect(machineIds).toHaveLength(8);
  expect(machineIds.filter((id) => !loadMachine(id).ok)).toEqual([]);
});

describe.each(machineIds.filter((id) => id !== servos))('a small painting with %s', (id) => {
  it('covers every stroke, marks nothing else, and never leaves the fence', async () => {
    const rig = rigUp(id);
    const strokes = painting(rig.canvas);
    for (const entry of strokes) rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await rig.time.until(() => rig.done().length === strokes.length, 300_000);
    expect(rig.faults()).toEqual([]);
    rig.arm.handle({ kind: 'bye' });
    await rig.time.pass(6000);
    await rig.arm.ended;
    const painted = rig.painted();
    for (const entry of strokes) expect(farthestUnpainted(entry, painted, zero)).toBeLessThan(0.3);
    // a pen that knows up and down alone touches a little before the ramp does
    expect(farthestStray(strokes, painted, zero)).toBeLessThan(rig.machine.driver === 'ebb' ? 1 : 0.3);
    for (const { to } of rig.way()) {
      const [x, y, z] = to;
      // a pen comes as low as its servo is set
      const at = { x, y, z: rig.machine.driver === 'ebb' ? Math.max(z, rig.described.fence.min.z) : z };
      expect(withinFence(rig.described, id, at)).toEqual({ ok: true, value: undefined });
    }
  });
});

const midStroke = (rig: ReturnType<typeof rigUp>): boolean => {
  const { state } = rig.arm.status();
  return rig.height() < 0 && state.kind === 'painting' && state.doneMm > 3;
};

describe.each(['axidraw-a3', 'scara-500', 'uarm-swift'])('%s', (id) => {
  it('has its brush up 300 ms after a stop, and paints the rest when it goes on', async () => {
    const rig = rigUp(id);
    const [wave] = painting(rig.canvas);
    if (wave === undefined) throw new Error('the painting is empty');
    rig.arm.handle({ kind: 'paint', stroke: wave, fromMm: 0 });
    await rig.time.until(() => midStroke(rig), 120_000);
    const beganMs = rig.time.now();
    rig.arm.handle({ kind: 'stop' });
    await rig.time.until(() => rig.height() > 0, 2000);
    expect(rig.time.now() - beganMs).toBeLessThanOrEqual(300);
    await rig.time.until(() => rig.arm.status().state.kind === 'held', 5000);
    rig.arm.handle({ kind: 'resume' });
    await rig.time.until(() => rig.done().length === 1, 120_000);
    expect(farthestUnpainted(wave, rig.painted(), zero)).toBeLessThan(0.3);
    expect(rig.faults()).toEqual([]);
  });

  it('lifts when its cable comes back after it was pulled in a stroke, and paints the rest', async () => {
    const rig = rigUp(id);
    const [wave] = painting(rig.canvas);
    if (wave === undefined) throw new Error('the painting is empty');
    rig.arm.handle({ kind: 'paint', stroke: wave, fromMm: 0 });
    await rig.time.until(() => midStroke(rig), 120_000);
    rig.unplug();
    await rig.time.until(() => rig.arm.status().state.kind === 'offline', 5000);
    await rig.time.until(() => rig.done().length === 1, 120_000);
    expect(farthestUnpainted(wave, rig.painted(), zero)).toBeLessThan(0.3);
    expect(rig.faults()).toEqual([]);
  });
});
