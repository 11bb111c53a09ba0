import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { type BrowserOptions, openBrowser, type TestBrowser } from './browser.ts';
import { root, serve } from './serve.ts';

/** A page that a test made of the house's own modules, bundled and served, and a browser to open it in. */
export interface Room {
  readonly address: string;
  readonly browser: TestBrowser;
  close(): Promise<void>;
}

/** @param name - folder in tests/support with an index.html */
export async function openRoom(name: string, options: BrowserOptions = {}): Promise<Room> {
  const folder = await mkdtemp(join(tmpdir(), `alla-prima-${name}-`));
  await build({
    configFile: false,
    root: join(root, 'tests/support', name),
    publicDir: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, target: 'es2023' },
  });
  const served = await serve(folder);
  const browser = await openBrowser(options);
  return {
    address: `${served.address}/`,
    browser,
    async close() {
      await browser.close();
      await served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
