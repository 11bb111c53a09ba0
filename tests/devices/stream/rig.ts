import { armDriver } from '../../../devices/drivers/arm-driver.ts';
import { type Machine, machineSchema } from '../../../devices/machine.ts';
import easel from '../../../devices/machines/virtual-easel.json' with { type: 'json' };
import type { ArmSetting, FromArm } from '../../../devices/process/messages.ts';
import { createArm } from '../../../devices/stream/arm.ts';
import type { Arm, Reference } from '../../../devices/stream/arm-options.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import { createVirtualGrbl, type VirtualGrbl, type VirtualGrblOptions } from '../../../devices/virtual/grbl.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import { type Served, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import type { Stroke, StrokePoint } from '../../../engine/stroke.ts';
import { createTestTime, type TestTime } from './time.ts';

export const machine: Machine = machineSchema.parse(easel);

export const setting: ArmSetting = {
  machine,
  canvas: { widthMm: 500, heightMm: 400 },
  palette: [
    { id: 'black', name: 'Lamp black', rgb: [20, 20, 20] },
    { id: 'red', name: 'Vermilion', rgb: [200, 40, 30] },
  ],
  brushes: [{ id: 'flat', widthMm: 8 }],
  address: { kind: 'memory' },
  horizonMs: 250,
  mmPerDip: 240,
};

export function stroke(id: string, points: readonly StrokePoint[], paint = 'black'): Stroke {
  return { id, points, paint, brush: 'flat', author: 'tester', cause: 'touch', scene: 'test', step: 0 };
}

/** A wave across the canvas, in steps of about 1 mm. */
export function wave(id: string, yMm: number, lengthMm = 200, paint = 'black'): Stroke {
  const points: StrokePoint[] = [];
  for (let x = 0; x <= lengthMm; x++) points.push([100 + x, yMm + 12 * Math.sin(x / 15), 0.4 + 0.3 * Math.cos(x / 20)]);
  return stroke(id, points, paint);
}

/** An arm, a virtual Grbl and the cable between them, in supplied time. */
export interface Rig {
  readonly time: TestTime;
  readonly arm: Arm;
  readonly grbl: VirtualGrbl;
  readonly told: FromArm[];
  /** what the arm truly did, machine mm */
  readonly travelled: Travelled[];
  /** bytes that went to the controller, with their time */
  readonly sent: { readonly atMs: number; readonly bytes: string }[];
  readonly connections: () => number;
  painted(): readonly string[];
  faults(): readonly string[];
  unplug(): void;
  plug(): void;
  dispose(): Promise<void>;
}

export function createRig(
  options: { readonly grbl?: VirtualGrblOptions; readonly setting?: Partial<ArmSetting>; readonly reference?: Reference } = {},
): Rig {
  const time = createTestTime();
  const grbl = createVirtualGrbl(options.grbl);
  const told: FromArm[] = [];
  const painted: string[] = [];
  const travelled: Travelled[] = [];
  const sent: { atMs: number; bytes: string }[] = [];
  let plugged = true;
  let connections = 0;
  let served: Served | undefined;
  let cable: Transport | undefined;
  grbl.onMotion((piece) => travelled.push(piece));

  const connect = (): Transport => {
    const [host, far] = time.cable();
    connections++;
    if (!plugged)
      return { ...host, open: async () => ({ ok: false, why: { code: 'port/absent', text: 'no port', remedy: 'plug it in' } }) };
    cable = far;
    void serveVirtualGrbl(far, grbl, time).then((answer) => {
      served = answer.ok ? answer.value : undefined;
    });
    return {
      ...host,
      write: (bytes) => {
        sent.push({ atMs: time.now(), bytes: String.fromCharCode(...bytes) });
        return host.write(bytes);
      },
    };
  };
  const arm = createArm({
    timers: time,
    driver: armDriver,
    transport: connect,
    emit: (message) => {
      told.push(message);
      if (message.kind === 'life' && message.life.kind === 'painted') painted.push(message.life.stroke);
    },
    epochMs: () => time.now(),
    reference: options.reference ?? 'known',
    quietMs: () => 0,
  });
  arm.handle({ kind: 'configure', setting: { ...setting, ...options.setting } });
  return {
    time,
    arm,
    grbl,
    told,
    travelled,
    sent,
    connections: () => connections,
    painted: () => painted,
    faults: () => told.flatMap((message) => (message.kind === 'fault' ? [message.fault.code] : [])),
    unplug: () => {
      plugged = false;
      void cable?.close();
    },
    plug: () => {
      plugged = true;
    },
    dispose: async () => {
      await served?.dispose();
    },
  };
}
