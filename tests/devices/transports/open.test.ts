import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { makeTransport, parseAddress } from '../../../devices/transports/open.ts';
import { tcpTransport } from '../../../devices/transports/tcp.ts';

describe('the address of an arm', () => {
  it.each([
    ['/dev/ttyUSB0', { kind: 'serial', path: '/dev/ttyUSB0', baud: 115_200 }],
    [' COM3 ', { kind: 'serial', path: 'COM3', baud: 115_200 }],
    ['sn:85734323330351F0A1', { kind: 'serial', path: 'sn:85734323330351F0A1', baud: 115_200, serialNumber: '85734323330351F0A1' }],
    ['tcp://10.0.0.7:2300', { kind: 'tcp', host: '10.0.0.7', port: 2300 }],
    ['tcp://fluidnc.local', { kind: 'tcp', host: 'fluidnc.local', port: 23 }],
    ['tcp://[::1]:8080', { kind: 'tcp', host: '::1', port: 8080 }],
    ['memory', { kind: 'memory' }],
  ])('is read from %s', (text, value) => {
    expect(parseAddress(text)).toEqual({ ok: true, value });
  });

  it.each(['', 'sn:', 'sn:A B', 'ttyUSB0', 'tcp://', 'tcp://host:0', 'tcp://host:99999', 'tcp://a b:23', 'http://host', 'COM', '/'])(
    'is not %j',
    (text) => {
      expect(parseAddress(text)).toMatchObject({ ok: false, why: { code: 'address/invalid', text: expect.stringContaining(text) } });
    },
  );

  it('keeps the speed it is given', () => {
    expect(parseAddress('/dev/ttyACM0', 250_000)).toEqual({ ok: true, value: { kind: 'serial', path: '/dev/ttyACM0', baud: 250_000 } });
  });

  it('becomes a transport that bears its name', () => {
    expect(makeTransport({ kind: 'serial', path: '/dev/ttyUSB0', baud: 9600 }).name).toBe('/dev/ttyUSB0');
    expect(makeTransport({ kind: 'tcp', host: '::1', port: 23 }).name).toBe('tcp://[::1]:23');
  });
});

describe('a TCP transport that cannot open', () => {
  it('says that nobody listens there', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the test server has no port');
    await new Promise<void>((resolve) => server.close(() => resolve()));
    const answer = await tcpTransport({ host: '127.0.0.1', port: address.port }).open();
    expect(answer).toMatchObject({ ok: false, why: { code: 'port/refused', text: expect.stringContaining(String(address.port)) } });
  });

  it('says that a name leads nowhere', async () => {
    expect(await tcpTransport({ host: 'no-such-arm.invalid', port: 23 }).open()).toMatchObject({
      ok: false,
      why: { code: 'port/unreachable' },
    });
  });
});
