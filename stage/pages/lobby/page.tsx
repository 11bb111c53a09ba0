import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ArmView } from '../../protocol/arm-view.ts';
import { ArmLine } from '../shared/arm-line.tsx';
import type { Link } from '../shared/connection.ts';
import { language, speak, words } from '../shared/i18n/language.ts';
import { StopButton } from '../shared/stop-button.tsx';
import type { ShowReport } from './show-report.ts';

export interface LobbyPage {
  readonly report: ReadonlySignal<ShowReport | null>;
  readonly arm: ReadonlySignal<ArmView | null>;
  readonly people: ReadonlySignal<number>;
  readonly link: ReadonlySignal<Link>;
  readonly stop: () => void;
}

function Door({ to, name, says }: { readonly to: string; readonly name: string; readonly says: string }): JSX.Element {
  return (
    <li>
      <a href={to}>
        <strong>{name}</strong> <span>{says}</span>
      </a>
    </li>
  );
}

/** The way in: what is running, and the doors to it. */
export function Lobby({ report, arm, people, link, stop }: LobbyPage): JSX.Element {
  const { lobby, link: linkWords } = words.value;
  const show = report.value;
  return (
    <div class="lobby">
      <header>
        <p class="house">alla prima</p>
        <button type="button" onClick={() => speak(language.value === 'en' ? 'fr' : 'en')}>
          {language.value === 'en' ? 'Français' : 'English'}
        </button>
      </header>
      <section class="now">
        {show === null ? (
          <p class="quiet">{lobby.quiet}</p>
        ) : (
          <>
            <p class="kicker">{lobby.now}</p>
            <h1>{show.title}</h1>
            {show.scene.title !== show.title && <p class="scene">{show.scene.title}</p>}
            <p class="figures">{lobby.people(people.value)}</p>
            <ArmLine arm={arm.value} />
            {arm.value !== null && <StopButton stop={stop} />}
          </>
        )}
        {link.value === 'lost' && show !== null && <p class="lost">{linkWords.lost}</p>}
      </section>
      <nav aria-label="alla prima">
        <ul>
          <Door to="/stage" {...lobby.stage} />
          <Door to="/visit" {...lobby.visit} />
          <Door to="/twin" {...lobby.twin} />
          {show?.operator && <Door to="/console" {...lobby.console} />}
          {show?.operator && <Door to="/replay" {...lobby.replay} />}
        </ul>
        {show !== null && !show.operator && <p class="operator">{lobby.operator}</p>}
      </nav>
      {show !== null && (
        <aside>
          {show.visitUrl === null ? (
            <p class="local">{lobby.local}</p>
          ) : (
            <figure>
              <img src="/join.svg" alt={show.visitUrl} width="180" height="180" />
              <figcaption>
                {lobby.join}
                <span>{show.visitUrl}</span>
              </figcaption>
            </figure>
          )}
        </aside>
      )}
    </div>
  );
}
