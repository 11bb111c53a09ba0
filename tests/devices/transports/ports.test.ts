import { symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPorts } from '../../../devices/transports/open.ts';
import { findPort, type PortInfo } from '../../../devices/transports/ports.ts';
import { explainSerial } from '../../../devices/transports/serial-refusals.ts';
import type { TransportAddress } from '../../../devices/transports/transport.ts';
import { openPtyPair, type PtyPair } from '../../support/pty.ts';

const arm = '85734323330351F0A1';

describe('a port that is looked for by its serial number', () => {
  let pair: PtyPair;
  /** ptys are never listed: here they are, with numbers */
  let plugged: PortInfo[];
  beforeEach(async () => {
    pair = await openPtyPair();
    plugged = [];
  });
  afterEach(() => pair.close());
  const ports = () => createPorts(async () => plugged);
  const address = (text: string): Exclude<TransportAddress, { kind: 'memory' }> =>
    text.startsWith('sn:')
      ? { kind: 'serial', path: text, baud: 115_200, serialNumber: text.slice(3) }
      : { kind: 'serial', path: text, baud: 115_200 };

  it('is opened under whatever name it has, and bears that', async () => {
    plugged = [{ path: pair.a, serialNumber: arm }];
    const transport = ports().transport(address(`sn:${arm}`));
    expect(transport.name).toBe(`sn:${arm}`);
    expect((await transport.open()).ok).toBe(true);
    expect(transport.name).toBe(pair.a);
    await transport.close();
  });

  it('is refused while it is not plugged in, naming what is', async () => {
    plugged = [{ path: pair.a, serialNumber: 'A50285BI' }, { path: pair.b }];
    expect(
      await ports()
        .transport(address(`sn:${arm}`))
        .open(),
    ).toMatchObject({
      ok: false,
      why: { code: 'port/absent', text: `No serial port has the serial number ${arm}. Found: ${pair.a} (sn:A50285BI).` },
    });
  });

  it('is found again under another name, by one who opened it by its first', async () => {
    const known = ports();
    plugged = [{ path: pair.a, serialNumber: arm }];
    const first = known.transport(address(pair.a));
    expect((await first.open()).ok).toBe(true);
    await first.close();
    plugged = [{ path: pair.b, serialNumber: arm }];
    const second = known.transport(address(pair.a));
    expect((await second.open()).ok).toBe(true);
    expect(second.name).toBe(pair.b);
    await second.close();
  });

  it('is not taken for another device that has its name now', async () => {
    const known = ports();
    plugged = [{ path: pair.a, serialNumber: arm }];
    const first = known.transport(address(pair.a));
    expect((await first.open()).ok).toBe(true);
    await first.close();
    for (const serialNumber of ['A50285BI', undefined]) {
      plugged = [{ path: pair.a, serialNumber }];
      const answer = await known.transport(address(pair.a)).open();
      expect(answer).toMatchObject({
        ok: false,
        why: { code: 'port/other-device', text: expect.stringContaining(arm), remedy: expect.stringMatching(/./) },
      });
      if (!answer.ok && serialNumber !== undefined) expect(answer.why.text).toContain(serialNumber);
    }
    plugged = [];
    const again = known.transport(address(pair.a));
    expect((await again.open()).ok).toBe(true);
    await again.close();
  });

  it('is what it is for the first time, whatever it is, and for a device without a number always', async () => {
    const known = ports();
    for (const list of [[{ path: pair.a }], [{ path: pair.a, serialNumber: arm }]]) {
      plugged = list;
      const transport = known.transport(address(pair.a));
      expect((await transport.open()).ok).toBe(true);
      await transport.close();
    }
  });

  it('is known by the name behind a link', async () => {
    const link = join(tmpdir(), `alla-prima-port-${process.pid}`);
    await symlink(pair.a, link);
    try {
      plugged = [{ path: pair.a, serialNumber: arm }];
      expect(await findPort({ path: link }, undefined, async () => plugged)).toEqual({
        ok: true,
        value: { path: link, serialNumber: arm },
      });
    } finally {
      await unlink(link);
    }
  });

  it('stays where it was among copies that share its number', async () => {
    const list = async () => [
      { path: '/dev/ttyUSB1', serialNumber: '0001' },
      { path: '/dev/ttyUSB0', serialNumber: '0001' },
    ];
    expect(await findPort({ path: '/dev/ttyUSB0' }, '0001', list)).toMatchObject({ ok: true, value: { path: '/dev/ttyUSB0' } });
  });
});

it('names the program that has a port, where it is seen', () => {
  const busy = { path: '/dev/ttyUSB0', ports: [], platform: 'linux', message: 'Error Resource temporarily unavailable Cannot lock port' };
  expect(explainSerial(busy)).toMatchObject({ code: 'port/locked', text: 'Another program has /dev/ttyUSB0.' });
  expect(explainSerial({ ...busy, holders: [{ pid: 4711, command: 'picocom' }] })).toMatchObject({
    code: 'port/locked',
    text: '/dev/ttyUSB0 is open in picocom (process 4711).',
  });
});
