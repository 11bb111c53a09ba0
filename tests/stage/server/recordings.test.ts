import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createReel } from '../../../engine/replay/reel.ts';
import { createShow } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import { strokesDigest } from '../../../stage/ledger/digest.ts';
import { listRuns, recordingLines } from '../../../stage/ledger/runs.ts';
import { askForRuns, linesOf, readRecording, readRun } from '../../../stage/pages/replay/read.ts';
import { recordingRoutes } from '../../../stage/server/recordings/routes.ts';
import { HALF_A_MINUTE } from '../../support/recorded.ts';
import { recordShow } from '../../support/recorded-show.ts';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-recordings-'));
  file = recordShow(folder);
  recordShow(folder, { steps: 700, ends: false });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pieces = (run: number) => recordingLines(file, run) ?? Promise.reject(new Error(`no run ${run}`));
async function stream(run: number): Promise<ReadableStream<string>> {
  const text = await pieces(run);
  return new ReadableStream({
    async pull(into) {
      const piece = await text.next();
      if (piece.done) into.close();
      else into.enqueue(piece.value);
    },
  });
}
async function read(run: number) {
  const lines = linesOf(await stream(run));
  const recording = await readRecording(lines, () => {});
  if (!recording.ok) throw new Error(recording.why.text);
  return recording.value;
}

describe('the recordings of a ledger', () => {
  it('are listed with when they began, how far they went, and how much happened', () => {
    const [first, second, ...more] = listRuns(file);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ run: 1, title: 'Hush', began: '2026-11-22T20:30:00.000Z', steps: HALF_A_MINUTE });
    expect(first?.inputs).toBeGreaterThan(400);
    expect(first?.strokes).toBeGreaterThan(0);
    // ten-second marks and inputs witness how far one went that was cut off
    expect(second).toMatchObject({ run: 2, steps: 700 });
  });

  it('come whole, and replay in a page to the strokes that were recorded', async () => {
    const { head, inputs } = await read(1);
    expect(inputs).toHaveLength(head.inputs);
    const digest = strokesDigest();
    for (const { strokes } of createReel(createShow(head.programme, scenes), head.run, inputs, head.steps).survey())
      for (const stroke of strokes) digest.add(stroke);
    expect(digest.hex()).toBe(head.digest);
  });

  it('are each their own: nothing of the one is in the other', async () => {
    const { head, inputs } = await read(2);
    expect(head.steps).toBe(700);
    expect(inputs.at(-1)?.step).toBe(700);
    expect(inputs).toHaveLength(head.inputs);
  });

  it('are refused where they were cut on their way', async () => {
    const cut = async function* () {
      const lines = linesOf(await stream(1));
      let n = 0;
      for await (const line of lines) if (n++ < 100) yield line;
    };
    expect(await readRecording(cut(), () => {})).toMatchObject({ ok: false, why: { code: 'recording/cut' } });
  });
});

describe('the addresses of recordings', () => {
  const asking = (operator: boolean, url: string) => {
    const routes = recordingRoutes({ sessions: { isOperator: () => operator }, ledgerFile: file });
    const at = new URL(url, 'http://127.0.0.1');
    return routes[at.pathname]?.({} as IncomingMessage, at);
  };

  it('are for operators', async () => {
    expect(await asking(false, '/api/runs')).toMatchObject({ status: 403 });
    expect(await asking(false, '/api/run?run=1')).toMatchObject({ status: 403 });
    expect(await asking(true, '/api/runs')).toMatchObject({ status: 200 });
  });

  it.each(['', '0', '3', '-1', '1e0', '1;DROP'])('know no performance "%s", and say so', async (run) => {
    expect(await asking(true, `/api/run?run=${encodeURIComponent(run)}`)).toMatchObject({ status: 404 });
  });
});

describe('a page that reads a recording', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is told in words that the server is gone, before it answers or while it does', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await askForRuns()).toMatchObject({ ok: false, why: { code: 'recording/gone', text: /does not answer/ } });
    const cut = new ReadableStream({
      pull: (into) => into.error(new TypeError('network error')),
    });
    vi.stubGlobal('fetch', async () => new Response(cut));
    expect(await readRun(1, () => {})).toMatchObject({ ok: false, why: { code: 'recording/gone', text: /network error/ } });
  });

  it('gives up a server that is silent for a minute, and waits for one that goes on', async () => {
    vi.useFakeTimers();
    vi.stubGlobal(
      'fetch',
      (_path: string, { signal }: { signal: AbortSignal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const asked = askForRuns();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await asked).toMatchObject({ ok: false, why: { code: 'recording/gone', text: 'the server is silent' } });
  });

  it('says that a line is damaged, and does not blame the server', async () => {
    const damaged = async function* () {
      yield JSON.stringify((await read(2)).head);
      yield '[12,{"kind":"go",}]';
    };
    expect(await readRecording(damaged(), () => {})).toMatchObject({ ok: false, why: { code: 'recording/cut', text: /line 2/ } });
  });
});
