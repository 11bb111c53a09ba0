import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serialTransport } from '../../../devices/transports/serial.ts';
import { explainSerial } from '../../../devices/transports/serial-refusals.ts';
import { openPtyPair, type PtyPair } from '../../support/pty.ts';

describe('a serial transport that cannot open', () => {
  let pair: PtyPair;
  beforeEach(async () => {
    pair = await openPtyPair();
  });
  afterEach(() => pair.close());

  it('names a port that does not exist', async () => {
    const answer = await serialTransport({ path: '/dev/ttyNOWHERE', baud: 115_200 }).open();
    expect(answer).toMatchObject({ ok: false, why: { code: 'port/absent', text: expect.stringContaining('/dev/ttyNOWHERE') } });
  });

  it('says that another program has the port, and opens once that one lets go', async () => {
    const holder = serialTransport({ path: pair.a, baud: 115_200 });
    expect((await holder.open()).ok).toBe(true);
    expect(await serialTransport({ path: pair.a, baud: 115_200 }).open()).toMatchObject({
      ok: false,
      why: { code: 'port/locked', ...(process.platform === 'linux' && { text: expect.stringContaining(`(process ${process.pid})`) }) },
    });
    await holder.close();
    const next = serialTransport({ path: pair.a, baud: 115_200 });
    expect((await next.open()).ok).toBe(true);
    await next.close();
  });

  it('refuses what is no serial port', async () => {
    expect(await serialTransport({ path: '/', baud: 115_200 }).open()).toMatchObject({ ok: false, why: { code: 'port/failed' } });
  });

  it('refuses a speed that is none', async () => {
    expect(await serialTransport({ path: pair.a, baud: Number.NaN }).open()).toMatchObject({ ok: false, why: { code: 'port/failed' } });
  });

  it('can be closed while it opens, and lets the port go', async () => {
    const hasty = serialTransport({ path: pair.a, baud: 115_200 });
    const opening = hasty.open();
    await hasty.close();
    await opening;
    expect(hasty.write(Uint8Array.of(1))).toBe(false);
    const next = serialTransport({ path: pair.a, baud: 115_200 });
    expect((await next.open()).ok).toBe(true);
    await next.close();
  });
});

describe('the words for a port that would not open', () => {
  const linux = { path: '/dev/ttyUSB0', ports: ['/dev/ttyS0', '/dev/ttyACM1'], platform: 'linux' };

  it('lists the ports that exist', () => {
    const why = explainSerial({ ...linux, message: 'Error: No such file or directory, cannot open /dev/ttyUSB0' });
    expect(why).toMatchObject({ code: 'port/absent', text: 'There is no port /dev/ttyUSB0. Found: /dev/ttyS0, /dev/ttyACM1.' });
  });

  it('sends a user without permission to the dialout group', () => {
    const why = explainSerial({ ...linux, message: 'Error: Permission denied, cannot open /dev/ttyUSB0' });
    expect(why).toMatchObject({ code: 'port/denied', remedy: expect.stringContaining('dialout') });
  });

  it('knows that "Access denied" means a busy port on Windows', () => {
    const why = explainSerial({ path: 'COM3', ports: [], platform: 'win32', message: 'Opening COM3: Access denied' });
    expect(why.code).toBe('port/locked');
  });
});
