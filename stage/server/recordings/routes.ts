import { dirname } from 'node:path';
import { listRuns, recordingLines } from '../../ledger/runs.ts';
import { json, type Route, refusal } from '../http.ts';
import type { Sessions } from '../sessions.ts';

interface Parts {
  readonly sessions: Pick<Sessions, 'isOperator'>;
  readonly ledgerFile: string;
}

const operatorsOnly = refusal(
  { code: 'role/operator', text: 'recordings are for operators', remedy: 'open the operator link that the terminal prints' },
  403,
);

/** What was played on this ledger: the list of performances, and one of them whole. */
export function recordingRoutes({ sessions, ledgerFile }: Parts): Record<string, Route> {
  return {
    '/api/runs': (request) =>
      sessions.isOperator(request) ? json({ folder: dirname(ledgerFile), runs: listRuns(ledgerFile) }) : operatorsOnly,
    '/api/run': (request, url) => {
      if (!sessions.isOperator(request)) return operatorsOnly;
      const asked = url.searchParams.get('run') ?? '';
      const run = Number(asked);
      const lines = /^\d{1,9}$/.test(asked) ? recordingLines(ledgerFile, run) : null;
      if (lines === null)
        return refusal(
          { code: 'run/absent', text: `there is no performance "${asked}" on this ledger`, remedy: '/api/runs lists those that there are' },
          404,
        );
      return { type: 'application/x-ndjson; charset=utf-8', headers: { 'cache-control': 'no-store' }, body: lines };
    },
  };
}
