import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './scripts/lib/chromium.mjs';

const executablePath = findChromium();

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  snapshotPathTemplate: 'tests/golden/{arg}{ext}',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  reporter: 'list',
  // pixelmatch's default threshold of 0.2 lets a uniform shift of 50 grey levels pass
  expect: { toHaveScreenshot: { threshold: 0.02, maxDiffPixelRatio: 0.002 } },
  use: {
    launchOptions: { args: chromiumFlags, ...(executablePath === undefined ? {} : { executablePath }) },
  },
});
