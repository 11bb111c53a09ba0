import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { detectFirmware } from '../../../devices/drivers/detect.ts';
import { quietMs, realTimers } from '../../../devices/process/timers.ts';
import { firmataBaud, makeTransport, parseAddress } from '../../../devices/transports/open.ts';
import { listPorts, portText } from '../../../devices/transports/ports.ts';
import { lanAddresses } from '../../server/addresses.ts';
import { takeFolder } from '../../server/folder.ts';
import { parsePort } from '../../server/options.ts';
import { loadProgramme } from '../../server/programme/load.ts';
import { giveUp } from '../say.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly found: string;
  readonly remedy?: string;
}

/** `alla-prima doctor`: look at everything a show needs, an hour before doors. */
export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('check what a show needs: Node, pages, hand model, serial ports, data folder, network')
    .option('--data <dir>', 'the data folder to check', 'data')
    .option('--port <number>', 'the port to check', process.env.PORT ?? '4400')
    .option('--arm <port>', 'ask what firmware answers there: /dev/ttyUSB0, COM3, sn:<serial number> or tcp://host:port')
    .option('--json', 'one JSON document on stdout')
    .action(async ({ data, port: typedPort, arm, json = false }: { data: string; port: string; arm?: string; json?: boolean }) => {
      const port = parsePort(typedPort);
      if (!port.ok) giveUp(port.why, json);
      const findings = [
        checkNode(),
        checkPages(),
        checkModel(handModel),
        checkBodyModel(),
        checkProgramme(),
        checkFolder(data),
        await checkSerial(),
        ...(arm === undefined ? [] : [await checkArm(arm)]),
        await checkPort(port.value),
        checkNetwork(),
      ];
      const ok = findings.every((finding) => finding.ok);
      if (json) process.stdout.write(`${JSON.stringify({ ok, findings })}\n`);
      else
        for (const { what, ok: fine, found, remedy } of findings)
          process.stdout.write(
            `${fine ? '  ok  ' : ' WRONG'}  ${what.padEnd(12)} ${found}${remedy ? `\n                      → ${remedy}` : ''}\n`,
          );
      process.exitCode = ok ? 0 : 1;
    });

const client = (path: string): string => fileURLToPath(new URL(`../client/${path}`, import.meta.url));

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return {
    what: 'Node',
    ok,
    found: `${process.version} on ${process.platform} ${process.arch}`,
    ...(!ok && { remedy: 'install Node 20.19 or newer' }),
  };
}

function checkPages(): Finding {
  const missing = ['index', 'stage', 'console', 'visit', 'twin'].filter((page) => !existsSync(client(`${page}.html`)));
  return missing.length === 0
    ? { what: 'pages', ok: true, found: 'built' }
    : { what: 'pages', ok: false, found: `missing: ${missing.join(', ')}`, remedy: 'npm run build' };
}

const handModel = { what: 'hand model', file: 'hand_landmarker.task', list: 'models.json', remedy: 'npm run models, then npm run build' };
const bodyModel = {
  what: 'body model',
  file: 'pose_landmarker.task',
  list: 'pose.json',
  remedy: 'npm run models -- --bodies, then npm run build',
};

/** Held against the digest that was written beside it when it was assembled. */
function checkModel({ what, file, list, remedy }: typeof handModel): Finding {
  try {
    const expected = String(JSON.parse(readFileSync(client(`models/${list}`), 'utf8'))[file].sha256);
    const digest = createHash('sha256')
      .update(readFileSync(client(`models/${file}`)))
      .digest('hex');
    if (digest === expected) return { what, ok: true, found: `sha256 ${digest.slice(0, 12)}…` };
    return { what, ok: false, found: `sha256 ${digest.slice(0, 12)}…, expected ${expected.slice(0, 12)}…`, remedy };
  } catch {
    return { what, ok: false, found: 'absent', remedy };
  }
}

/** Few shows look at whole bodies: that it is not there at all is no fault. */
function checkBodyModel(): Finding {
  if (existsSync(client(`models/${bodyModel.file}`))) return checkModel(bodyModel);
  return { what: bodyModel.what, ok: true, found: 'absent; only /stage?bodies needs it' };
}

function checkProgramme(): Finding {
  const loaded = loadProgramme(undefined);
  return loaded.ok
    ? { what: 'programme', ok: true, found: loaded.value.programme.title }
    : { what: 'programme', ok: false, found: loaded.why.text, remedy: loaded.why.remedy };
}

function checkFolder(data: string): Finding {
  const folder = takeFolder(data);
  if (!folder.ok) return { what: 'data', ok: false, found: folder.why.text, remedy: folder.why.remedy };
  folder.value.release();
  return { what: 'data', ok: true, found: `${folder.value.path} is free` };
}

async function checkSerial(): Promise<Finding> {
  const ports = (await listPorts()).filter((port) => port.vendorId !== undefined || port.manufacturer !== undefined);
  const named = ports.map((port) => `${portText(port)}${port.manufacturer ? ` ${port.manufacturer}` : ''}`);
  return { what: 'serial', ok: true, found: named.length > 0 ? named.join(', ') : 'no USB serial port; the virtual arm needs none' };
}

async function checkArm(text: string): Promise<Finding> {
  const address = parseAddress(text);
  if (!address.ok) return { what: 'arm', ok: false, found: address.why.text, remedy: address.why.remedy };
  const { value } = address;
  if (value.kind === 'memory') return { what: 'arm', ok: true, found: 'the virtual arm in memory' };
  const ask = (to: typeof value) => detectFirmware(() => makeTransport(to), { timers: realTimers, quietMs: quietMs(to) });
  const first = await ask(value);
  // a board with Firmata speaks slower than all others
  const slower =
    !first.ok && first.why.code === 'arm/unknown' && value.kind === 'serial' ? await ask({ ...value, baud: firmataBaud }) : first;
  const answered = slower.ok ? slower : first;
  return answered.ok
    ? { what: 'arm', ok: true, found: `${answered.value.firmware} on ${text}` }
    : { what: 'arm', ok: false, found: answered.why.text, remedy: answered.why.remedy };
}

function checkPort(port: number): Promise<Finding> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      resolve({
        what: 'port',
        ok: false,
        found: `${port}: ${error.code === 'EADDRINUSE' ? 'in use by another program' : error.message}`,
        remedy: `stop that program, or use --port ${port + 1}`,
      }),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve({ what: 'port', ok: true, found: `${port} is free` })));
  });
}

function checkNetwork(): Finding {
  const lan = lanAddresses();
  return {
    what: 'network',
    ok: true,
    found:
      lan.length > 0
        ? `phones could reach ${lan.join(', ')} (start with --host 0.0.0.0)`
        : 'no local network: no phones, the show plays all the same',
  };
}
