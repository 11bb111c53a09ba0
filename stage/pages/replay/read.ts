import type { StampedInput } from '../../../engine/replay.ts';
import { done, type Refusal, type Result, refused } from '../../../engine/result.ts';
import { inputLineSchema, type RunHead, type Runs, runHeadSchema, runsSchema } from '../../protocol/recording.ts';

/** A performance as it was recorded. */
export interface Recording {
  readonly head: RunHead;
  /** ascending by step */
  readonly inputs: readonly StampedInput[];
}

const another = (what: string) =>
  refused('recording/another', `the recording cannot be read: ${what}`, 'replay it with the version that recorded it');

/** @returns why a server did not answer, in its own words where it has some */
async function whyOf(answer: Response): Promise<Refusal> {
  const said: unknown = await answer.json().catch(() => null);
  const has = (key: string): string | null =>
    typeof said === 'object' && said !== null && key in said ? String(Object.entries(said).find(([name]) => name === key)?.[1]) : null;
  return {
    code: has('code') ?? 'recording/absent',
    text: has('text') ?? `the server answered ${answer.status}`,
    remedy: has('remedy') ?? 'reload the page',
  };
}

/** A server that says nothing for so long is gone, or its line is, ms. */
const LOST_MS = 60_000;

/**
 * Asks the server, who may be gone before it answers, or while it does.
 *
 * @param read - told of an answer, and given what to call whenever some more of it has come
 */
async function ask<T>(path: string, read: (answer: Response, heard: () => void) => Promise<Result<T>>): Promise<Result<T>> {
  const lost = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => lost.abort(), LOST_MS);
  };
  heard();
  try {
    const answer = await fetch(path, { signal: lost.signal });
    return answer.ok ? await read(answer, heard) : { ok: false, why: await whyOf(answer) };
  } catch (error) {
    const why = lost.signal.aborted ? 'is silent' : `does not answer (${error instanceof Error ? error.message : error})`;
    return refused('recording/gone', `the server ${why}`, 'see whether it still runs, then reload the page');
  } finally {
    clearTimeout(timer);
  }
}

/** The performances that can be looked at. */
export const askForRuns = (): Promise<Result<Runs>> =>
  ask('/api/runs', async (answer) => {
    const runs = runsSchema.safeParse(await answer.json());
    return runs.success ? done(runs.data) : another('the list of performances is of another version');
  });

/** @param onPart - told now and then how much has come, 0..1 */
export const readRun = (run: number, onPart: (share: number) => void): Promise<Result<Recording>> =>
  ask(`/api/run?run=${run}`, async (answer, heard) => {
    if (answer.body === null) return refused('recording/cut', 'nothing came', 'reload the page');
    const pieces = answer.body.pipeThrough(new TextDecoderStream());
    return readRecording(linesOf(pieces, heard), onPart);
  });

/** @param lines - the head, then an input each */
export async function readRecording(lines: AsyncIterable<string>, onPart: (share: number) => void): Promise<Result<Recording>> {
  let head: RunHead | null = null;
  const inputs: StampedInput[] = [];
  for await (const line of lines) {
    const value = jsonOf(line);
    if (value === undefined)
      return refused('recording/cut', `its line ${inputs.length + 2} is damaged or was cut`, 'reload the page; replay names the entry');
    if (head === null) {
      const read = runHeadSchema.safeParse(value);
      if (!read.success) return another('its beginning is of another version');
      head = read.data;
      continue;
    }
    const read = inputLineSchema.safeParse(value);
    if (!read.success) return another(`its input ${inputs.length + 1} is of another version`);
    const [step, input] = read.data;
    inputs.push({ step, input });
    if (inputs.length % 2000 === 0) onPart(inputs.length / head.inputs);
  }
  if (head === null || inputs.length !== head.inputs)
    return refused('recording/cut', `only ${inputs.length} of ${head?.inputs ?? 'its'} inputs came`, 'reload the page');
  return done({ head, inputs });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Text in pieces, cut at its line ends. @param heard - told of every piece */
export async function* linesOf(pieces: ReadableStream<string>, heard = (): void => {}): AsyncGenerator<string> {
  const reader = pieces.getReader();
  let rest = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    heard();
    const lines = (rest + piece.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
