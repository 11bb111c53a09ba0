import { done, type Result } from '../../engine/result.ts';
import type { CloseReason, Transport } from '../transports/transport.ts';
import type { VirtualController } from './controller.ts';

/** Where time comes from: ms that never go back, and a way to be called later. */
export interface Clock {
  now(): number;
  /** @returns takes the call back */
  schedule(call: () => void, ms: number): () => void;
}

/** A clock that starts at 0 now. */
export function realClock(): Clock {
  const zero = performance.now();
  return {
    now: () => performance.now() - zero,
    schedule: (call, ms) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  };
}

export interface Served {
  /** when the stream ended; the arm goes on with what it was told, until disposed */
  readonly ended: Promise<CloseReason>;
  /** stops the clockwork and closes the stream; the controller keeps its state for whoever serves it next */
  dispose(): Promise<void>;
}

/**
 * Opens a transport and puts a controller behind it, in real time. Timers run only while something goes on: none at rest.
 *
 * @param clock - the same one for as long as the controller lives
 */
export async function serveVirtualGrbl(transport: Transport, controller: VirtualController, clock: Clock): Promise<Result<Served>> {
  const opened = await transport.open();
  if (!opened.ok) return opened;
  let cancel: () => void = () => undefined;
  let disposed = false;

  const tick = (): void => {
    if (disposed) return;
    controller.advance(clock.now());
    cancel();
    const next = controller.nextEventMs();
    if (next < Number.POSITIVE_INFINITY) cancel = clock.schedule(tick, Math.max(1, next - clock.now()));
  };
  const ended = new Promise<CloseReason>((resolve) => transport.onClose(resolve));
  controller.onBytes((bytes) => transport.write(bytes));
  controller.onUnplug(() => void transport.close());
  transport.onBytes((bytes) => {
    if (disposed) return;
    controller.receive(bytes, clock.now());
    tick();
  });
  tick();
  return done({
    ended,
    dispose: async () => {
      disposed = true;
      cancel();
      await transport.close();
    },
  });
}
