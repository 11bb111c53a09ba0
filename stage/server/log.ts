import { pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLine } from '../protocol/messages.ts';

const KEPT = 200;

/**
 * The show's log: one line a happening, to stderr (in colour on a terminal, JSON lines elsewhere), the last 200 kept for
 * consoles that join.
 */
export function createLog({ json, onLine }: { readonly json: boolean; readonly onLine: (line: LogLine) => void }) {
  const stream =
    process.stderr.isTTY && !json
      ? pretty({ destination: 2, ignore: 'pid,hostname', sync: true })
      : pino.destination({ dest: 2, sync: true });
  const out = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
  const lines: LogLine[] = [];
  let said = { text: '', times: 0 };
  let around = (write: () => void): void => write();
  return {
    /** whatever else is drawn on the terminal steps aside for a line */
    wrap(next: typeof around): void {
      around = next;
    },
    lines: (): readonly LogLine[] => lines,
    say(level: LogLine['level'], text: string): void {
      said = text === said.text ? { text, times: said.times + 1 } : { text, times: 1 };
      if (said.times > 3 && said.times % 100 !== 0) return;
      const line = { at: new Date().toISOString(), level, text: said.times > 3 ? `${text} (${said.times} times)` : text };
      lines.push(line);
      if (lines.length > KEPT) lines.shift();
      around(() => out[level](line.text));
      onLine(line);
    },
  };
}
export type Log = ReturnType<typeof createLog>;
