import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import easel from '../../devices/machines/virtual-easel.json' with { type: 'json' };
import { serialTransport } from '../../devices/transports/serial.ts';
import { createVirtualGrbl } from '../../devices/virtual/grbl.ts';
import { realClock, serveVirtualGrbl } from '../../devices/virtual/serve.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import type { DoorReply, Speaks, stageDoors } from '../../stage/protocol/doors.ts';
import type { ToStage } from '../../stage/protocol/messages.ts';
import { handAt } from '../support/hands.ts';
import { becomeOperator } from '../support/operator.ts';
import { openPtyPair } from '../support/pty.ts';
import { startServer } from '../support/server.ts';
import { quantile, type Row, round } from './table.ts';

/** An easel so quick that it is idle again before the next gesture: what is measured is the way to it, not its motion. */
const QUICK = { ...easel, id: 'quick', speeds: { paintMmS: 900, travelMmS: 1900, plungeMmS: 900, accelerationMmS2: 20_000 } };
const QUICK_GRBL = { 11: 0.1, 110: 120_000, 111: 120_000, 112: 120_000, 120: 20_000, 121: 20_000, 122: 20_000 };
const SAMPLES = 50;

/**
 * Gesture frame received → first byte of its stroke on the port: a hand that has pinched already for one frame is sent
 * again; the clock runs from the server's answer at the door to the first motion byte at the far end of a pty pair.
 */
export async function benchLatency(): Promise<Row[]> {
  const ptys = await openPtyPair();
  const folder = await mkdtemp(join(tmpdir(), 'alla-prima-bench-'));
  await writeFile(join(folder, 'quick.json'), JSON.stringify(QUICK));
  await writeFile(
    join(folder, 'quick.show.json'),
    JSON.stringify({ ...builtIn, machine: 'quick.json', cues: [{ number: 1, name: 'Awake', scene: 'hush', params: { dreams: 0 } }] }),
  );
  const controller = createVirtualGrbl({ settings: QUICK_GRBL });
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
    realClock(),
  );
  if (!served.ok) throw new Error(served.why.text);
  const server = await startServer({ args: [join(folder, 'quick.show.json'), '--arm', ptys.b] });
  const operator = await becomeOperator(server.url, server.operatorUrl);
  try {
    const arm = async () => (await (await fetch(`${server.url}/health`)).json()).arm;
    const becomes = async (...states: string[]) => {
      while (!states.includes((await arm()).state) || (await arm()).queued > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await becomes('ready');
    const stage: Socket<ToStage, Speaks<typeof stageDoors>> = io(`${server.url}/stage`, {
      path: '/ws',
      transports: ['websocket'],
      forceNew: true,
    });
    let t = 0;
    // a hand in haste must hold its pinch for longer: it stands still before it closes
    let x = 0.5;
    const see = (gap: number): Promise<DoorReply> => {
      t += 66;
      return new Promise((resolve) =>
        stage.emit('hands', { source: 'recording', t, aspect: 4 / 3, hands: [handAt(x, 0.5, { gap })] }, resolve),
      );
    };
    const fromSent: number[] = [];
    const fromReceived: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) {
      await becomes('ready');
      x = 0.5 + 0.04 * Math.sin(sample);
      for (let frame = 0; frame < 5; frame++) {
        await see(1);
        await new Promise((resolve) => setTimeout(resolve, 66 + Math.random() * 17));
      }
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
    await rm(folder, { recursive: true, force: true });
  }
}
