/**
 * `npm run dev [-- --port 4400]`: the show with pages, scenes and server reloaded as they are edited.
 *
 * The arm runs in a process of its own, from the bundle for Node, which is built here once.
 */
import { parseArgs } from 'node:util';
import { ready } from './lib/ready.mjs';
import { inRoot } from './lib/root.mjs';
import { giveUp, Hitch } from './lib/say.mjs';

try {
  const port = askedPort();
  await ready({ bundles: ['ssr'] });
  const { createServer } = await import('vite');
  const server = await createServer({ configFile: inRoot('vite.config.ts'), server: { port, strictPort: true } });
  await server.listen().catch((error) => {
    throw error.message.includes('already in use') ? new Hitch(error.message, 'Name another: npm run dev -- --port 4401') : error;
  });
  server.printUrls();
  // closing tells the show to end, and it ends the arm's process
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close().finally(() => process.exit()));
} catch (error) {
  giveUp(error);
}

/** @returns {number} */
function askedPort() {
  const { values } = parseArgs({ options: { port: { type: 'string', default: process.env.PORT ?? '4400' } } });
  const port = Number(values.port);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Hitch(`The port is "${values.port}".`, 'Give a whole number from 0 to 65535: npm run dev -- --port 4400');
}
