import { createServer } from 'node:http';
import { done, type Result, refused } from '../../../engine/result.ts';
import { type Addresses, answer, plainPage, protect } from '../http.ts';
import { builtPages } from '../pages-folder.ts';
import { createSessions, isOwnPage, type Sessions } from '../sessions.ts';
import { recordingRoutes } from './routes.ts';

/** A ledger that can be looked at without a show. */
export interface ViewServer {
  /** works once; it opens the replay page, and lets that browser in */
  readonly url: string;
  close(): Promise<void>;
}

interface Options {
  readonly ledgerFile: string;
  /** 0 is any free one */
  readonly port: number;
  /** what the address asks of the replay page, such as `run=3` */
  readonly query: string;
  /** further addresses, given who may use them */
  readonly more?: (sessions: Sessions) => Addresses;
}

/** Its own cookie: a show on this machine keeps its operators. */
const COOKIE = 'alla-prima-replay';

/** Serves recordings and the built pages to this machine alone, and there to whoever has the one-time address. */
export function serveView({ ledgerFile, port, query, more }: Options): Promise<Result<ViewServer>> {
  const sessions = createSessions(Date.now, COOKIE);
  const pages = builtPages();
  const further = more?.(sessions);
  const addresses: Addresses = {
    gets: {
      ...recordingRoutes({ sessions, ledgerFile }),
      ...further?.gets,
      '/open': (request, url) => {
        const cookie = isOwnPage(request, []) ? sessions.redeem(url.searchParams.get('key') ?? '') : null;
        if (cookie === null && !sessions.isOperator(request))
          return plainPage(403, 'This address has been used', 'It works once. Run the command again for another.');
        const location = `/replay${query === '' ? '' : `?${query}`}`;
        return { status: 303, headers: { location, 'cache-control': 'no-store', ...(cookie !== null && { 'set-cookie': cookie }) } };
      },
      '/': () => ({ status: 303, headers: { location: '/replay' } }),
    },
    posts: further?.posts ?? {},
  };
  const http = createServer((request, response) => {
    protect(response);
    const serve = async (): Promise<void> => {
      if (await answer(addresses, request, response)) return;
      pages(request, response, () => {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
        response.end('there is nothing at this address; /replay is the recording\n');
      });
    };
    serve().catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  return new Promise((resolve) => {
    http.once('error', (error) =>
      resolve(
        refused('port/unusable', `cannot listen on 127.0.0.1:${port}: ${error.message}`, 'choose another port, or 0 for any free one'),
      ),
    );
    http.listen(port, '127.0.0.1', () => {
      const address = http.address();
      const own = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`;
      resolve(
        done({
          url: `${own}/open?key=${sessions.key()}`,
          close: () =>
            new Promise((closed) => {
              http.close(() => closed());
              http.closeAllConnections();
            }),
        }),
      );
    });
  });
}
