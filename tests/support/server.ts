import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './serve.ts';

export interface ServerOptions {
  /** further arguments of `alla-prima show`, a programme among them */
  readonly args?: readonly string[];
  /** where the ledger lives; without it a fresh temporary folder, removed at the end */
  readonly data?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** how long the server may take until it is ready, ms */
  readonly patienceMs?: number;
}

export interface StartedServer {
  readonly url: string;
  readonly operatorUrl: string;
  readonly port: number;
  readonly pid: number;
  /** all that it wrote on stdout and stderr so far */
  log(): string;
  /** Asks it to end as Ctrl-C does, and waits. @returns its exit status */
  stop(): Promise<number>;
  /** Ends it as a power cut does, and waits. */
  kill(): Promise<void>;
}

/** How long a server that was asked to end may take, ms. */
const farewellMs = 10_000;

/** Starts the built show on a free port and waits until it says that it is ready. */
export async function startServer({ args = [], data, env = {}, patienceMs = 30_000 }: ServerOptions = {}): Promise<StartedServer> {
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'alla-prima-data-')));
  const program = [join(root, 'bin', 'alla-prima.mjs'), 'show', '--json', '--no-open', '--port', '0', '--data', folder, ...args];
  const child = spawn(process.execPath, program, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (log += text));

  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1))).then(async (code) => {
    if (data === undefined) await rm(folder, { recursive: true, force: true });
    return code;
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const within = async <T>(wanted: Promise<T>, ms: number, complaint: string): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${complaint} within ${ms} ms. It said:\n${log}`)), ms);
    });
    try {
      return await Promise.race([wanted, late]);
    } catch (error) {
      await kill();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  const ready = new Promise<{ url: string; operatorUrl: string; port: number }>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = readyLine(line);
      if (said !== undefined) resolve(said);
    });
    ended.then((code) => reject(new Error(`The server ended (exit ${code}) before it was ready. It said:\n${log}`)));
  });
  const { url, operatorUrl, port } = await within(ready, patienceMs, 'The server was not ready');
  return {
    url,
    operatorUrl,
    port,
    pid: child.pid ?? 0,
    log: () => log,
    stop: () => {
      child.kill('SIGINT');
      return within(ended, farewellMs, 'The server did not end');
    },
    kill,
  };
}

/** Reads `{"ready":true,"url","operatorUrl","port"}`; anything else is some other line. */
function readyLine(line: string): { url: string; operatorUrl: string; port: number } | undefined {
  try {
    const { ready, url, operatorUrl, port } = JSON.parse(line);
    return ready === true ? { url: String(url), operatorUrl: String(operatorUrl), port: Number(port) } : undefined;
  } catch {
    return undefined;
  }
}
