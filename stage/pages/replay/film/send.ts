import { type FilmJob, type FilmWord, filmJobSchema } from '../../../protocol/film.ts';

/** The program that wants the film. Whatever it refuses ends the page's work: it has its own words for a person. */
export interface Studio {
  job(): Promise<FilmJob>;
  /** @param n - from 1, in order */
  frame(n: number, png: Blob): Promise<void>;
  sound(wav: Uint8Array<ArrayBuffer>): Promise<void>;
  tell(word: FilmWord): Promise<void>;
}

/** An answer that is lost never comes, ms. The sound of a quarter of an hour goes to the disk while it is waited for. */
const LOST_MS = 60_000;
const SOUND_LOST_MS = 600_000;

export const openStudio = (): Studio => {
  const post = async (path: string, body: BodyInit, type: string, lostMs = LOST_MS): Promise<void> => {
    const signal = AbortSignal.timeout(lostMs);
    const answer = await fetch(path, { method: 'POST', headers: { 'content-type': type }, body, signal });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  };
  return {
    async job() {
      const answer = await fetch('/film/job', { signal: AbortSignal.timeout(LOST_MS) });
      if (!answer.ok) throw new Error(`/film/job was answered ${answer.status}`);
      return filmJobSchema.parse(await answer.json());
    },
    frame: (n, png) => post(`/film/frame?n=${n}`, png, 'image/png'),
    sound: (wav) => post('/film/sound', wav, 'audio/wav', SOUND_LOST_MS),
    tell: (word) => post('/film/tell', JSON.stringify(word), 'application/json'),
  };
};
