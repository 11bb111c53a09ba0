import { afterEach, describe, expect, it } from 'vitest';
import { serialTransport } from '../../../devices/transports/serial.ts';
import { tcpTransport } from '../../../devices/transports/tcp.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import { type Terminal, virtualArmCommand } from '../../../stage/cli/commands/virtual-arm.ts';
import { openPtyPair, type PtyPair } from '../../support/pty.ts';

/** A terminal in memory, whose Ctrl-C we press. */
function terminal() {
  const ending = new AbortController();
  const said = { out: '', err: '' };
  let code: number | undefined;
  let check = (): void => undefined;
  const made: Terminal = {
    out: (text) => {
      said.out += text;
      check();
    },
    err: (text) => {
      said.err += text;
      check();
    },
    exit: (value) => {
      code = value;
    },
    listen: () => ({ ended: ending.signal, dispose: () => undefined }),
  };
  const saw = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve) => {
      check = () => {
        const match = pattern.exec(said.out + said.err);
        if (match !== null) resolve(match);
      };
      check();
    });
  return { made, said, saw, code: () => code, interrupt: () => ending.abort() };
}

const ask = (transport: Transport, text: string, pattern: RegExp): Promise<string> =>
  new Promise((resolve) => {
    let said = '';
    transport.onBytes((bytes) => {
      said += String.fromCharCode(...bytes);
      if (pattern.test(said)) resolve(said);
    });
    transport.write(Buffer.from(text, 'latin1'));
  });

describe('alla-prima virtual-arm', () => {
  let pair: PtyPair | undefined;
  afterEach(async () => {
    await pair?.close();
    pair = undefined;
  });
  const start = (args: string[], shell = terminal()) => {
    const ended = virtualArmCommand(shell.made).parseAsync(args, { from: 'user' });
    return { ...shell, ended };
  };

  it('answers a sender over a serial port, and sums up in one JSON document', async () => {
    pair = await openPtyPair();
    const arm = start(['--port', pair.a, '--json']);
    await arm.saw(/connect a sender/);
    const sender = serialTransport({ path: pair.b, baud: 115_200 });
    expect((await sender.open()).ok).toBe(true);
    expect(await ask(sender, '?', />/)).toContain('<Idle|MPos:0.000,0.000,0.000|');
    await ask(sender, 'G1X5F6000\nG4P0\n', /ok\r\nok\r\n/);
    await sender.close();
    arm.interrupt();
    await arm.ended;
    expect(arm.code()).toBe(0);
    const summary = JSON.parse(arm.said.out);
    expect(summary).toMatchObject({ bytes: { in: 16, out: expect.any(Number) }, lines: 2, segments: 1, distance: 5 });
    expect(summary.seconds).toBeCloseTo(2 * Math.sqrt(5 / 800), 2);
    expect(summary.maxCommittedMs).toBeGreaterThan(100);
  });

  it('answers a sender over TCP', async () => {
    const arm = start(['--tcp', '0']);
    const [, port] = await arm.saw(/tcp:\/\/127\.0\.0\.1:(\d+)/);
    const sender = tcpTransport({ host: '127.0.0.1', port: Number(port) });
    expect((await sender.open()).ok).toBe(true);
    expect(await ask(sender, '$I\n', /ok/)).toContain('[VER:1.1h.20190825:]\r\n[OPT:V,15,128]\r\nok\r\n');
    await sender.close();
    arm.interrupt();
    await arm.ended;
    expect(arm.code()).toBe(0);
    expect(arm.said.err).toBe('');
  });

  it('does as its faults say', async () => {
    const arm = start(['--tcp', '0', '--faults', '[{"kind":"loseOk","nth":1}]']);
    const [, port] = await arm.saw(/tcp:\/\/127\.0\.0\.1:(\d+)/);
    const sender = tcpTransport({ host: '127.0.0.1', port: Number(port) });
    await sender.open();
    expect(await ask(sender, 'G21\n$G\n', /ok/)).toMatch(/help\]\r\n\[GC:.*\]\r\nok\r\n$/);
    await sender.close();
    arm.interrupt();
    await arm.ended;
  });

  it('waits for a serial device that went away', async () => {
    pair = await openPtyPair();
    const arm = start(['--port', pair.a]);
    await arm.saw(/connect a sender/);
    await pair.close();
    await arm.saw(/Waiting for it to come back/);
    arm.interrupt();
    await arm.ended;
    expect(arm.code()).toBe(0);
  });

  it('ends with 1 where the device does not exist, and says what to do', async () => {
    const arm = start(['--port', '/dev/ttyNOWHERE', '--json']);
    await arm.ended;
    expect(arm.code()).toBe(1);
    expect(JSON.parse(arm.said.out)).toMatchObject({ error: { code: 'port/absent' } });
    expect(arm.said.err).toContain('/dev/ttyNOWHERE');
  });

  it.each([[[]], [['--port', '/dev/null', '--tcp', '0']]])('ends with 2 for %j', async (args) => {
    const arm = start(args);
    await arm.ended;
    expect(arm.code()).toBe(2);
    expect(arm.said.err).toContain('Give one of --port <device> and --tcp <port>.');
  });

  it.each([
    ['--tcp', '70000'],
    ['--baud', 'fast'],
    ['--faults', 'oops'],
    ['--faults', '[{"kind":"explode"}]'],
  ])('refuses %s %s', async (option, value) => {
    const command = virtualArmCommand(terminal().made)
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    await expect(command.parseAsync([option, value], { from: 'user' })).rejects.toMatchObject({ code: 'commander.invalidArgument' });
  });
});
