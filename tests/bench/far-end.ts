import { serialTransport } from '../../devices/transports/serial.ts';
import { createVirtualGrbl } from '../../devices/virtual/grbl.ts';
import { realClock, serveVirtualGrbl } from '../../devices/virtual/serve.ts';

/** The bench's own program, started with this and the path of a pty, is the controller at the far end of it. */
export const farEndFlag = '--far-end';

/** What the far end tells: somebody pressed stop, or the stop's byte has arrived. Times are of the machine's one clock. */
export interface FarWord {
  readonly kind: 'press' | 'byte' | 'ready';
  readonly atMs: number;
}

/** ms of a clock that all processes of a machine share */
export const sharedMs = (): number => Number(process.hrtime.bigint()) / 1e6;

const holdByte = 0x21;

/** A virtual Grbl on a pty; it presses stop when asked, from outside of the show's process, and tells when the byte comes. */
export async function serveFarEnd(path: string): Promise<void> {
  const tell = (kind: FarWord['kind']): void => void process.send?.({ kind, atMs: sharedMs() });
  const transport = serialTransport({ path, baud: 115_200 });
  const served = await serveVirtualGrbl(
    {
      ...transport,
      onBytes: (listener) =>
        transport.onBytes((bytes) => {
          if (bytes.includes(holdByte)) tell('byte');
          listener(bytes);
        }),
    },
    createVirtualGrbl(),
    realClock(),
  );
  if (!served.ok) throw new Error(served.why.text);
  process.on('message', () => tell('press'));
  tell('ready');
  await new Promise((resolve) => process.once('disconnect', resolve));
  await served.value.dispose();
  process.exit(0);
}
