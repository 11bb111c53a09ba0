/**
 * The arm process: it alone owns the port, so that no hiccup of the show can starve the brush, and a crash of either side
 * is survived by the other. Boards with Firmata are a process further (devices/hardware), so that their library cannot hurt it. It hears `ToArm` and tells `FromArm` over the channel of `child_process.fork`.
 *
 * When the channel closes (the show is gone), or on SIGTERM, it holds, lifts, parks, frees the port and exits 0. SIGINT is
 * left to the show: Ctrl-C in a terminal reaches both, and the arm must not die half-way.
 */
import { fileURLToPath } from 'node:url';
import { armDriver } from '../drivers/arm-driver.ts';
import { createArm } from '../stream/arm.ts';
import type { Arm, Reference } from '../stream/arm-options.ts';
import { createPorts } from '../transports/open.ts';
import { createBoards } from './boards.ts';
import { memoryArm } from './memory-arm.ts';
import type { FromArm, ToArm } from './messages.ts';
import { quietMs, realTimers } from './timers.ts';

const tell = (message: FromArm): void => {
  boards.heard(message);
  // a channel that closes under a message is told of by `disconnect`
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};
const virtual = memoryArm();
const ports = createPorts();
let arm: Arm | undefined;
const boards = createBoards({
  program: fileURLToPath(new URL('hardware.js', import.meta.url)),
  timers: realTimers,
  handle: (message) => arm?.handle(message),
  emit: tell,
});

const start = (reference: Reference): Arm =>
  createArm({
    timers: realTimers,
    driver: armDriver,
    transport: (address, machine) =>
      boards.cable(machine) ?? (address.kind === 'memory' ? virtual.connect(machine) : ports.transport(address)),
    emit: tell,
    epochMs: () => performance.timeOrigin + performance.now(),
    reference,
    quietMs,
  });

const end = async (): Promise<void> => {
  arm?.handle({ kind: 'bye' });
  await arm?.ended;
  await boards.close();
  await virtual.dispose();
  process.exit(0);
};

/** `configure` comes first: only then is it known whether the arm is the virtual one, whose zero can be relied on. */
const hear = (message: ToArm): void => {
  if (message.kind === 'configure') {
    arm ??= start(message.setting.address.kind === 'memory' ? 'known' : message.setting.firstUse ? 'switched-on' : 'none');
    boards.configure(message.setting);
  }
  if (message.kind === 'bye') void end();
  else if (boards.allows(message)) arm?.handle(message);
};

process.on('message', (message: ToArm) => hear(message));
process.on('disconnect', () => void end());
process.on('SIGTERM', () => void end());
process.on('SIGINT', () => undefined);
