import { decodeToBoard, encode } from '../../../devices/hardware/messages.ts';
import { type RunOptions, runBoard } from '../../../devices/hardware/run.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import type { CloseReason, Transport } from '../../../devices/transports/transport.ts';
import type { VirtualGrbl } from '../../../devices/virtual/grbl.ts';
import { type Clock, type Served, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import { done, type Result } from '../../../engine/result.ts';

/**
 * What the johnny-five process is, without the process: lines of JSON on one side, johnny-five itself in the middle, and a
 * virtual board on the other, all in supplied time.
 */
export async function serveHardware(
  lines: Transport,
  board: VirtualGrbl,
  clock: Clock,
  options: Omit<RunOptions, 'say'>,
): Promise<Result<Served>> {
  const opened = await lines.open();
  if (!opened.ok) return opened;
  const [near, far] = memoryPair();
  const served = await serveVirtualGrbl(far, board, clock);
  if (!served.ok) return served;
  const running = runBoard(near, {
    ...options,
    say: (message) => {
      lines.write(encode(message));
      if (message.kind === 'over') void lines.close();
    },
  });
  lines.onBytes(decodeToBoard(running.hear));
  const ended = new Promise<CloseReason>((resolve) =>
    lines.onClose((reason) => {
      // as the process ends when its stdin does
      void near.close();
      resolve(reason);
    }),
  );
  return done({
    ended,
    dispose: async () => {
      await served.value.dispose();
      await lines.close();
    },
  });
}
