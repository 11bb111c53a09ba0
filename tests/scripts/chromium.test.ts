import { describe, expect, it } from 'vitest';
import { chromiumRemedy, findChromium } from '../../scripts/lib/chromium.mjs';

/** A machine that has the given files and nothing else. */
const machine = (platform: NodeJS.Platform, files: string[], env: Record<string, string> = {}, bundled?: string) => ({
  platform,
  env,
  exists: (path: string) => files.includes(path),
  bundled: () => bundled,
});

describe('finding Chromium', () => {
  it('takes the one that the environment names before the system’s own', () => {
    const files = ['/opt/chromium', '/usr/bin/chromium'];
    expect(findChromium(machine('linux', files, { CHROMIUM: '/opt/chromium' }))).toBe('/opt/chromium');
  });

  it('does not fall back on another where the environment names one that is absent', () => {
    const wrong = machine('linux', ['/usr/bin/chromium'], { CHROMIUM: '/opt/chromium' });
    expect(findChromium(wrong)).toBeUndefined();
    expect(chromiumRemedy(wrong)).toContain('"/opt/chromium"');
  });

  it.each(['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'])('knows %s', (path) => {
    expect(findChromium(machine('linux', [path]))).toBe(path);
  });

  it('looks along the PATH', () => {
    expect(findChromium(machine('linux', ['/nix/bin/chromium'], { PATH: '/bin:/nix/bin' }))).toBe('/nix/bin/chromium');
  });

  it('takes Playwright’s own last', () => {
    expect(findChromium(machine('linux', ['/usr/bin/chromium', '/cache/chrome'], {}, '/cache/chrome'))).toBe('/usr/bin/chromium');
    expect(findChromium(machine('linux', ['/cache/chrome'], {}, '/cache/chrome'))).toBe('/cache/chrome');
  });

  it('knows the usual place on Windows', () => {
    const place = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    expect(findChromium(machine('win32', [place], { PROGRAMFILES: 'C:\\Program Files' }))).toBe(place);
  });

  it('says what to do where there is none', () => {
    const bare = machine('linux', [], {}, '/cache/chrome');
    expect(findChromium(bare)).toBeUndefined();
    expect(chromiumRemedy(bare)).toMatch(/apt-get install chromium.*CHROMIUM=/);
    expect(chromiumRemedy(machine('darwin', []))).toMatch(/npx playwright install chromium/);
  });
});
