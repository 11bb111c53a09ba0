import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ArmView } from '../../protocol/arm-view.ts';
import type { Hello } from '../../protocol/messages.ts';
import { ArmLine } from '../shared/arm-line.tsx';
import type { AuthorKind } from '../shared/authors.ts';
import { aspectOf } from '../shared/canvas.ts';
import type { Link } from '../shared/connection.ts';
import { EaselView } from '../shared/easel-view.tsx';
import { language, speak, words } from '../shared/i18n/language.ts';
import type { PaintingFeed } from '../shared/painting-feed.ts';
import { StopButton } from '../shared/stop-button.tsx';
import type { MachineFeed } from './machine-feed.ts';
import { RoomView } from './room-view.tsx';
import type { ViewChoice } from './view-choice.ts';

export interface TwinPage {
  readonly hello: ReadonlySignal<Hello | null>;
  readonly arm: ReadonlySignal<ArmView | null>;
  readonly link: ReadonlySignal<Link>;
  readonly feed: PaintingFeed;
  readonly counts: ReadonlySignal<readonly (readonly [AuthorKind, number])[]>;
  readonly machine: MachineFeed;
  readonly view: ViewChoice;
  readonly stop: () => void;
}

/** The painting as it stands, on its machine or alone, with a label as beside any painting. */
export function Twin({ hello, arm, link, feed, counts, machine, view, stop }: TwinPage): JSX.Element {
  const { twin, link: linkWords } = words.value;
  const show = hello.value;
  const total = counts.value.reduce((sum, [, n]) => sum + n, 0);
  return (
    <div class={`twin ${view.shown.value}`} style={{ '--aspect': aspectOf(show) }}>
      {view.shown.value === 'machine' ? (
        <figure class="standing">
          {show && machine.view.value && (
            <RoomView
              key={JSON.stringify([machine.view.value, show.palette])}
              machine={machine.view.value}
              palette={show.palette}
              arm={arm}
              feed={feed}
              label={twin.machine}
              onFail={machine.fail}
            />
          )}
          <figcaption aria-hidden="true">{twin.turn}</figcaption>
        </figure>
      ) : (
        <figure class="hanging">
          <EaselView feed={feed} arm={arm} aspect={aspectOf(show)} label={twin.image} />
        </figure>
      )}
      <section class="label">
        <h1>{show?.title ?? twin.title}</h1>
        {show && <p class="medium figures">{twin.onCanvas(show.canvas.widthMm, show.canvas.heightMm)}</p>}
        <p class="total figures">{total === 0 ? twin.nothing : twin.strokes(total)}</p>
        <ul class="figures">
          {counts.value.map(([kind, n]) => (
            <li key={kind}>
              {n} {twin.by[kind]}
            </li>
          ))}
        </ul>
        <ArmLine arm={arm.value} />
        {arm.value !== null && arm.value.queued > 0 && <p class="queued figures">{twin.waiting(arm.value.queued)}</p>}
        {link.value === 'lost' && <p class="lost">{linkWords.lost}</p>}
        {arm.value !== null && <StopButton stop={stop} />}
        <nav>
          <a href="/api/painting.png" download>
            {twin.png}
          </a>
          <a href="/api/painting.svg" download>
            {twin.svg}
          </a>
          {view.offered.value && (
            <button type="button" onClick={view.toggle}>
              {view.shown.value === 'machine' ? twin.showPainting : twin.showMachine}
            </button>
          )}
          <button type="button" onClick={() => speak(language.value === 'en' ? 'fr' : 'en')}>
            {language.value === 'en' ? 'Français' : 'English'}
          </button>
        </nav>
      </section>
    </div>
  );
}
