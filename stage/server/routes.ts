import { generate } from 'lean-qr';
import { toSvgSource } from 'lean-qr/extras/svg';
import type { Result } from '../../engine/result.ts';
import type { Ledger } from '../ledger/store.ts';
import type { MachineView } from '../protocol/machine-view.ts';
import type { Hello, PaintingView } from '../protocol/messages.ts';
import { type Answer, json, plainPage, type Route } from './http.ts';
import type { Painting } from './painting/painting.ts';
import { isOwnPage, type Sessions } from './sessions.ts';

export interface Answers {
  readonly sessions: Sessions;
  readonly ledger: Ledger;
  readonly painting: Painting;
  readonly knownHosts: readonly string[];
  health(): unknown;
  hello(): Hello;
  machineView(): MachineView;
  paintingView(): PaintingView;
  /** a link was used: tell the terminal the next one */
  onRedeemed(): void;
}

const LEDGER_PAGE = 500;

const picture = (type: string, made: Result<string | Uint8Array>): Answer =>
  made.ok ? { type, headers: { 'cache-control': 'no-store' }, body: made.value } : json(made.why, 400);

/** Every address that answers GET, besides the pages themselves. */
export function makeRoutes(from: Answers): Record<string, Route> {
  return {
    '/health': () => json(from.health()),
    '/api/show': (request) => json({ ...from.hello(), operator: from.sessions.isOperator(request) }),
    '/api/machine': () => json(from.machineView()),
    '/api/painting.json': () => json(from.paintingView()),
    '/api/painting.svg': async () => picture('image/svg+xml', await from.painting.svg()),
    '/api/painting.png': async (_request, url) => {
      const width = url.searchParams.get('width');
      const px = width === null ? undefined : Number(width);
      return picture('image/png', await from.painting.png(px));
    },
    '/api/ledger': (request, url) => {
      if (!from.sessions.isOperator(request))
        return json(
          { code: 'role/operator', text: 'the ledger is for operators', remedy: 'open the operator link that the terminal prints' },
          403,
        );
      const after = Number(url.searchParams.get('after') ?? 0);
      if (!Number.isInteger(after) || after < 0)
        return json(
          {
            code: 'ledger/after',
            text: `after is "${url.searchParams.get('after')}"`,
            remedy: 'give the seq of the last entry that you have',
          },
          400,
        );
      return json({ head: from.ledger.head(), entries: [...from.ledger.read({ after, limit: LEDGER_PAGE })] });
    },
    '/join.svg': () => {
      const { visitUrl } = from.hello();
      if (visitUrl === null)
        return json({ code: 'visit/closed', text: 'no phone can reach this server', remedy: 'start it with --host 0.0.0.0' }, 404);
      return { type: 'image/svg+xml', body: toSvgSource(generate(visitUrl), { on: '#14110e', off: '#f2ebdd', xmlDeclaration: true }) };
    },
    '/operator': (request, url) => {
      const cookie = isOwnPage(request, from.knownHosts) ? from.sessions.redeem(url.searchParams.get('key') ?? '') : null;
      if (cookie === null) {
        if (from.sessions.isOperator(request)) return { status: 303, headers: { location: '/console' } };
        return plainPage(
          403,
          'This link has been used',
          'Each operator link works once. The terminal that runs the show prints the next one.',
        );
      }
      from.onRedeemed();
      return { status: 303, headers: { 'set-cookie': cookie, location: '/', 'cache-control': 'no-store' } };
    },
  };
}
