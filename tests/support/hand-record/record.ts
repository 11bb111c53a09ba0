import type { BodiesSeen, FromWorker, HandsSeen, ToWorker } from '../../../stage/pages/stage/hands/worker-messages.ts';

declare global {
  interface Window {
    /**
     * Shows a film to the stage page's own tracker of hands, every frame at the time that it has in the film, however long the
     * tracker takes.
     *
     * @param film - address of a film of JPEGs, one after another
     * @param every - only each so manyeth picture is shown: films of bodies hold each for a while
     */
    recordHands(film: string, fps: number, every?: number): Promise<HandsSeen[]>;
    /** The same for the tracker of bodies. */
    recordBodies(film: string, fps: number, every: number): Promise<BodiesSeen[]>;
  }
}

const folder = '/stage/pages/stage/hands';
window.recordHands = (film, fps, every = 1) => record<HandsSeen>(`${folder}/worker.ts`, film, fps, every);
window.recordBodies = (film, fps, every) => record<BodiesSeen>(`${folder}/body-worker.ts`, film, fps, every);

async function record<S extends HandsSeen | BodiesSeen>(tracker: string, film: string, fps: number, every: number): Promise<S[]> {
  const worker = new Worker(tracker, { type: 'module' });
  const heard = () =>
    new Promise<FromWorker<S>>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(`The tracker failed: ${message}`));
    });
  const say = (message: ToWorker, moved: Transferable[] = []): void => worker.postMessage(message, moved);
  try {
    const ready = heard();
    say({ kind: 'begin', origin: location.origin, delegate: 'CPU', people: 1 });
    const first = await ready;
    if (first.kind !== 'ready') throw new Error(`The tracker did not start: ${JSON.stringify(first)}`);
    const bytes = new Uint8Array(await (await fetch(film)).arrayBuffer());
    const sightings: S[] = [];
    for (const [number, jpeg] of jpegsIn(bytes).entries()) {
      if (number % every !== 0) continue;
      const image = await createImageBitmap(jpeg);
      const answer = heard();
      say({ kind: 'frame', t: Math.round((number * 1000) / fps), image }, [image]);
      const seen = await answer;
      if (seen.kind !== 'seen') throw new Error(`The tracker gave up at frame ${number}: ${JSON.stringify(seen)}`);
      sightings.push(seen);
    }
    return sightings;
  } finally {
    worker.terminate();
  }
}

/** A JPEG ends with FF D9, which occurs nowhere within what it holds. */
function jpegsIn(bytes: Uint8Array<ArrayBuffer>): Blob[] {
  const found: Blob[] = [];
  let begin = 0;
  for (let i = 1; i < bytes.length; i++) {
    if (bytes[i - 1] !== 0xff || bytes[i] !== 0xd9) continue;
    found.push(new Blob([bytes.subarray(begin, i + 1)], { type: 'image/jpeg' }));
    begin = i + 1;
  }
  return found;
}
