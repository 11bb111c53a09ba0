import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { RunSummary } from '../../protocol/recording.ts';
import { settleLanguage } from '../shared/i18n/language.ts';
import { openFilm } from './film/main.tsx';
import { replayKeyOf } from './keys.ts';
import { openRun, openWall } from './open.ts';
import { Replay, type ReplayState } from './page.tsx';
import { askForRuns } from './read.ts';
import { following } from './view.ts';

settleLanguage();
const query = new URLSearchParams(location.search);
const page = document.querySelector<HTMLElement>('#page');
if (page === null) throw new Error('replay.html has no #page; it is written there');

if (query.has('film')) openFilm(page);
else openReplay(page);

function openReplay(root: HTMLElement): void {
  const state = signal<ReplayState>({ kind: 'coming', what: 'reading', share: 0 });
  const runs = signal<readonly RunSummary[]>([]);
  const run = signal(0);
  const width = signal(0);
  const canvas = document.createElement('canvas');
  const quality = Number(query.get('quality') ?? Number.NaN);
  const wall = openWall(canvas, Number.isFinite(quality) ? quality : null);
  const page = new AbortController();
  let folder = 'data';
  let close = (): void => {};

  const choose = (wanted: number): void => {
    run.value = wanted;
    close();
    close = openRun(wanted, folder, wall, state);
    const address = new URL(location.href);
    address.searchParams.set('run', String(wanted));
    history.replaceState(null, '', address);
  };
  const begin = async (): Promise<void> => {
    const asked = await askForRuns();
    if (!asked.ok) {
      state.value = { kind: 'failed', why: asked.why };
      return;
    }
    runs.value = asked.value.runs.filter(({ steps }) => steps > 0);
    folder = asked.value.folder;
    const last = runs.peek().at(-1)?.run;
    const wanted = Number(query.get('run') ?? last);
    if (last === undefined) state.value = { kind: 'empty' };
    else choose(runs.peek().some((one) => one.run === wanted) ? wanted : last);
  };
  void begin();

  const player = () => {
    const now = state.peek();
    return now.kind === 'open' ? now.desk.player : null;
  };
  canvas.addEventListener('webglcontextrestored', () => player()?.again());
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries)
      if (target.classList.contains('line')) width.value = Math.floor(contentRect.width);
      else {
        wall.picture?.resize(Math.max(16, contentRect.width), Math.max(16, contentRect.height), devicePixelRatio);
        player()?.redraw();
      }
  });
  const watch = (element: HTMLElement | null): void => {
    if (element !== null) sizes.observe(element);
  };
  const hang = (element: HTMLElement | null): void => {
    if (element === null || canvas.parentElement === element) return;
    element.prepend(canvas);
    sizes.observe(element);
  };
  // before any control hears it: Space plays, also where a button has the focus
  window.addEventListener(
    'keydown',
    (event) => {
      const now = state.peek();
      const key = replayKeyOf(event);
      if (now.kind !== 'open' || key === null || event.target instanceof HTMLSelectElement) return;
      event.preventDefault();
      now.desk.act[key]();
    },
    { signal: page.signal, capture: true },
  );
  // nobody's place is lost while it plays out of sight
  const follow = effect(() => {
    if (state.value.kind !== 'open') return;
    const { player, view, opened } = state.value.desk;
    const at = player.at.value;
    if (player.playing.peek()) view.value = following(view.peek(), at, opened.marks.steps);
  });

  render(<Replay {...{ state, runs, run, width, choose }} wallRef={hang} lineRef={watch} webgl={wall.picture !== null} />, root);

  import.meta.hot?.accept();
  import.meta.hot?.dispose(() => {
    page.abort();
    follow();
    sizes.disconnect();
    close();
    wall.picture?.dispose();
    render(null, root);
  });
}
