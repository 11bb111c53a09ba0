import { signal } from '@preact/signals';
import { render } from 'preact';
import { words } from '../../shared/i18n/language.ts';
import { createReelRoom } from '../reel-room.ts';
import { makeFilm, type Slate } from './film.ts';
import { openStudio } from './send.ts';

type Doing = Parameters<Slate['at']>[0];
type Work =
  | { readonly kind: 'at'; readonly what: Doing; readonly share: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly text: string };

/** The page as a camera: nothing to press, one picture, and how far it is. */
export function openFilm(page: HTMLElement): void {
  const work = signal<Work>({ kind: 'at', what: 'reading', share: 0 });
  const canvas = document.createElement('canvas');
  const studio = openStudio();
  const room = createReelRoom();

  function Line() {
    const { replay: w } = words.value;
    const now = work.value;
    if (now.kind === 'failed') return <p role="alert">{now.text}</p>;
    if (now.kind === 'done') return <p role="status">{w.drawn}</p>;
    return (
      <p role="status">
        {w.at[now.what]} <span class="figures">{Math.floor(100 * now.share)} %</span>
      </p>
    );
  }
  render(
    <div class="camera">
      <h1>{words.value.replay.drawing}</h1>
      <div ref={(at) => void at?.append(canvas)} />
      <Line />
    </div>,
    page,
  );
  const slate: Slate = {
    at: (what, share) => {
      work.value = { kind: 'at', what, share };
    },
  };
  makeFilm(canvas, room, studio, slate)
    .then(
      () => {
        work.value = { kind: 'done' };
      },
      async (error: unknown) => {
        const text = error instanceof Error ? error.message : String(error);
        work.value = { kind: 'failed', text };
        await studio.tell({ kind: 'trouble', text: text.slice(0, 400) }).catch(() => {});
      },
    )
    .finally(room.dispose);
}
