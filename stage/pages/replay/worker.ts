import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { createMarks } from '../../../engine/replay/marks.ts';
import { createReel, type Reel } from '../../../engine/replay/reel.ts';
import { strokeLine } from '../../../engine/replay.ts';
import { createShow, HZ, type Show, type Stepped } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import { type WholeFrame, wholeFrame } from '../../protocol/frames.ts';
import { readRun } from './read.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** The engine itself, beside the page: it goes through a recorded performance once, then plays any stretch of it. */
let show: Show | null = null;
let reel: Reel | null = null;
/** where the last stretch ended: the next one mostly begins there */
let going: { at: number; readonly steps: Generator<Stepped> } | null = null;

const say = (message: FromWorker): void => globalThis.postMessage(message);
const fail = (code: string, text: string, remedy: string): void => say({ kind: 'failed', why: { code, text, remedy } });
const encoder = new TextEncoder();
const turn = (): Promise<void> => new Promise((go) => setTimeout(go, 0));
/** Told so often how far it is: half a minute of the show. */
const TELL_STEPS = 30 * HZ;

async function open(run: number): Promise<void> {
  const read = await readRun(run, (share) => say({ kind: 'at', what: 'reading', share }));
  if (!read.ok) return say({ kind: 'failed', why: read.why });
  const { head, inputs } = read.value;
  const unknown = head.programme.cues.find((cue) => !scenes.some((scene) => scene.id === cue.scene));
  if (unknown)
    return fail(
      'recording/no-scene',
      `it used the scene "${unknown.scene}", which this version does not have`,
      'replay it with the version that recorded it',
    );
  show = createShow(head.programme, scenes);
  reel = createReel(show, run, inputs, head.steps);
  const marks = createMarks(show, show.begin(run));
  const digest = sha256.create();
  for (const stepped of reel.survey()) {
    marks.note(stepped);
    for (const stroke of stepped.strokes) digest.update(encoder.encode(`${strokeLine(stroke)}\n`));
    if (stepped.state.step % TELL_STEPS !== 0) continue;
    say({ kind: 'at', what: 'replaying', share: stepped.state.step / head.steps });
    await turn();
  }
  say({ kind: 'opened', opened: { head, marks: marks.marks(), digest: bytesToHex(digest.digest()) } });
}

function play(from: number, to: number): WholeFrame[] {
  if (show === null || reel === null) return [];
  if (going === null || going.at !== from) going = { at: from, steps: reel.play(from, reel.lastStep) };
  const frames: WholeFrame[] = [];
  while (going.at < to) {
    const next = going.steps.next();
    if (next.done) break;
    going.at = next.value.state.step;
    frames.push(wholeFrame(show, next.value));
  }
  return frames;
}

globalThis.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'play') return say({ kind: 'played', id: data.id, frames: play(data.from, data.to) });
  open(data.run).catch((error: unknown) => fail('recording/broken', String(error).slice(0, 300), 'reload the page'));
});
