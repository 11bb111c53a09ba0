import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { done, type Result, refused } from '../../engine/result.ts';
import { addresses } from './addresses.ts';
import { protect } from './http.ts';
import type { ShowOptions } from './options.ts';
import { builtPages } from './pages-folder.ts';
import { createSessions } from './sessions.ts';
import { openShow, type RunningShow } from './show.ts';
import { openRooms } from './sockets.ts';

/** A show that is playing, and where. */
export interface Served {
  readonly show: RunningShow;
  readonly port: number;
  readonly own: string;
  readonly visit: string | null;
  operatorUrl(): string;
  /** told whenever the operator's link was used and another is valid */
  onNextLink(listener: (url: string) => void): void;
  close(): Promise<void>;
}

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Serve a show with the pages that were built beside this file. */
export async function serveShow(options: ShowOptions): Promise<Result<Served>> {
  const now = () => performance.now();
  const pages = builtPages();
  let show: RunningShow | null = null;
  const http = createServer((request, response) => {
    protect(response);
    const serve = async () => {
      if (show && (await show.handle(request, response))) return;
      pages(request, response, () => {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
        response.end('there is nothing at this address; / says what is running\n');
      });
    };
    serve().catch((error: unknown) => {
      show?.log.say('error', `${request.method} ${request.url}: ${error instanceof Error ? error.message : error}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const listening = await listen(http, options);
  if (!listening.ok) return listening;
  const port = listening.value;
  const { own, visit } = addresses(options.host, port);
  const sessions = createSessions(Date.now);
  const operatorUrl = () => `${own}/operator?key=${sessions.key()}`;
  let nextLink: (url: string) => void = () => {};
  const rooms = openRooms(http, {
    sessions,
    knownHosts: options.names,
    now,
    onTooLarge: (from) =>
      show?.log.say(
        'warn',
        `a message over 16 KB from ${from} was refused and its connection closed; our pages send less: reload the page`,
      ),
  });
  const opened = await openShow(options, {
    rooms,
    sessions,
    visitUrl: visit,
    ownUrl: own,
    armProgram: beside('./arm.js'),
    paintingProgram: beside('./painting.js'),
    now,
    onRedeemed: () => nextLink(operatorUrl()),
  });
  if (!opened.ok) {
    await rooms.io.close();
    return opened;
  }
  show = opened.value;
  return done({
    show: opened.value,
    port,
    own,
    visit,
    operatorUrl,
    onNextLink: (listener) => {
      nextLink = listener;
    },
    close: async () => {
      await opened.value.close();
      http.closeIdleConnections();
      await rooms.io.close();
    },
  });
}

function listen(http: Server, { host, port }: ShowOptions): Promise<Result<number>> {
  return new Promise((resolve) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        resolve(
          refused(
            'port/in-use',
            `port ${port} on ${host} is in use by another program`,
            `stop that program, or choose another port: --port ${port + 1}`,
          ),
        );
      else if (error.code === 'EACCES')
        resolve(refused('port/denied', `port ${port} may not be used without privileges`, 'choose a port above 1023, such as --port 4400'));
      else resolve(refused('port/unusable', `cannot listen on ${host}:${port}: ${error.message}`, 'check --host and --port'));
    });
    http.listen(port, host, () => {
      const address = http.address();
      resolve(done(typeof address === 'object' && address ? address.port : port));
    });
  });
}
