import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { transformWithOxc } from 'vite';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.ts': 'text/javascript',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export interface Served {
  /** `http://127.0.0.1:port` */
  readonly address: string;
  close(): Promise<void>;
}

/** The clone's folder. */
export const root = resolve(import.meta.dirname, '../..');

/**
 * Packages that a served module may import by name. An import map does not reach into a worker, so that the name is
 * replaced by the address where it is served.
 */
const packages: Record<string, string> = { '@mediapipe/tasks-vision': '/node_modules/@mediapipe/tasks-vision/vision_bundle.mjs' };

/**
 * Serves a folder to this machine on a free port, TypeScript as JavaScript: enough for a page that a test opens. What
 * the folder lacks is looked for in its `public/`, as the built stage would serve it.
 *
 * @param folder - nothing outside it is served
 */
export async function serve(folder = root): Promise<Served> {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    try {
      if (!file.startsWith(folder + sep)) throw new Error('outside');
      const body = await readFile(file).catch(() => readFile(join(folder, 'public', path)));
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
      response.end(extname(file) === '.ts' ? await javascript(body.toString(), file) : body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('The server has no port.');
  return {
    address: `http://127.0.0.1:${at.port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function javascript(source: string, file: string): Promise<string> {
  let { code } = await transformWithOxc(source, file);
  for (const [name, address] of Object.entries(packages)) code = code.replaceAll(`from "${name}"`, `from "${address}"`);
  return code;
}
