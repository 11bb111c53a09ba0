import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Refusal } from '../../engine/result.ts';

/** What a route may answer with. */
export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** pieces of text are sent as they come */
  readonly body?: string | Uint8Array | AsyncGenerator<string>;
}
/** What answers at an address, by method. */
export interface Addresses {
  readonly gets: Readonly<Record<string, Route>>;
  readonly posts: Readonly<Record<string, Route>>;
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

/** @returns what was refused, as JSON; 429 asks for patience, 403 for another role */
export const refusal = ({ code, text, remedy }: Refusal, status: number): Answer => json({ code, text, remedy }, status);

const routeOf = (routes: Readonly<Record<string, Route>>, path: string): Route | undefined =>
  Object.hasOwn(routes, path) ? routes[path] : undefined;

/** Answer a request by the route of its path and method. @returns false where no route knows the path */
export async function answer({ gets, posts }: Addresses, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://host');
  const get = routeOf(gets, url.pathname);
  const post = routeOf(posts, url.pathname);
  if (!get && !post) return false;
  const headOnly = request.method === 'HEAD';
  const route = request.method === 'POST' ? post : request.method === 'GET' || headOnly ? get : undefined;
  if (route) await send(response, await route(request, url), headOnly);
  else {
    const allow = [...(get ? ['GET', 'HEAD'] : []), ...(post ? ['POST'] : [])].join(', ');
    await send(response, { status: 405, headers: { allow }, body: `this address answers ${allow} only\n` });
  }
  return true;
}

async function send(
  response: ServerResponse,
  { status = 200, type = 'text/plain; charset=utf-8', headers = {}, body = '' }: Answer,
  headOnly = false,
): Promise<void> {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    response.writeHead(status, { 'content-type': type, ...headers });
    if (!headOnly) return sendPieces(response, body);
    response.end();
    await body.return(undefined);
    return;
  }
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.byteLength, ...headers });
  response.end(headOnly ? undefined : bytes);
}

/** Whoever goes away before the end is no error: what is read for them is closed. */
async function sendPieces(response: ServerResponse, body: AsyncGenerator<string>): Promise<void> {
  try {
    await pipeline(Readable.from(body), response);
  } catch (error) {
    if (!response.destroyed) throw error;
  }
}
