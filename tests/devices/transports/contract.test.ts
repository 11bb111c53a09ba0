import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryPair } from '../../../devices/transports/memory.ts';
import { serialTransport } from '../../../devices/transports/serial.ts';
import { acceptedTransport, tcpTransport } from '../../../devices/transports/tcp.ts';
import type { CloseReason, Transport } from '../../../devices/transports/transport.ts';
import { openPtyPair } from '../../support/pty.ts';

/** Two joined transports, neither opened, and the means to pull the cable between them. */
interface Bench {
  readonly near: Transport;
  readonly far: Transport;
  cut(): Promise<void>;
  dispose(): Promise<void>;
}

const benches: Record<string, () => Promise<Bench>> = {
  memory: async () => {
    const [near, far] = memoryPair();
    return { near, far, cut: () => far.close(), dispose: async () => undefined };
  },
  tcp: async () => {
    const server = createServer();
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the test server has no port');
    const near = tcpTransport({ host: '127.0.0.1', port: address.port });
    const far = lateTransport(accepted.then(acceptedTransport));
    return {
      near,
      far,
      cut: async () => (await accepted).resetAndDestroy() && undefined,
      dispose: () => new Promise((resolve) => server.close(() => resolve())),
    };
  },
  serial: async () => {
    const pair = await openPtyPair();
    return {
      near: serialTransport({ path: pair.a, baud: 115_200 }),
      far: serialTransport({ path: pair.b, baud: 115_200 }),
      cut: pair.close,
      dispose: pair.close,
    };
  },
};

/** the accepted end of a socket exists only once the near end has dialled */
function lateTransport(coming: Promise<Transport>): Transport {
  let real: Transport | undefined;
  return {
    name: 'accepted',
    open: async () => {
      real = await coming;
      return real.open();
    },
    write: (bytes) => real?.write(bytes) ?? false,
    onBytes: (listener) => real?.onBytes(listener),
    onClose: (listener) => real?.onClose(listener),
    close: async () => real?.close(),
  };
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i);

function collect(transport: Transport, count: number): Promise<number[]> {
  const got: number[] = [];
  return new Promise((resolve) =>
    transport.onBytes((chunk) => {
      got.push(...chunk);
      if (got.length >= count) resolve(got);
    }),
  );
}
const ending = (transport: Transport): Promise<CloseReason> => new Promise((resolve) => transport.onClose(resolve));

describe.each(Object.entries(benches))('a %s transport', (_kind, makeBench) => {
  let bench: Bench;
  const openBoth = async (): Promise<void> => {
    expect(await bench.near.open()).toEqual({ ok: true, value: undefined });
    expect(await bench.far.open()).toEqual({ ok: true, value: undefined });
  };

  beforeEach(async () => {
    bench = await makeBench();
  });
  afterEach(async () => {
    await bench.near.close();
    await bench.far.close();
    await bench.dispose();
  });

  it('carries every byte value both ways, in order', async () => {
    await openBoth();
    const atFar = collect(bench.far, 1024);
    const atNear = collect(bench.near, 256);
    for (let i = 0; i < 4; i++) expect(bench.near.write(everyByte)).toBe(true);
    expect(bench.far.write(everyByte)).toBe(true);
    expect(await atFar).toEqual([...everyByte, ...everyByte, ...everyByte, ...everyByte]);
    expect(await atNear).toEqual([...everyByte]);
  });

  it('refuses a write before it is open, and never sends it later', async () => {
    expect(bench.near.write(bytes(1))).toBe(false);
    await openBoth();
    const heard = collect(bench.far, 1);
    bench.near.write(bytes(2));
    expect(await heard).toEqual([2]);
  });

  it('sends the bytes as they were at the moment of writing', async () => {
    await openBoth();
    const heard = collect(bench.far, 3);
    const buffer = bytes(1, 2, 3);
    bench.near.write(buffer);
    buffer.fill(9);
    expect(await heard).toEqual([1, 2, 3]);
  });

  it('keeps what came before there was a listener', async () => {
    await openBoth();
    const first = collect(bench.far, 1);
    bench.near.write(bytes(1));
    await first;
    bench.far.write(bytes(7, 8));
    bench.far.write(bytes(9));
    const answered = collect(bench.far, 1);
    bench.near.write(bytes(2));
    await answered;
    expect(await collect(bench.near, 3)).toEqual([7, 8, 9]);
  });

  it('tells only the latest listener', async () => {
    await openBoth();
    let old = 0;
    bench.far.onBytes(() => old++);
    const heard = collect(bench.far, 1);
    bench.near.write(bytes(5));
    expect(await heard).toEqual([5]);
    expect(old).toBe(0);
  });

  it('opens once only', async () => {
    await openBoth();
    expect(await bench.near.open()).toMatchObject({ ok: false, why: { code: 'port/failed' } });
    await bench.near.close();
    expect(await bench.near.open()).toMatchObject({ ok: false, why: { code: 'port/failed' } });
  });

  it('says once that we closed it, and refuses writes from then on', async () => {
    await openBoth();
    const reasons: CloseReason[] = [];
    bench.near.onClose((reason) => reasons.push(reason));
    await bench.near.close();
    await bench.near.close();
    await bench.cut();
    expect(bench.near.write(bytes(1))).toBe(false);
    expect(reasons).toEqual([{ kind: 'closed' }]);
  });

  it('delivers what was written just before it closed', async () => {
    await openBoth();
    const heard = collect(bench.far, 1);
    bench.near.write(bytes(0x18));
    await bench.near.close();
    expect(await heard).toEqual([0x18]);
  });

  it('says once that the cable was pulled, and refuses writes from then on', async () => {
    await openBoth();
    const reasons: CloseReason[] = [];
    const lost = new Promise<void>((resolve) =>
      bench.near.onClose((reason) => {
        reasons.push(reason);
        resolve();
      }),
    );
    await bench.cut();
    await lost;
    expect(bench.near.write(bytes(1))).toBe(false);
    await bench.near.close();
    expect(reasons).toEqual([{ kind: 'lost', text: expect.stringMatching(/\S/) }]);
  });

  it('tells of its end to a listener that came late', async () => {
    await openBoth();
    await bench.near.close();
    expect(await ending(bench.near)).toEqual({ kind: 'closed' });
  });

  it('says nothing of its end if it was never open', async () => {
    let told = 0;
    bench.near.onClose(() => told++);
    await bench.near.close();
    expect(told).toBe(0);
    expect(await bench.near.open()).toMatchObject({ ok: false });
    expect(told).toBe(0);
  });
});
