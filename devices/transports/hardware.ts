import { type ChildProcess, spawn } from 'node:child_process';
import { done, refused } from '../../engine/result.ts';
import { createEnds } from './ends.ts';
import type { Transport } from './transport.ts';

/** after its stdin was closed, ms */
const endWithinMs = 2000;

/**
 * A child process whose stdin and stdout are a byte stream: one program, one connection. It ends when its stdin closes, and so
 * when this process does, however that ends; one that does not is killed, by its own id, 2 s later.
 *
 * Refusal: `hardware/absent`, where the program cannot be started.
 *
 * @param program - of Node, an absolute path. @param name - of what is behind it
 */
export function hardwareTransport({
  program,
  argument,
  name,
}: {
  readonly program: string;
  readonly argument: string;
  readonly name: string;
}): Transport {
  const ends = createEnds();
  let child: ChildProcess | undefined;
  let state: 'new' | 'open' | 'gone' = 'new';
  let gone: Promise<void> = Promise.resolve();

  return {
    name,
    async open() {
      if (state !== 'new') return refused('port/failed', `${name} was opened before.`, 'Make a new transport for each connection.');
      state = 'open';
      const fresh = spawn(process.execPath, [program, argument], { stdio: ['pipe', 'pipe', 'inherit'] });
      child = fresh;
      gone = new Promise((resolve) => {
        // what it said last is read before it counts as ended
        fresh.once('close', () => resolve());
        fresh.once('error', () => resolve());
      });
      // a program that has just ended is told of by its end, not by the write that came too late
      fresh.stdin.on('error', () => undefined);
      fresh.stdout.on('data', (bytes: Buffer) => ends.received(bytes));
      const started = await new Promise<string | undefined>((resolve) => {
        fresh.once('spawn', () => resolve(undefined));
        fresh.once('error', (error) => resolve(error.message));
      });
      fresh.once('close', (code, signal) => {
        state = 'gone';
        ends.ended({ kind: 'lost', text: `The program that speaks to ${name} ended (${signal ?? `exit ${code}`}).` });
      });
      if (started === undefined) return done(undefined);
      state = 'gone';
      return refused('hardware/absent', `The program that speaks to ${name} could not be started: ${started}`, 'Build it: npm run build.');
    },
    write(bytes) {
      if (state !== 'open' || child?.stdin?.writable !== true) return false;
      child.stdin.write(bytes.slice());
      return true;
    },
    onBytes: ends.onBytes,
    onClose: ends.onClose,
    async close() {
      if (state === 'open') {
        state = 'gone';
        ends.ended({ kind: 'closed' });
        child?.stdin?.end();
        const impatient = setTimeout(() => child?.kill('SIGKILL'), endWithinMs);
        await gone;
        clearTimeout(impatient);
      }
      state = 'gone';
      await gone;
    },
  };
}
