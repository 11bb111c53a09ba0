import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';

/** Two serial devices joined by a cable of software. */
export interface PtyPair {
  readonly a: string;
  readonly b: string;
  /** pulls the cable: both ends are lost. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens a pair of pseudo terminals with socat.
 *
 * Each end is held open once more here: socat would take the first program that closes its end for the end of the line,
 * where a real cable stays.
 *
 * @throws Error with a remedy where socat is missing or does not answer within 5 s
 */
export async function openPtyPair(): Promise<PtyPair> {
  const socat = spawn('socat', ['-d', '-d', 'pty,raw,echo=0', 'pty,raw,echo=0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = new Promise<void>((resolve) => {
    socat.once('exit', () => resolve());
    socat.once('error', () => resolve());
  });
  try {
    const [a, b] = await deviceNames(socat);
    const held = [a, b].map((path) => openSync(path, constants.O_RDWR | constants.O_NOCTTY));
    let closing: Promise<void> | undefined;
    const end = async (): Promise<void> => {
      socat.kill('SIGKILL');
      await gone;
      for (const descriptor of held) closeSync(descriptor);
    };
    return {
      a,
      b,
      close: () => {
        closing ??= end();
        return closing;
      },
    };
  } catch (error) {
    socat.kill('SIGKILL');
    throw error;
  }
}

function deviceNames(socat: ChildProcess): Promise<readonly [string, string]> {
  return new Promise((resolve, reject) => {
    let said = '';
    const impatient = setTimeout(() => reject(new Error(`socat did not make two ptys within 5 s. It said: ${said}`)), 5000);
    const fail = (text: string): void => {
      clearTimeout(impatient);
      reject(new Error(text));
    };
    socat.once('error', (error) =>
      fail(`socat could not be started (${error.message}). Install it (apt install socat): serial ports are tested over its ptys.`),
    );
    socat.once('exit', (code) => fail(`socat ended with ${code} before it made two ptys. It said: ${said}`));
    socat.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [a, b] = [...said.matchAll(/PTY is (\S+)\n/g)].map((match) => match[1]);
      if (a === undefined || b === undefined || !said.includes('starting data transfer loop')) return;
      clearTimeout(impatient);
      resolve([a, b]);
    });
  });
}
