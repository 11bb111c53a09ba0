import { io, type Socket } from 'socket.io-client';
import { serialTransport } from '../../devices/transports/serial.ts';
import { createVirtualGrbl } from '../../devices/virtual/grbl.ts';
import { type Clock, serveVirtualGrbl } from '../../devices/virtual/serve.ts';
import type { DoorReply, Speaks, stageDoors } from '../../stage/protocol/doors.ts';
import type { ToStage } from '../../stage/protocol/messages.ts';
import { handAt } from '../support/hands.ts';
import { becomeOperator } from '../support/operator.ts';
import { openPtyPair } from '../support/pty.ts';
import { startServer } from '../support/server.ts';
import { quantile, type Row, round } from './table.ts';

/** The emulated arm moves this much faster than life, so that it is idle again before the next gesture. */
const HURRY = 20;
const SAMPLES = 60;

/**
 * Gesture frame received → first byte of its stroke on the port: a hand that has pinched already for one frame is sent
 * again; the clock runs from the server's answer at the door to the first motion byte at the far end of a pty pair.
 */
export async function benchLatency(): Promise<Row[]> {
  const ptys = await openPtyPair();
  const controller = createVirtualGrbl({ homing: true });
  const zero = performance.now();
  const clock: Clock = {
    now: () => (performance.now() - zero) * HURRY,
    schedule: (call, ms) => {
      const timer = setTimeout(call, ms / HURRY);
      return () => clearTimeout(timer);
    },
  };
  const transport = serialTransport({ path: ptys.a, baud: 115_200 });
  let motionAt: (now: number) => void = () => {};
  const served = await serveVirtualGrbl(
    {
      ...transport,
      onBytes: (listener) =>
        transport.onBytes((bytes) => {
          // motion is text; polls and other real-time commands are single bytes
          if (bytes.some((byte) => byte === 0x47 || byte === 0x58 || byte === 0x5a)) motionAt(performance.now());
          listener(bytes);
        }),
    },
    controller,
    clock,
  );
  if (!served.ok) throw new Error(served.why.text);
  const server = await startServer({ args: ['--arm', ptys.b] });
  const operator = await becomeOperator(server.url, server.operatorUrl);
  try {
    const arm = async () => (await (await fetch(`${server.url}/health`)).json()).arm;
    const becomes = async (...states: string[]) => {
      while (!states.includes((await arm()).state) || (await arm()).queued > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await becomes('unreferenced', 'ready');
    operator.socket.emit('home', {});
    await becomes('ready');
    const stage: Socket<ToStage, Speaks<typeof stageDoors>> = io(`${server.url}/stage`, {
      path: '/ws',
      transports: ['websocket'],
      forceNew: true,
    });
    let t = 0;
    const see = (gap: number): Promise<DoorReply> => {
      t += 66;
      return new Promise((resolve) =>
        stage.emit('hands', { source: 'recording', t, aspect: 4 / 3, hands: [handAt(0.5, 0.5, { gap })] }, resolve),
      );
    };
    const fromSent: number[] = [];
    const fromReceived: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) {
      for (let frame = 0; frame < 5; frame++) {
        await see(1);
        await new Promise((resolve) => setTimeout(resolve, 66 + Math.random() * 17));
      }
      await becomes('ready');
      const first = new Promise<number>((resolve) => {
        motionAt = resolve;
      });
      const sent = performance.now();
      await see(0.05);
      const received = performance.now();
      const at = await first;
      motionAt = () => {};
      fromSent.push(at - sent);
      fromReceived.push(at - received);
    }
    stage.close();
    return [
      { what: 'gesture frame sent → first byte, p50', value: round(quantile(fromSent, 0.5)), unit: 'ms' },
      { what: 'gesture frame sent → first byte, p99', value: round(quantile(fromSent, 0.99)), unit: 'ms' },
      { what: 'gesture frame answered → first byte, p50', value: round(quantile(fromReceived, 0.5)), unit: 'ms' },
      { what: 'gesture frame answered → first byte, p99', value: round(quantile(fromReceived, 0.99)), unit: 'ms' },
    ];
  } finally {
    operator.close();
    await server.stop();
    await served.value.dispose();
    await ptys.close();
  }
}
