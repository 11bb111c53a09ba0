import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFirmware, drivers } from '../../../devices/drivers/detect.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import { createVirtualEbb } from '../../../devices/virtual/ebb/ebb.ts';
import { createVirtualFirmata } from '../../../devices/virtual/firmata/firmata.ts';
import { createVirtualGrbl, type VirtualGrbl } from '../../../devices/virtual/grbl.ts';
import { createVirtualMarlin } from '../../../devices/virtual/marlin/marlin.ts';
import { serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import type { Result } from '../../../engine/result.ts';
import { createTestTime, type TestTime } from '../stream/time.ts';

async function detect(near: Transport, time: TestTime, quietMs: number) {
  let found: Awaited<ReturnType<typeof detectFirmware>> | undefined;
  void detectFirmware(() => near, { timers: time, quietMs }).then((value) => {
    found = value;
  });
  const beganMs = time.now();
  await time.until(() => found !== undefined, 6000);
  return { found, ms: time.now() - beganMs };
}

async function detectVirtual(make: (nowMs: number) => VirtualGrbl, { quietMs = 1700, agoMs = 0 } = {}) {
  const time = createTestTime();
  const controller = make(-agoMs);
  const [near, far] = time.cable();
  const served = await serveVirtualGrbl(far, controller, time);
  const result = await detect(near, time, quietMs);
  if (served.ok) await served.value.dispose();
  return result;
}

/** what somebody else answers to whatever is asked, or says by himself */
async function detectStranger(says: string | Uint8Array, unasked = false) {
  const time = createTestTime();
  const [near, far] = time.cable();
  await far.open();
  const bytes = typeof says === 'string' ? Uint8Array.from(says, (char) => char.charCodeAt(0)) : says;
  if (unasked) far.write(bytes);
  else far.onBytes(() => far.write(bytes));
  let closed = false;
  far.onClose(() => {
    closed = true;
  });
  const result = await detect(near, time, 1700);
  await time.pass(1);
  expect(closed).toBe(true);
  return result;
}

const textOf = (found: Result<unknown> | undefined): string => (found === undefined || found.ok ? '' : found.why.text);

describe('detecting a firmware', () => {
  const boards = {
    'a Grbl': { make: (nowMs: number) => createVirtualGrbl({ nowMs }), found: { kind: 'grbl', firmware: 'grbl 1.1h' } },
    'a Grbl with a boot loader': { make: (nowMs: number) => createVirtualGrbl({ nowMs, bootloader: true }), found: { kind: 'grbl' } },
    'a locked Grbl': { make: (nowMs: number) => createVirtualGrbl({ nowMs, homing: true }), found: { kind: 'grbl' } },
    'a Marlin': { make: (nowMs: number) => createVirtualMarlin({ nowMs }), found: { kind: 'marlin', firmware: 'marlin 2.1.2.5' } },
    'a Marlin with a boot loader': { make: (nowMs: number) => createVirtualMarlin({ nowMs, bootloader: true }), found: { kind: 'marlin' } },
    'an EBB of firmware 2': { make: (nowMs: number) => createVirtualEbb({ nowMs }), found: { kind: 'ebb', firmware: 'ebb 2.8.1' } },
    'a board with Firmata': {
      make: (nowMs: number) => createVirtualFirmata({ nowMs }),
      found: { kind: 'firmata', firmware: 'firmata 2.5 (StandardFirmata.ino)' },
    },
    'a board with Firmata behind a boot loader': {
      make: (nowMs: number) => createVirtualFirmata({ nowMs, bootloader: true }),
      found: { kind: 'firmata' },
    },
    'an EBB of firmware 3': { make: (nowMs: number) => createVirtualEbb({ nowMs, version: '3.0.2' }), found: { kind: 'ebb' } },
  };

  it.each(Object.entries(boards))(
    'recognises %s, fresh from its reset or long awake, heard out or talked into',
    async (_name, { make, found }) => {
      for (const agoMs of [0, 60_000])
        for (const quietMs of [1700, 250, 0]) {
          const result = await detectVirtual(make, { quietMs, agoMs });
          expect(result.found).toMatchObject({ ok: true, value: found });
          expect(result.ms).toBeLessThan(6000);
        }
    },
  );

  it('recognises an EBB that names its answers, and a Grbl that is deaf after a limit switch', async () => {
    const named = createVirtualEbb({ version: '3.0.2' });
    named.receive(new TextEncoder().encode('CU,10,1\r'), 0);
    expect((await detectVirtual(() => named)).found).toMatchObject({ ok: true, value: { kind: 'ebb' } });
    const deaf = createVirtualGrbl({ homing: true, settings: { 21: 1 }, start: [0.5, 50, 10], nowMs: -20_000 });
    deaf.receive(new TextEncoder().encode('$X\nG1X-20F6000\n'), -10_000);
    deaf.advance(0);
    expect((await detectVirtual(() => deaf)).found).toMatchObject({ ok: true, value: { kind: 'grbl' } });
  });

  it('has a driver for each that it recognises', () => expect(Object.keys(drivers).sort()).toEqual(['ebb', 'firmata', 'grbl', 'marlin']));

  it.each([
    ['a GPS receiver', '$GPGGA,123519,4807.038,N,01131.000,E\r\n', 'GPS'],
    ['a Klipper', 'FIRMWARE_NAME:Klipper FIRMWARE_VERSION:v0.12\nok\n', 'no Marlin'],
    ['a board with Firmata', '\xf9\x02\x05\xf0y\x02\x05', 'Firmata'],
    ['a modem', 'ERROR\r\n', 'modem'],
    ['an SSH server', 'SSH-2.0-OpenSSH_9.2\r\n', 'SSH'],
    ['another speed', '\x80\xfe\xfe\x80\xf8\x80\xfe', 'no text'],
    ['somebody new', 'HELLO WORLD\r\n', '“HELLO WORLD'],
  ])('says that it is %s, with its first words and a remedy', async (_name, says, expected) => {
    for (const unasked of [false, true]) {
      const { found, ms } = await detectStranger(says, unasked);
      expect(found).toMatchObject({ ok: false, why: { code: 'arm/unknown', remedy: expect.stringMatching(/\w{3}/) } });
      expect(textOf(found)).toContain(expected);
      expect(ms).toBeLessThan(6000);
    }
  });

  it('says that nothing answered', async () => expect(textOf((await detectStranger('')).found)).toContain('Nothing at all'));

  it('passes on why a port did not open', async () => {
    const time = createTestTime();
    const [near] = time.cable();
    const why = { code: 'port/absent', text: 'There is no port.', remedy: 'Plug it in.' };
    expect((await detect({ ...near, open: async () => ({ ok: false, why }) }, time, 0)).found).toEqual({ ok: false, why });
  });

  it('is never fooled or broken by noise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 150 }), async (bytes) => {
        expect((await detectStranger(bytes)).found?.ok).toBe(false);
      }),
      { seed: 11, numRuns: 25 },
    );
  });
});
