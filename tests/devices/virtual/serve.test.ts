import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { memoryPair } from '../../../devices/transports/memory.ts';
import { tcpTransport } from '../../../devices/transports/tcp.ts';
import type { CloseReason, Transport } from '../../../devices/transports/transport.ts';
import { createVirtualGrbl } from '../../../devices/virtual/grbl.ts';
import { listenVirtualGrbl } from '../../../devices/virtual/listen.ts';
import { type Clock, realClock, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';

/** resolves once what a stream said matches; keeps listening */
function ear(transport: Transport): { until(pattern: RegExp): Promise<string> } {
  let said = '';
  let check = (): void => undefined;
  transport.onBytes((bytes) => {
    said += String.fromCharCode(...bytes);
    check();
  });
  return {
    until: (pattern) =>
      new Promise((resolve) => {
        check = () => {
          if (!pattern.test(said)) return;
          resolve(said);
          said = '';
        };
        check();
      }),
  };
}
const send = (transport: Transport, text: string): boolean => transport.write(Buffer.from(text, 'latin1'));

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

describe('a virtual arm served in memory', () => {
  async function served(controller = createVirtualGrbl(), clock: Clock = realClock()) {
    const [near, far] = memoryPair();
    await near.open();
    const result = await serveVirtualGrbl(far, controller, clock);
    if (!result.ok) throw new Error(result.why.text);
    cleanups.push(result.value.dispose);
    return { near, ears: ear(near), served: result.value, controller };
  }

  it('says its banner, answers, and moves in real time', async () => {
    const { near, ears, controller } = await served();
    await ears.until(/Grbl 1\.1h/);
    const start = performance.now();
    send(near, 'G1X10F6000\nG4P0\n');
    await ears.until(/ok\r\nok\r\n/);
    const took = performance.now() - start;
    expect(took).toBeGreaterThan(220);
    expect(took).toBeLessThan(400);
    expect(controller.position()[0]).toBe(10);
  });

  it('keeps no timer while it rests', async () => {
    let timers = 0;
    const real = realClock();
    const clock: Clock = {
      now: real.now,
      schedule: (call, ms) => {
        timers++;
        const cancel = real.schedule(() => {
          timers--;
          call();
        }, ms);
        return () => {
          timers--;
          cancel();
        };
      },
    };
    const { near, ears } = await served(createVirtualGrbl(), clock);
    await ears.until(/Grbl 1\.1h/);
    send(near, 'G1X1F6000\nG4P0\n');
    await ears.until(/ok\r\nok\r\n/);
    send(near, '?');
    await ears.until(/<Idle/);
    expect(timers).toBeLessThanOrEqual(0);
  });

  it('goes on with what it was told when its cable is pulled, and is lost to the other end', async () => {
    const controller = createVirtualGrbl({ faults: [{ kind: 'unplug', atLine: 1 }] });
    const { near, ears, served: first } = await served(controller);
    const lost = new Promise<CloseReason>((resolve) => near.onClose(resolve));
    await ears.until(/Grbl 1\.1h/);
    const arrived = new Promise<void>((resolve) => controller.onMotion(({ to }) => (to[0] === 10 ? resolve() : undefined)));
    send(near, 'G1X10F6000\n');
    expect((await lost).kind).toBe('lost');
    expect((await first.ended).kind).toBe('closed');
    await arrived;
    expect(controller.position()[0]).toBe(10);
  });
});

describe('a virtual arm on a TCP port', () => {
  async function listening(controller = createVirtualGrbl({ nowMs: -100 })) {
    const result = await listenVirtualGrbl({ port: 0 }, controller, realClock());
    if (!result.ok) throw new Error(result.why.text);
    cleanups.push(result.value.close);
    return result.value;
  }
  async function client(port: number): Promise<Transport> {
    const transport = tcpTransport({ host: '127.0.0.1', port });
    expect(await transport.open()).toMatchObject({ ok: true });
    cleanups.push(() => transport.close());
    return transport;
  }
  const hangUp = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()));

  it('keeps its position from one client to the next', async () => {
    const { port } = await listening();
    const first = await client(port);
    const firstEars = ear(first);
    send(first, '?');
    await firstEars.until(/<Idle/);
    send(first, 'G1X2F6000\nG4P0\n');
    await firstEars.until(/ok\r\nok\r\n/);
    await first.close();
    const second = await client(port);
    const secondEars = ear(second);
    send(second, '?');
    expect(await secondEars.until(/>/)).toContain('MPos:2.000,0.000,0.000');
  });

  it('sends a second client away', async () => {
    const { port } = await listening();
    const first = await client(port);
    const ears = ear(first);
    send(first, '?');
    await ears.until(/<Idle/);
    const socket = connect(port, '127.0.0.1');
    let said = '';
    socket.on('data', (bytes) => {
      said += bytes.toString();
    });
    await hangUp(socket);
    expect(said).toBe('[MSG:busy]\r\n');
    send(first, '?');
    await ears.until(/<Idle/);
  });

  it('says that a port is taken', async () => {
    const { port } = await listening();
    expect(await listenVirtualGrbl({ port }, createVirtualGrbl(), realClock())).toMatchObject({
      ok: false,
      why: { code: 'port/locked', text: expect.stringContaining(String(port)) },
    });
  });

  it('hangs up on its client when it closes', async () => {
    const arm = await listening();
    const transport = await client(arm.port);
    const ears = ear(transport);
    send(transport, '?');
    await ears.until(/<Idle/);
    const lost = new Promise<CloseReason>((resolve) => transport.onClose(resolve));
    await arm.close();
    expect((await lost).kind).toBe('lost');
  });
});
