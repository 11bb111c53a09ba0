import { defineConfig } from 'vitest/config';

const pool = 'forks' as const;

/** `unit`: one thing at a time, time supplied, under a minute. `live`: the built programs, in real time. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: ['tests/e2e/**', 'tests/live/**'], testTimeout: 20_000, pool } },
      { test: { name: 'live', include: ['tests/live/**/*.test.ts'], testTimeout: 30_000, pool } },
    ],
  },
});
