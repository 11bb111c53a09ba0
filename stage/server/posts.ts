import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Input } from '../../engine/input.ts';
import { playDoors } from '../protocol/play.ts';
import { readJson } from './body.ts';
import { createBuckets } from './buckets.ts';
import { firstIssue, type Rate, STOP_RATE } from './door.ts';
import { type Answer, json, type Route, refusal } from './http.ts';
import type { Orders } from './orders.ts';
import { isOwnPage, type Sessions } from './sessions.ts';

interface Parts {
  readonly sessions: Sessions;
  readonly knownHosts: readonly string[];
  readonly orders: Pick<Orders, 'stop' | 'landed'>;
  readonly say: (input: Input) => void;
  readonly log: (level: 'info' | 'warn', text: string) => void;
  /** monotonic, ms */
  readonly now: () => number;
}

const LANDED_RATE: Rate = { perSecond: 20, burst: 60 };
const SIGNAL_RATE: Rate = { perSecond: 60, burst: 120 };
const callerName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u, 'must be a short name: letters, figures, space and ._-');
export const landedSchema = z.object({ stroke: z.string().min(1).max(60), seen: z.boolean(), by: callerName.optional() });

const foreign = {
  code: 'role/site',
  text: 'this message came from a page of another site, or named this server by a name that it does not know',
  remedy: 'use the server’s address, or start the show with --name NAME',
};
const strange = {
  code: 'role/operator',
  text: 'this is told by an operator’s program',
  remedy: 'send the cookie or the token of an operator link',
};
const tooFast = (rate: Rate) => ({
  code: 'door/too-fast',
  text: `more than ${rate.perSecond} messages a second came from this address`,
  remedy: 'send fewer',
});

/** The addresses that take a message: a stop from anybody; from an operator's program what it saw of the paint, and signals. */
export function makePosts({ sessions, knownHosts, orders, say, log, now }: Parts): Record<string, Route> {
  const stops = createBuckets(STOP_RATE);
  const from = (request: IncomingMessage): string => request.socket.remoteAddress ?? 'unknown';
  /** What an operator's program tells: its role, its pace and its shape are looked at before it is taken. */
  const told = <T>(schema: z.ZodType<T>, rate: Rate, example: string, take: (message: T) => Answer): Route => {
    const passes = createBuckets(rate);
    return async (request): Promise<Answer> => {
      if (!isOwnPage(request, knownHosts)) return refusal(foreign, 403);
      if (!sessions.isOperator(request)) return refusal(strange, 403);
      if (!passes(from(request), now())) return refusal(tooFast(rate), 429);
      const body = await readJson(request);
      if (!body.ok) return refusal(body.why, 400);
      const message = schema.safeParse(body.value);
      if (message.success) return take(message.data);
      const text = `the message was refused: ${firstIssue(message.error)}`;
      return refusal({ code: 'door/shape', text, remedy: `send ${example}` }, 400);
    };
  };
  return {
    // nothing that it may carry keeps a stop from stopping: the name is in the address, and only for the log
    '/api/stop': (request, url): Answer => {
      if (!isOwnPage(request, knownHosts)) return refusal(foreign, 403);
      if (!stops(from(request), now())) return refusal({ ...tooFast(STOP_RATE), remedy: 'the arm was stopped already' }, 429);
      const name = callerName.safeParse(url.searchParams.get('name'));
      log('warn', `a stop came by HTTP from ${from(request)}`);
      orders.stop({ place: 'program', who: name.success ? name.data : null });
      return json({ ok: true });
    },
    '/api/landed': told(landedSchema, LANDED_RATE, '{"stroke": "1-0001", "seen": true}', ({ stroke, seen, by }) => {
      const why = orders.landed(stroke, seen, by ?? null);
      return why === null ? json({ ok: true }) : refusal(why, 404);
    }),
    '/api/signals': told(playDoors.signal, SIGNAL_RATE, '{"values": [{"name": "bid/last", "value": 0.4}]}', ({ values }) => {
      for (const { name, value } of values) say({ kind: 'signal', name, value });
      return json({ ok: true });
    }),
  };
}
