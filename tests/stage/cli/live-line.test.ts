import { describe, expect, it } from 'vitest';
import { createLiveLine } from '../../../stage/cli/live-line.ts';

function open(terminal: { isTTY?: boolean; columns?: number }) {
  let written = '';
  const write = (text: string): void => {
    written += text;
  };
  return { line: createLiveLine({ ...terminal, write }), write, written: () => written };
}
const CLEAR = '\r\x1b[K';

describe('the live line', () => {
  it('keeps its place at the foot while other lines scroll by above it', () => {
    const { line, write, written } = open({ isTTY: true, columns: 80 });
    line.show('ready');
    line.show('ready');
    line.aside(() => write('a log line\n'));
    line.end();
    line.show('too late');
    expect(written()).toBe(`${CLEAR}ready${CLEAR}a log line\n${CLEAR}ready${CLEAR}`);
  });

  it('is never longer than the terminal is wide', () => {
    const { line, written } = open({ isTTY: true, columns: 10 });
    line.show('painting 12 of 40');
    expect(written()).toBe(`${CLEAR}painting `);
  });

  it('is not there where there is no terminal, and lets other lines through', () => {
    const { line, write, written } = open({});
    line.show('ready');
    line.aside(() => write('a log line\n'));
    line.end();
    expect(written()).toBe('a log line\n');
  });
});
