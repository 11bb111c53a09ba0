import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Browsers know a cookie by its host, not by its port: servers of another kind on one machine need a name of their own. */
const COOKIE = 'alla-prima-operator';
/** A saleroom evening and its rehearsal. */
const LIFE_S = 16 * 3600;

const same = (a: string, b: string): boolean => {
  const x = Buffer.from(a);
  const y = Buffer.from(b);
  return x.length === y.length && timingSafeEqual(x, y);
};

/** Operators by one-time link: a link works once, then the next is minted; the browser keeps an HttpOnly cookie. */
export function createSessions(now: () => number, cookie = COOKIE) {
  let key = randomBytes(18).toString('base64url');
  const sessions = new Map<string, number>();
  /** a browser sends its cookie; another program may send the same token as a bearer's */
  const tokenOf = ({ headers }: IncomingMessage): string | undefined =>
    /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ??
    headers.cookie
      ?.split(';')
      .map((pair) => pair.trim().split('='))
      .find(([name]) => name === cookie)?.[1];
  return {
    /** key of the link that works next */
    key: () => key,
    /** @returns the Set-Cookie header for a right key, else null; a right key is used up */
    redeem(offered: string): string | null {
      if (!same(offered, key)) return null;
      key = randomBytes(18).toString('base64url');
      const token = randomBytes(24).toString('base64url');
      sessions.set(token, now() + LIFE_S * 1000);
      return `${cookie}=${token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${LIFE_S}`;
    },
    isOperator(request: IncomingMessage): boolean {
      const token = tokenOf(request);
      const until = token === undefined ? undefined : sessions.get(token);
      return until !== undefined && until > now();
    },
  };
}
export type Sessions = ReturnType<typeof createSessions>;

/** @returns whether the connection comes from this machine itself */
export function isLocal(request: IncomingMessage): boolean {
  const from = request.socket.remoteAddress ?? '';
  return from === '::1' || from.startsWith('127.') || from.startsWith('::ffff:127.');
}

/**
 * Whether a request names this server as itself, so that a page of another site cannot reach it through a visitor's
 * browser (cross-site sockets, DNS rebinding): the Host is an address, `localhost`, a `.local` or single-label name, or
 * one that the operator listed, and the Origin, where there is one, is that same host.
 */
export function isOwnPage(request: IncomingMessage, knownHosts: readonly string[]): boolean {
  const host = request.headers.host ?? '';
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const address = /^(\d{1,3}\.){3}\d{1,3}$/.test(name) || /^\[[0-9a-f:.]+\]$/.test(name);
  if (!address && name.includes('.') && !name.endsWith('.local') && !knownHosts.includes(name)) return false;
  const { origin } = request.headers;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
