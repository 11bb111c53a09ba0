import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, posix } from 'node:path';
import { done, type Result, refused } from '../../engine/result.ts';

/** What is asked of a machine, so that a test can be another one. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
}
const here: Machine = { platform: process.platform, env: process.env, exists: existsSync };

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'brave-browser'];

/**
 * A browser that can draw a film: the one that was named, `$CHROMIUM`, or one in its usual places.
 *
 * @returns its program; null where there is none and none was named
 */
export function findBrowser(named: string | undefined, machine: Machine = here): Result<string | null> {
  const wanted = named ?? machine.env.CHROMIUM;
  if (wanted === undefined || wanted === '') return done(places(machine).find(machine.exists) ?? null);
  if (machine.exists(wanted)) return done(wanted);
  const by = named === undefined ? 'CHROMIUM' : '--browser';
  return refused('film/browser', `${by} is "${wanted}", and there is no such program`, 'give the path of Chromium, Chrome, Edge or Brave');
}

function places({ platform, env }: Machine): string[] {
  if (platform === 'darwin')
    return ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave Browser'].flatMap((app) =>
      ['/Applications', posix.join(env.HOME ?? '/', 'Applications')].map((folder) =>
        posix.join(folder, `${app}.app`, 'Contents', 'MacOS', app),
      ),
    );
  if (platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) =>
        ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(
          (program) => `${folder}\\${program}`,
        ),
      );
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'].filter((folder) => folder !== '');
  return commands.flatMap((command) => folders.map((folder) => posix.join(folder, command)));
}

/** Nothing is asked of anybody but this machine, nothing is remembered, and nobody need touch the page for its sound. */
const flags = [
  '--headless=new',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--autoplay-policy=no-user-gesture-required',
  '--mute-audio',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
  '--force-device-scale-factor=1',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  // a machine without graphics hardware draws by software
  '--enable-unsafe-swiftshader',
];

/** A browser without a window, that shows one page. */
export interface FilmBrowser {
  /** ends when the browser does: with what it said last */
  readonly ended: Promise<string>;
  close(): Promise<void>;
}

/** @param program - as `findBrowser` found it @param address - of the page */
export function openFilmBrowser(program: string, address: string): FilmBrowser {
  const profile = mkdtempSync(join(tmpdir(), 'alla-prima-film-'));
  // its sandbox does not work for root, who is all there is in a container
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child: ChildProcess = spawn(program, [...flags, ...asRoot, `--user-data-dir=${profile}`, address], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(said.trim().split('\n').at(-1) ?? ''));
  });
  return {
    ended,
    async close() {
      child.kill();
      const hard = setTimeout(() => child.kill('SIGKILL'), 3000);
      await ended;
      clearTimeout(hard);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
