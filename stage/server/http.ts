import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a route may answer with. */
export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}
export type Route = (request: IncomingMessage, url: URL) => Answer | Promise<Answer>;

/** Nothing is fetched from, sent to or framed by anybody else (FIELD.md §8: MediaPipe needs wasm and blobs). */
const CSP = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self' blob: data: ws: wss:",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

export function protect(response: ServerResponse): void {
  response.setHeader('content-security-policy', CSP);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
}

export const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  headers: { 'cache-control': 'no-store' },
  body: JSON.stringify(value),
});

/** A plain page for a person who took a wrong turn. */
export const plainPage = (status: number, title: string, text: string): Answer => ({
  status,
  type: 'text/html; charset=utf-8',
  headers: { 'cache-control': 'no-store' },
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<body style="background:#14110e;color:#f2ebdd;font:20px/1.6 serif;max-width:32em;margin:20vh auto;padding:0 1.5em"><h1 style="font-weight:400">${title}</h1><p>${text}</p><p><a style="color:inherit" href="/">alla prima</a></p></body></html>`,
});

/** Answer a request by the route of its path; GET and HEAD only. @returns false where no route knows the path */
export async function answer(
  routes: Readonly<Record<string, Route>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://host');
  const route = Object.hasOwn(routes, url.pathname) ? routes[url.pathname] : undefined;
  if (!route) return false;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    send(response, { status: 405, headers: { allow: 'GET, HEAD' }, body: 'this address answers GET only\n' });
    return true;
  }
  send(response, await route(request, url), request.method === 'HEAD');
  return true;
}

function send(
  response: ServerResponse,
  { status = 200, type = 'text/plain; charset=utf-8', headers = {}, body = '' }: Answer,
  headOnly = false,
): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.byteLength, ...headers });
  response.end(headOnly ? undefined : bytes);
}
