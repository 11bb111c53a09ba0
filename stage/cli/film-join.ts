import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { done, type Result, refused } from '../../engine/result.ts';

/** What ffmpeg is asked for: a film that any editor and any player takes, its colours said to be those of HD video. */
export const ffmpegArguments = (folder: string, fps: number): string[] => [
  ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'],
  ...['-framerate', String(fps), '-i', join(folder, 'frames', '%06d.png'), '-i', join(folder, 'sound.wav')],
  ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ...['-c:v', 'libx264', '-preset', 'medium', '-crf', '16', '-pix_fmt', 'yuv420p'],
  ...['-c:a', 'aac', '-b:a', '256k', '-movflags', '+faststart', join(folder, 'film.mp4')],
];

const BY_HAND = 'frames and sound are there: join them by hand';

/**
 * Frames and sound as one file, where ffmpeg is there.
 *
 * @param signal - ends it
 * @returns the file; null where there is no ffmpeg
 */
export function joinFilm(folder: string, fps: number, signal: AbortSignal): Promise<Result<string | null>> {
  return new Promise((resolve) => {
    const child = spawn('ffmpeg', ffmpegArguments(folder, fps), { stdio: ['ignore', 'ignore', 'pipe'], signal });
    let said = '';
    /** what is half a film is none */
    const failed = (text: string, remedy: string): void => {
      rmSync(join(folder, 'film.mp4'), { force: true });
      resolve(refused('film/ffmpeg', text, remedy));
    };
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve(done(null));
      else failed(signal.aborted ? 'stopped while ffmpeg joined frames and sound' : `ffmpeg could not run: ${error.message}`, BY_HAND);
    });
    child.once('close', (code) => {
      if (code === 0) resolve(done(join(folder, 'film.mp4')));
      else failed(`ffmpeg ended with ${code}: ${said.trim().split('\n').at(-1)}`, BY_HAND);
    });
  });
}
