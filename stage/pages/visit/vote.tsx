import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Choice } from '../../../engine/cues/ballot.ts';
import { words } from '../shared/i18n/language.ts';
import type { Poll } from '../shared/poll.ts';

export interface VoteProps {
  readonly poll: ReadonlySignal<Poll>;
  readonly mine: ReadonlySignal<string | null>;
  readonly choose: (choice: string) => void;
  /** the visitor's own colour, as CSS has it */
  readonly colour: string;
  /** said above the choices while the room is out of reach */
  readonly offline: string | null;
}

const share = ({ votes, needed }: Choice): number => Math.min(1, votes / needed);

function Slip({ choice, own, choose }: { readonly choice: Choice; readonly own: boolean; readonly choose: () => void }): JSX.Element {
  const { votes: w } = words.value;
  return (
    <label class={own ? 'slip own' : 'slip'} style={{ '--share': share(choice) }}>
      <input class="unseen" type="radio" name="vote" checked={own} onChange={choose} />
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <circle cx="16" cy="16" r="12.5" />
        {own && <path d="M6 17c2-8 9-12 16-10 5 2 6 9 3 13-4 6-13 7-17 3-2-2-3-4-2-6z" />}
      </svg>
      <span class="label">
        <bdi>{choice.label}</bdi>
      </span>
      <span class="count figures" aria-hidden="true">
        {Math.min(choice.votes, choice.needed)}/{choice.needed}
      </span>
      <span class="unseen">{w.tally(choice.votes, choice.needed)}</span>
    </label>
  );
}

/** What a screen reader is told: that something is asked, and what was chosen; not every vote. */
function spoken(poll: Poll): string {
  const { votes: w } = words.value;
  if (poll.kind === 'asking') return `${w.choose.join(' ')} ${poll.choices.map(({ label }) => label).join(', ')}.`;
  return poll.kind === 'ended' && poll.label !== null ? `${poll.away ? w.meanwhile : w.chose} ${poll.label}.` : '';
}

/** While something is asked: a slip of paper for each choice, on which a wash creeps as far as it is decided. */
export function Vote({ poll, mine, choose, colour, offline }: VoteProps): JSX.Element {
  const { votes: w } = words.value;
  const now = poll.value;
  return (
    <>
      <p class="unseen" role="status">
        {spoken(now)}
      </p>
      {now.kind !== 'quiet' && (
        <div class={`vote ${now.kind}`} style={{ '--own': colour }}>
          {offline !== null && now.kind === 'asking' && <p class="offline">{offline}</p>}
          <fieldset class="slips" disabled={now.kind === 'ended'}>
            <legend class="unseen">{w.choose.join(' ')}</legend>
            {now.choices.map((choice) => (
              <Slip key={choice.choice} choice={choice} own={choice.choice === mine.value} choose={() => choose(choice.choice)} />
            ))}
          </fieldset>
          {now.kind === 'ended' && now.label !== null && (
            <p class="outcome" aria-hidden="true">
              {now.away ? w.meanwhile : w.chose} <strong>{now.label}</strong>
            </p>
          )}
        </div>
      )}
    </>
  );
}
