import { defineConfig } from 'vitest/config';

const pool = 'forks' as const;

/**
 * `unit`: one thing at a time, time supplied, under a minute. `live`: the built programs, in real time. `property`: an arm and all
 * that can befall it, a thousand times, in supplied time; `bundled`: the same, as `npm test` has bundled it.
 *
 * Files of units share the modules that their worker has loaded: to load them for each again took longer than most of the tests.
 * What they share keeps no state, so that any order of files passes: `npm run unit -- --sequence.shuffle`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/live/**', 'tests/property/**'],
          testTimeout: 60_000,
          isolate: false,
          maxWorkers: 2,
          pool,
        },
      },
      { test: { name: 'live', include: ['tests/live/**/*.test.ts'], testTimeout: 30_000, maxWorkers: 3, pool } },
      { test: { name: 'property', include: ['tests/property/**/*.test.ts'], testTimeout: 600_000, maxWorkers: 2, pool } },
      // behind the browser tests it gets what they leave
      { test: { name: 'bundled', include: ['.cache/property/*.test.js'], exclude: [], testTimeout: 1_800_000, maxWorkers: 2, pool } },
    ],
  },
});
