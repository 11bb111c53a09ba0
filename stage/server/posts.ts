import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
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
  readonly log: (level: 'info' | 'warn', text: string) => void;
  /** monotonic, ms */
  readonly now: () => number;
}

const LANDED_RATE: Rate = { perSecond: 20, burst: 60 };
const callerName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u, 'must be a short name: letters, figures, space and ._-');
export const landedSchema = z.object({ stroke: z.string().min(1).max(60), seen: z.boolean(), by: callerName.optional() });

const foreign = {
  code: 'role/site',
  text: 'this message came from a page of another site, or named this server by a name that it does not know',
  remedy: 'use the server’s address, or start the show with --name NAME',
};
const tooFast = (rate: Rate) => ({
  code: 'door/too-fast',
  text: `more than ${rate.perSecond} messages a second came from this address`,
  remedy: 'send fewer',
});

/** The addresses that take a message: a stop from anybody, and what a camera or a load cell saw of the paint. */
export function makePosts({ sessions, knownHosts, orders, log, now }: Parts): Record<string, Route> {
  const stops = createBuckets(STOP_RATE);
  const landings = createBuckets(LANDED_RATE);
  const from = (request: IncomingMessage): string => request.socket.remoteAddress ?? 'unknown';
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
    '/api/landed': async (request): Promise<Answer> => {
      if (!isOwnPage(request, knownHosts)) return refusal(foreign, 403);
      if (!sessions.isOperator(request))
        return refusal(
          {
            code: 'role/operator',
            text: 'what landed is told by an operator’s program',
            remedy: 'send the cookie or the token of an operator link',
          },
          403,
        );
      if (!landings(from(request), now())) return refusal(tooFast(LANDED_RATE), 429);
      const body = await readJson(request);
      if (!body.ok) return refusal(body.why, 400);
      const message = landedSchema.safeParse(body.value);
      if (!message.success)
        return refusal(
          {
            code: 'door/shape',
            text: `the message was refused: ${firstIssue(message.error)}`,
            remedy: 'send {"stroke": "1-0001", "seen": true}',
          },
          400,
        );
      const why = orders.landed(message.data.stroke, message.data.seen, message.data.by ?? null);
      return why === null ? json({ ok: true }) : refusal(why, 404);
    },
  };
}
