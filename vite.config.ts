import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { showServer } from './vite.show.ts';

const here = import.meta.dirname;
const pages = ['index', 'stage', 'console', 'visit', 'twin', 'replay'];
const programs = {
  cli: 'stage/cli/main.ts',
  arm: 'devices/process/main.ts',
  hardware: 'devices/hardware/main.ts',
  painting: 'stage/server/painting/worker.ts',
};

export default defineConfig({
  root: resolve(here, 'stage/pages'),
  publicDir: resolve(here, 'public'),
  cacheDir: resolve(here, 'node_modules/.vite'),
  appType: 'mpa',
  plugins: [showServer()],
  server: { host: '127.0.0.1', strictPort: true, fs: { allow: [here] } },
  worker: { format: 'es' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  environments: {
    client: {
      build: {
        outDir: resolve(here, 'dist/client'),
        emptyOutDir: true,
        chunkSizeWarningLimit: 1500,
        rolldownOptions: { input: Object.fromEntries(pages.map((page) => [page, resolve(here, `stage/pages/${page}.html`)])) },
      },
    },
    ssr: {
      build: {
        outDir: resolve(here, 'dist/server'),
        emptyOutDir: true,
        ssr: true,
        copyPublicDir: false,
        rolldownOptions: { input: Object.fromEntries(Object.entries(programs).map(([name, file]) => [name, resolve(here, file)])) },
      },
    },
  },
  builder: {},
});
