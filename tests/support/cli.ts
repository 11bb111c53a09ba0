import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './serve.ts';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
const program = join(root, 'bin', 'alla-prima.mjs');

/** Runs the built command to its end. */
export const run = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) =>
    execFile(process.execPath, [program, ...args], { timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    ),
  );

/** A virtual arm in a process of its own. */
export interface RunningArm {
  /** what it said when it was ready */
  readonly said: string;
  end(): void;
}

/** @returns once it waits for a sender. @throws Error with what it said where it ends before */
export function startVirtualArm(...args: string[]): Promise<RunningArm> {
  const arm = spawn(process.execPath, [program, 'virtual-arm', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (text: string): void => {
      said += text;
      if (said.includes('connect a sender')) resolve({ said, end: () => void arm.kill('SIGKILL') });
    };
    arm.stdout.setEncoding('utf8').on('data', hear);
    arm.stderr.setEncoding('utf8').on('data', hear);
    arm.once('exit', (code) => reject(new Error(`virtual-arm ended with ${code}. It said: ${said}`)));
  });
}
