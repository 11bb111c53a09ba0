import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser, type Machine } from '../../../stage/cli/film-browser.ts';
import { ffmpegArguments } from '../../../stage/cli/film-join.ts';
import { takeFilmFolder } from '../../../stage/cli/film-run.ts';

const machine = (platform: NodeJS.Platform, env: Machine['env'], ...there: string[]): Machine => ({
  platform,
  env,
  exists: (path) => there.includes(path),
});

describe('the browser of a film', () => {
  it('is the one that is named, then the one of the environment', () => {
    const both = machine('linux', { CHROMIUM: '/opt/c', PATH: '/usr/bin' }, '/opt/a', '/opt/c', '/usr/bin/chromium');
    expect(findBrowser('/opt/a', both)).toEqual({ ok: true, value: '/opt/a' });
    expect(findBrowser(undefined, both)).toEqual({ ok: true, value: '/opt/c' });
  });

  it.each([
    ['linux', { PATH: '/home/a/bin:/usr/bin' }, '/home/a/bin/google-chrome'],
    ['linux', {}, '/snap/bin/chromium'],
    ['darwin', { HOME: '/Users/a' }, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', { HOME: '/Users/a' }, '/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium'],
    ['win32', { PROGRAMFILES: 'C:\\Program Files' }, 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
    ['win32', { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }, 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
  ] as const)('is found on %s in its usual place', (platform, env, place) => {
    expect(findBrowser(undefined, machine(platform, env, place))).toEqual({ ok: true, value: place });
  });

  it('is none where there is none, which is no error; one that is named and absent is', () => {
    expect(findBrowser(undefined, machine('linux', { PATH: '/usr/bin' }))).toEqual({ ok: true, value: null });
    expect(findBrowser('/opt/a', machine('linux', {}))).toMatchObject({
      ok: false,
      why: { text: '--browser is "/opt/a", and there is no such program' },
    });
    expect(findBrowser(undefined, machine('linux', { CHROMIUM: '/x' }))).toMatchObject({ ok: false, why: { code: 'film/browser' } });
  });
});

describe('the folder of a film', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'alla-prima-out-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made, or taken where it holds no film', () => {
    expect(takeFilmFolder(join(folder, 'new'))).toEqual({ ok: true, value: join(folder, 'new') });
    expect(takeFilmFolder(folder)).toMatchObject({ ok: true });
  });

  it('is left alone where it holds frames, or is none', () => {
    mkdirSync(join(folder, 'frames'));
    writeFileSync(join(folder, 'frames', '000001.png'), '');
    expect(takeFilmFolder(folder)).toMatchObject({ ok: false, why: { code: 'film/out' } });
    writeFileSync(join(folder, 'file'), '');
    expect(takeFilmFolder(join(folder, 'file'))).toMatchObject({ ok: false, why: { code: 'film/out' } });
  });
});

it('asks ffmpeg for what editors and players take', () => {
  const asked = ffmpegArguments('/f', 25).join(' ');
  expect(asked).toContain('-framerate 25 -i /f/frames/%06d.png -i /f/sound.wav');
  expect(asked).toContain('-pix_fmt yuv420p');
  expect(asked.endsWith('/f/film.mp4')).toBe(true);
});
