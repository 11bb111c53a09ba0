import type { Server } from 'node:http';
import { resolve } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';

type Dev = typeof import('./stage/server/dev.ts');

const DEV = resolve(import.meta.dirname, 'stage/server/dev.ts');

/** In development the show lives on Vite's own server, and is opened again when one of its files changes. */
export function showServer(): Plugin {
  let venue: ReturnType<Dev['openDevVenue']> | undefined;
  let show: Awaited<ReturnType<Dev['openDevShow']>> | undefined;
  let turn = Promise.resolve();
  const reopen = async (vite: ViteDevServer): Promise<void> => {
    const dev = (await vite.ssrLoadModule(DEV)) as Dev;
    await show?.close();
    show = undefined;
    if (!vite.httpServer) return;
    venue ??= dev.openDevVenue(vite.httpServer as Server);
    show = await dev.openDevShow(venue, '127.0.0.1', vite.config.server.port, import.meta.dirname);
  };
  /** one after the other, however fast files are saved */
  const later = (vite: ViteDevServer): Promise<void> => {
    turn = turn.then(() => reopen(vite)).catch((error: Error) => vite.config.logger.error(error.message, { timestamp: true }));
    return turn;
  };
  let vite: ViteDevServer | undefined;
  return {
    name: 'alla-prima-show',
    apply: (_config, { command }) => command === 'serve' && !process.env.VITEST,
    configureServer(server) {
      vite = server;
      server.httpServer?.once('listening', () => void later(server));
      server.httpServer?.once('close', () => void show?.close());
      server.middlewares.use((request, response, next) => {
        if (!show) return next();
        show.handle(request, response).then((answered) => answered || next(), next);
      });
    },
    async hotUpdate({ modules }) {
      if (this.environment.name !== 'ssr' || modules.length === 0 || !vite) return;
      this.environment.logger.info(`show opened again (${modules.map((one) => one.url.split('/').at(-1)).join(', ')})`, {
        timestamp: true,
      });
      await later(vite);
      return [];
    },
  };
}
