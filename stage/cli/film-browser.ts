import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, posix } from 'node:path';
import type { Readable, Writable } from 'node:stream';
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
  /** settles when the browser ends, or its page does: with what it said last */
  readonly ended: Promise<string>;
  close(): Promise<void>;
}

/** Asks to be told of every page, and so of one that crashes. */
const watchPages = `${JSON.stringify({ id: 1, method: 'Target.setDiscoverTargets', params: { discover: true } })}\0`;
const windows = process.platform === 'win32';

/**
 * Its processes are a group of their own, that ends as one; and they hold a pipe to this program, without which they end by
 * themselves, should this program be killed.
 *
 * @param program - as `findBrowser` found it
 * @param address - of the page
 */
export function openFilmBrowser(program: string, address: string): FilmBrowser {
  const profile = mkdtempSync(join(tmpdir(), 'alla-prima-film-'));
  // its sandbox does not work for root, who is all there is in a container
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const given = [...flags, ...asRoot, '--remote-debugging-pipe', `--user-data-dir=${profile}`, address];
  const child = spawn(program, given, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: !windows });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      // what it said last may come after its end; whoever it left behind may keep that open for ever
      const tell = (): void => resolve(said.trim().split('\n').at(-1) || `it ended with ${signal ?? code} and said nothing`);
      const late = setTimeout(tell, LAST_WORDS_MS);
      child.once('close', () => {
        clearTimeout(late);
        tell();
      });
    });
  });
  const warden = leaveToWarden(child.pid, profile);
  const crashed = watchForCrash(child);
  return {
    ended: Promise.race([gone, crashed]),
    async close() {
      endGroup(child);
      // a process that waits for a disk that is gone does not even end when it is killed
      await within(gone, END_MS);
      try {
        await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
        warden.kill('SIGKILL');
      } catch {
        // a folder that is left among the temporary ones is no reason to lose a film: the warden tries again
        warden.stdin?.end();
      }
    },
  };
}

const LAST_WORDS_MS = 300;
const END_MS = 5000;

async function within(wanted: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([wanted, late]);
  clearTimeout(timer);
}

/** Ends a group and takes a folder away as soon as nobody holds its stdin. */
const WARDEN = `process.stdin.resume().on('end', () => {
  const [group, folder] = process.argv.slice(1);
  try { process.kill(${windows ? '' : '-'}Number(group), 'SIGKILL'); } catch {}
  require('node:fs').rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});`;

/** A program that is killed cleans up nothing: what it would leave behind is left to a process beside it. */
function leaveToWarden(group: number | undefined, folder: string): ChildProcess {
  const given = ['-e', WARDEN, String(group), folder];
  const warden = spawn(process.execPath, given, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // without it a film is drawn as well
  warden.on('error', () => {});
  warden.stdin?.on('error', () => {});
  return warden;
}

function watchForCrash(child: ChildProcess): Promise<string> {
  const [asks, tells] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  // whatever is wrong with a pipe, `exit` says it
  asks.on('error', () => {});
  tells.on('error', () => {});
  asks.write(watchPages);
  return new Promise((resolve) => {
    let rest = '';
    tells.setEncoding('utf8').on('data', (text: string) => {
      const words = (rest + text).split('\0');
      rest = words.pop() ?? '';
      if (words.some((word) => word.includes('"Target.targetCrashed"'))) resolve('its page crashed; the machine may lack memory');
    });
  });
}

/** At once: nothing in a profile that is thrown away need be written. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (windows) child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // it ended by itself
  }
}
