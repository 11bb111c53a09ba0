import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createSessions, isLocal, isOwnPage } from '../../../stage/server/sessions.ts';

const request = (headers: Record<string, string>, remoteAddress = '192.0.2.7') =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;

describe('the operator link', () => {
  it('works once, then the next one works', () => {
    const sessions = createSessions(() => 0);
    const first = sessions.key();
    const cookie = sessions.redeem(first);
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(sessions.redeem(first)).toBeNull();
    expect(sessions.redeem(sessions.key())).not.toBeNull();
  });

  it('makes an operator of the browser that holds its cookie, for sixteen hours', () => {
    let now = 0;
    const sessions = createSessions(() => now);
    const cookie = sessions.redeem(sessions.key())?.split(';')[0] ?? '';
    expect(sessions.isOperator(request({ cookie: `other=1; ${cookie}` }))).toBe(true);
    expect(sessions.isOperator(request({ cookie: `${cookie}x` }))).toBe(false);
    expect(sessions.isOperator(request({}))).toBe(false);
    now = 17 * 3600 * 1000;
    expect(sessions.isOperator(request({ cookie }))).toBe(false);
  });
});

describe('who may connect', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => expect(isLocal(request({}, address))).toBe(true));
  it.each(['192.0.2.7', '::ffff:192.0.2.7', '12.7.0.0', ''])('%s is not', (address) => expect(isLocal(request({}, address))).toBe(false));

  it.each([
    ['its own page', { host: '192.0.2.1:4400', origin: 'http://192.0.2.1:4400' }, true],
    ['a program without an origin', { host: 'localhost:4400' }, true],
    ['a name on the local network', { host: 'stage.local:4400', origin: 'http://stage.local:4400' }, true],
    ['a listed name', { host: 'show.example.org', origin: 'http://show.example.org' }, true],
    ['a page of another site', { host: '127.0.0.1:4400', origin: 'http://evil.example' }, false],
    ['a name of somebody else that leads here', { host: 'evil.example:4400', origin: 'http://evil.example:4400' }, false],
    ['an opaque origin', { host: '127.0.0.1:4400', origin: 'null' }, false],
    ['another port of the same machine', { host: '127.0.0.1:4400', origin: 'http://127.0.0.1:9999' }, false],
  ])('%s', (_who, headers, may) => expect(isOwnPage(request(headers), ['show.example.org'])).toBe(may));
});
