import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './serve.ts';

/** `alla-prima replay --view`, running. */
export interface View {
  /** works once */
  readonly url: string;
  /** as Ctrl-C does. @returns its exit status */
  end(): Promise<number>;
}

export function openView(data: string): Promise<View> {
  const child = spawn(process.execPath, [join(root, 'bin', 'alla-prima.mjs'), 'replay', data, '--view', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  return new Promise((resolve, reject) => {
    ended.then((code) => reject(new Error(`replay --view ended with ${code}. It said: ${said}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{"ready":true')) return;
      resolve({
        url: String(JSON.parse(line).url),
        end: () => {
          child.kill('SIGINT');
          return ended;
        },
      });
    });
  });
}
