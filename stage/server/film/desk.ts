import { createWriteStream, mkdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { done, type Refusal, type Result, refused } from '../../../engine/result.ts';
import { type FilmJob, type FilmWord, filmWordSchema, SOUND_BYTES, soundSamples } from '../../protocol/film.ts';
import { readJson } from '../body.ts';
import { firstIssue } from '../door.ts';
import { type Addresses, type Answer, json, refusal } from '../http.ts';
import { isOwnPage, type Sessions } from '../sessions.ts';

/** What the page that draws has told. */
export interface FilmEars {
  onFrame(n: number): void;
  onWord(word: FilmWord): void;
  /** something is still coming */
  onBytes(): void;
  /** what it brought was not taken, and so no film comes of it */
  onRefusal(why: Refusal): void;
}

const strange = refusal(
  { code: 'role/film', text: 'frames come from the page that draws the film', remedy: 'open the address that the terminal prints' },
  403,
);
const ok = (): Answer => json({ ok: true });
/** A PNG of noise is hardly larger than its pixels. */
const mostBytes = ({ width, height }: FilmJob): number => width * height * 4 + height + (1 << 16);
const WAV_HEAD = 44;

/** The name of a frame's file, from 1. */
export const frameName = (n: number): string => `${String(n).padStart(6, '0')}.png`;

/**
 * Where the page that draws a film brings it: each frame once, in order and of the right size, then the sound, of exactly the
 * right length, and then that it is done. A frame that lies there already is another film's, and stays.
 *
 * @param folder - where the film is put
 */
export function filmDesk(job: FilmJob, folder: string, sessions: Pick<Sessions, 'isOperator'>, ears: FilmEars): Addresses {
  const frames = join(folder, 'frames');
  mkdirSync(frames, { recursive: true });
  let drawn = 0;
  let sounds = false;
  const refuse = ({ why }: { readonly why: Refusal }): Answer => {
    ears.onRefusal(why);
    return refusal(why, 400);
  };
  const known = (request: IncomingMessage): boolean => isOwnPage(request, []) && sessions.isOperator(request);
  return {
    gets: { '/film/job': (request) => (known(request) ? json(job) : strange) },
    posts: {
      '/film/frame': async (request, url) => {
        if (!known(request)) return strange;
        const n = Number(url.searchParams.get('n'));
        if (n !== drawn + 1 || n > job.frames)
          return refuse(
            refused(
              'film/order',
              `frame ${url.searchParams.get('n')} came where ${drawn + 1} of ${job.frames} was due`,
              'begin the film anew',
            ),
          );
        const png = await readBytes(request, mostBytes(job));
        if (!png.ok) return refuse(png);
        const size = pngSize(png.value);
        if (size === null || size.width !== job.width || size.height !== job.height)
          return refuse(
            refused(
              'film/size',
              `frame ${n} is ${size === null ? 'no PNG' : `${size.width}x${size.height}`}`,
              `send PNGs of ${job.width}x${job.height}`,
            ),
          );
        const file = join(frames, frameName(n));
        try {
          await writeFile(file, png.value, { flag: 'wx' });
        } catch (error) {
          const why = unwritten(file, error);
          if (why.why.code !== ANOTHER) await rm(file, { force: true });
          return refuse(why);
        }
        drawn = n;
        ears.onFrame(n);
        return ok();
      },
      '/film/sound': async (request) => {
        if (!known(request)) return strange;
        const bytes = WAV_HEAD + soundSamples(job) * SOUND_BYTES;
        const kept = await keepBytes(request, join(folder, 'sound.wav'), bytes, ears.onBytes);
        sounds = kept.ok;
        return kept.ok ? ok() : refuse(kept);
      },
      '/film/tell': async (request) => {
        if (!known(request)) return strange;
        const body = await readJson(request, 1 << 20);
        if (!body.ok) return refuse(body);
        const word = filmWordSchema.safeParse(body.value);
        if (!word.success) return refuse(refused('door/shape', `the word was refused: ${firstIssue(word.error)}`, 'reload the page'));
        if (word.data.kind === 'done' && !(sounds && drawn === job.frames))
          return refuse(
            refused('film/short', `the page says that it is done after ${drawn} of ${job.frames} frames`, 'begin the film anew'),
          );
        ears.onWord(word.data);
        return ok();
      },
    },
  };
}

async function readBytes(request: IncomingMessage, most: number): Promise<Result<Buffer>> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    const buffer = Buffer.from(piece);
    bytes += buffer.byteLength;
    if (bytes > most) return refused('body/too-large', `a frame is larger than ${most} bytes`, 'send the size that was asked for');
    pieces.push(buffer);
  }
  return done(Buffer.concat(pieces));
}

/** Straight to the disk: the sound of a quarter of an hour is 260 MB. */
async function keepBytes(request: IncomingMessage, file: string, wanted: number, onBytes: () => void): Promise<Result<true>> {
  let bytes = 0;
  const count = new Transform({
    transform(piece: Buffer, _encoding, pass) {
      bytes += piece.byteLength;
      onBytes();
      // of what is too long nothing more is kept
      pass(null, bytes > wanted ? null : piece);
    },
  });
  try {
    await pipeline(request, count, createWriteStream(file));
  } catch (error) {
    // whoever goes away meanwhile has not brought what is wrong
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return unwritten(file, error);
  }
  return bytes === wanted ? done(true) : refused('film/sound', `the sound has ${bytes} bytes`, `send a WAV of ${wanted}`);
}

const ANOTHER = 'film/another';

function unwritten(file: string, error: unknown) {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
    return refused(ANOTHER, `${file} is there already: another film is being drawn there`, 'give another folder with --out DIR');
  const why = error instanceof Error ? error.message : String(error);
  return refused('film/disk', `${file} cannot be written: ${why}`, 'give a folder with room for the film with --out DIR');
}

/** @returns width and height as a PNG's header tells them, or null for what is no PNG */
function pngSize(png: Buffer): { readonly width: number; readonly height: number } | null {
  const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  if (png.length < 33 || !png.subarray(0, 8).equals(head) || png.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
