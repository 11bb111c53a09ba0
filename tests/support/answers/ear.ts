import { z } from 'zod';
import type { Levels } from './onset.ts';

/** Of each millisecond of all that the page plays, the greatest sample of what lies above about 1 kHz: where a drop's glass is, and little else. */
const processor = `
const CHUNK = 32;
registerProcessor('ear', class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.hop = Math.round(sampleRate / 1000);
    this.pole = Math.exp((-2 * Math.PI * 1000) / sampleRate);
    this.filters = [[0, 0, 0, 0], [0, 0, 0, 0]];
    this.peak = 0;
    this.filled = 0;
    this.peaks = [];
    this.from = currentFrame;
  }
  high(filter, x) {
    // two high-pass filters of one pole, one behind the other
    filter[1] = this.pole * (filter[1] + x - filter[0]);
    filter[0] = x;
    filter[3] = this.pole * (filter[3] + filter[1] - filter[2]);
    filter[2] = filter[1];
    return filter[3];
  }
  process([input]) {
    const bornMs = Date.now();
    for (let i = 0; i < 128; i++) {
      for (let c = 0; c < 2; c++) {
        const x = input[c] === undefined ? 0 : input[c][i];
        this.peak = Math.max(this.peak, Math.abs(this.high(this.filters[c], x)));
      }
      if (++this.filled < this.hop) continue;
      this.peaks.push(this.peak);
      this.peak = 0;
      this.filled = 0;
      if (this.peaks.length < CHUNK) continue;
      this.port.postMessage({ frame: this.from, hop: this.hop, rate: sampleRate, bornMs, bornFrame: currentFrame, peaks: this.peaks });
      this.from = currentFrame + i + 1;
      this.peaks = [];
    }
    return true;
  }
});
`;

/** What the processor posts: a run of levels, and when by the machine's clock the graph was at a frame of it. */
const chunkSchema = z.object({
  frame: z.number(),
  hop: z.number(),
  rate: z.number(),
  bornMs: z.number(),
  bornFrame: z.number(),
  peaks: z.array(z.number()),
});
type Chunk = z.infer<typeof chunkSchema>;

/** What a page plays, from the moment that it is listened to. */
export interface Ear {
  /** @param seconds - of the latest past */
  levels(seconds: number): Promise<Levels>;
}

/** Chunks that are kept in the page: twelve seconds; and so many make one. */
const KEPT = 375;
const PER_S = 31.25;

const begin = `(async () => {
  const port = await window.allaPrima.listen(${JSON.stringify(`data:text/javascript,${encodeURIComponent(processor)}`)}, 'ear');
  if (!port) throw new Error('the stage page plays nothing that could be listened to');
  const heard = [];
  window.heard = heard;
  port.onmessage = ({ data }) => {
    heard.push(data);
    if (heard.length > ${KEPT}) heard.shift();
  };
})()`;

/**
 * Listens to the samples that leave a stage page's sound for the loudspeakers.
 *
 * @param run - runs a script in the page, whose content security policy must be set aside: the ear is no file of the server
 */
export async function listenTo(run: (script: string) => Promise<unknown>): Promise<Ear> {
  await run(begin);
  return {
    levels: async (seconds) => levelsOf(z.array(chunkSchema).parse(await run(`window.heard.slice(-${Math.ceil(seconds * PER_S)})`))),
  };
}

/** The graph works ahead in small heaps: what is played at a frame is never earlier than the first time that it was worked on. */
function levelsOf(chunks: readonly Chunk[]): Levels {
  const [first] = chunks;
  if (first === undefined) throw new Error('nothing was heard from the page');
  const { rate, hop } = first;
  const lags = chunks.map(({ bornMs, bornFrame }) => bornMs - (1000 * bornFrame) / rate).sort((a, b) => a - b);
  const lag = lags[Math.floor(0.9 * lags.length)] ?? 0;
  return { fromMs: lag + (1000 * first.frame) / rate, stepMs: (1000 * hop) / rate, peaks: chunks.flatMap(({ peaks }) => [...peaks]) };
}
