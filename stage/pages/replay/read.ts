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

/** The performances that can be looked at. */
export async function askForRuns(): Promise<Result<Runs>> {
  const answer = await fetch('/api/runs');
  if (!answer.ok) return { ok: false, why: await whyOf(answer) };
  const runs = runsSchema.safeParse(await answer.json());
  return runs.success ? done(runs.data) : another('the list of performances is of another version');
}

/** @param onPart - told now and then how much has come, 0..1 */
export async function readRun(run: number, onPart: (share: number) => void): Promise<Result<Recording>> {
  const answer = await fetch(`/api/run?run=${run}`);
  if (!answer.ok || answer.body === null) return { ok: false, why: await whyOf(answer) };
  return readRecording(linesOf(answer.body.pipeThrough(new TextDecoderStream())), onPart);
}

/** @param lines - the head, then an input each */
export async function readRecording(lines: AsyncIterable<string>, onPart: (share: number) => void): Promise<Result<Recording>> {
  let head: RunHead | null = null;
  const inputs: StampedInput[] = [];
  for await (const line of lines) {
    const value: unknown = JSON.parse(line);
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

/** Text in pieces, cut at its line ends. */
export async function* linesOf(pieces: ReadableStream<string>): AsyncGenerator<string> {
  const reader = pieces.getReader();
  let rest = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
