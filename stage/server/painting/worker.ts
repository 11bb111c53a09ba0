/** Entry of the thread that makes pictures of the painting. Built beside the server as `painting.js`. */
import { parentPort } from 'node:worker_threads';
import type { FromStudio, ToStudio } from './messages.ts';
import { createStudio, type Studio } from './studio.ts';

const port = parentPort;
if (!port) throw new Error('painting/worker: started as a program; it is a thread that the server starts');
let studio: Studio | null = null;

port.on('message', (message: ToStudio) => {
  if (message.kind === 'open') {
    studio?.dispose();
    studio = createStudio(message.setting);
    return;
  }
  if (!studio) throw new Error(`painting/worker: "${message.kind}" came before "open"`);
  if (message.kind === 'add') studio.add(message.piece);
  else if (message.kind === 'clear') studio.clear();
  else if (message.kind === 'svg') port.postMessage({ kind: 'svg', id: message.id, svg: studio.svg() } satisfies FromStudio);
  else {
    // The encoder's buffer may be larger than its picture; what is handed over must be exactly the picture.
    const png = new Uint8Array(studio.png(message.widthPx));
    port.postMessage({ kind: 'png', id: message.id, png } satisfies FromStudio, [png.buffer]);
  }
});
