import { createEncoder } from '../../devices/drivers/grbl/encode.ts';
import type { MachinePoint } from '../../devices/machine.ts';
import { serialTransport } from '../../devices/transports/serial.ts';

const noOffset = { x: 0, y: 0, z: 0 };

/**
 * The sender that most programs are: one line, its answer, the next line. It sends the same motions in the same words as our
 * own driver; nothing but the waiting differs.
 *
 * @returns lines a second, from the first line to the last answer
 */
export async function pingPong(path: string, places: readonly MachinePoint[], speedMmS: number): Promise<number> {
  const port = serialTransport({ path, baud: 115_200 });
  const opened = await port.open();
  if (!opened.ok) throw new Error(opened.why.text);
  const encoder = createEncoder();
  let heard = '';
  let answered: () => void = () => {};
  port.onBytes((bytes) => {
    heard += String.fromCharCode(...bytes);
    for (let end = heard.indexOf('\n'); end >= 0; end = heard.indexOf('\n')) {
      const line = heard.slice(0, end).trim();
      heard = heard.slice(end + 1);
      if (line.startsWith('error')) throw new Error(`pingPong: the controller said ${line}`);
      if (line === 'ok') answered();
    }
  });
  const beganMs = performance.now();
  for (const to of places) {
    const { line, keep } = encoder.draft({ to, speedMmS }, noOffset);
    const answer = new Promise<void>((resolve) => {
      answered = resolve;
    });
    port.write(Buffer.from(`${line}\n`));
    await answer;
    keep();
  }
  const seconds = (performance.now() - beganMs) / 1000;
  await port.close();
  return places.length / seconds;
}
