import type { IncomingMessage } from 'node:http';
import { done, type Result, refused } from '../../engine/result.ts';

/** Bytes that a message to the server may have. */
const LARGEST = 16_384;

/** Reads a request's body as JSON. @param largest - bytes @returns what it holds, or why it was not taken */
export async function readJson(request: IncomingMessage, largest = LARGEST): Promise<Result<unknown>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = Buffer.from(chunk);
    bytes += piece.byteLength;
    if (bytes > largest) return refused('body/too-large', `the message is larger than ${largest} bytes`, 'send less');
    chunks.push(piece);
  }
  try {
    return done(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch {
    return refused('body/not-json', 'the message is not JSON', 'send a JSON object, as the README shows');
  }
}
