import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ArmView } from '../../protocol/arm-view.ts';
import type { Hello, You } from '../../protocol/messages.ts';
import { moves } from '../shared/arm-words.ts';
import { aspectOf } from '../shared/canvas.ts';
import { language, speak, words } from '../shared/i18n/language.ts';
import { NoticeLine } from '../shared/notice.tsx';
import { pigment, pigmentName } from '../shared/pigment.ts';
import { StopButton } from '../shared/stop-button.tsx';
import type { Status } from './status.ts';
import { Vote, type VoteProps } from './vote.tsx';

export interface VisitPage extends Pick<VoteProps, 'poll' | 'mine' | 'choose'> {
  readonly hello: ReadonlySignal<Hello | null>;
  readonly you: ReadonlySignal<You | null>;
  readonly status: ReadonlySignal<Status>;
  readonly arm: ReadonlySignal<ArmView | null>;
  readonly stop: () => void;
  /** @returns what ends it */
  readonly mount: (room: HTMLElement, sheet: HTMLElement, canvas: HTMLCanvasElement) => () => void;
}

function statusWords(status: Status): string {
  const { visit } = words.value;
  if (status.kind === 'waiting')
    return [visit.waiting(status.ahead), status.etaS === null ? '' : visit.within(status.etaS)].join(' ').trim();
  if (status.kind === 'invite') return '';
  return visit[status.kind];
}

/** The visitor's page: one gesture, one sentence, one colour. */
export function Visit({ hello, you, status, arm, mount, stop, poll, mine: voted, choose }: VisitPage): JSX.Element {
  const room = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const canvas = sheet.current?.querySelector('canvas');
    if (room.current && sheet.current && canvas) return mount(room.current, sheet.current, canvas);
  }, [mount]);
  const { visit, votes } = words.value;
  const palette = hello.value?.palette ?? [];
  const mine = you.value;
  const now = status.value;
  return (
    <div class={poll.value.kind === 'quiet' ? 'visit' : 'visit voting'} style={{ '--aspect': aspectOf(hello.value) }}>
      <h1>
        {(poll.value.kind === 'asking' ? votes.choose : visit.sentence).map((part) => (
          <span key={part}>{part} </span>
        ))}
      </h1>
      <div class="sheet-room" ref={room}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the sheet is drawn on with the keyboard too */}
        <div ref={sheet} class="sheet" role="application" tabIndex={0} aria-label={visit.sheet}>
          <canvas />
        </div>
      </div>
      <div class="below">
        <p class={`status ${now.kind}`} aria-live="polite">
          {statusWords(now)}
        </p>
        <p class="colour">
          {mine && (
            <>
              <svg viewBox="0 0 64 26" width="58" height="24" aria-hidden="true">
                <rect width="64" height="26" fill="#f2ebdd" />
                <path d="M6 15c7-6 16-8 25-7 10 1 18-2 27-1-4 5-9 10-20 11-11 1-24 2-32-3z" fill={pigment(palette, mine.paint)} />
              </svg>
              {visit.yours(pigmentName(palette, mine.paint))}
            </>
          )}
        </p>
        <Vote
          {...{ poll, mine: voted, choose }}
          colour={mine ? pigment(palette, mine.paint) : 'var(--ink)'}
          offline={now.kind === 'offline' ? visit.offline : null}
        />
        <nav>
          <a href="/twin">{visit.canvas}</a>
          <StopButton stop={stop} label={visit.stop} hidden={!moves(arm.value)} />
          <button type="button" onClick={() => speak(language.value === 'en' ? 'fr' : 'en')}>
            {language.value === 'en' ? 'Français' : 'English'}
          </button>
        </nav>
      </div>
      <NoticeLine />
    </div>
  );
}
