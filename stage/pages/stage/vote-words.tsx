import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { words } from '../shared/i18n/language.ts';
import type { Poll } from '../shared/poll.ts';
import type { Soak, Wanted } from './soak.ts';

/** What of a vote is said on the wall: its choices, or what was chosen. */
export type Spoken = Extract<Poll, { kind: 'asking' }> | { readonly kind: 'chosen'; readonly label: string };

/** @returns what the wall is to say of a vote; nothing of one that came to nothing */
export function spokenOf(poll: Poll): Wanted<Spoken> | null {
  if (poll.kind === 'asking') return { key: `asking ${poll.question}`, what: poll };
  if (poll.kind === 'ended' && poll.label !== null) return { key: `chosen ${poll.label}`, what: { kind: 'chosen', label: poll.label } };
  return null;
}

/** What the room may choose, and how it stands: words that soak into the paper by phrase, over a line that fills with ink. */
export function VoteWords({ said }: { readonly said: ReadonlySignal<Soak<Spoken>> }): JSX.Element | null {
  const { votes: w } = words.value;
  const { shown, light } = said.value;
  if (shown === null) return null;
  const { key, what } = shown;
  if (what.kind === 'chosen')
    return (
      <p key={key} class="vote-words chosen" style={{ opacity: light }}>
        <span class="phrase">{what.label}</span>
      </p>
    );
  return (
    <ul key={key} class="vote-words" style={{ opacity: light }}>
      {what.choices.map(({ choice, label, votes, needed }, i) => (
        <li key={choice} class="phrase" style={{ '--share': Math.min(1, votes / needed), '--nth': i }}>
          <span>{label}</span>
          <span class="figures">{w.tally(Math.min(votes, needed), needed)}</span>
        </li>
      ))}
    </ul>
  );
}
