import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { words } from '../shared/i18n/language.ts';
import type { Poll } from '../shared/poll.ts';

interface Props {
  readonly poll: ReadonlySignal<Poll>;
  /** light of the wall, 0..1 */
  readonly lit: ReadonlySignal<number>;
}

/** What the room may choose, and how it stands: words that soak into the paper by phrase, over a line that fills with ink. */
export function VoteWords({ poll, lit }: Props): JSX.Element | null {
  const now = poll.value;
  const { votes: w } = words.value;
  if (now.kind === 'quiet') return null;
  if (now.kind === 'ended' && now.label !== null)
    return (
      <p key="ended" class="vote-words chosen" style={{ opacity: lit.value }}>
        <span class="phrase">{now.label}</span>
      </p>
    );
  return (
    <ul key="asking" class={`vote-words ${now.kind}`} style={{ opacity: lit.value }}>
      {now.choices.map(({ choice, label, votes, needed }, i) => (
        <li key={choice} class="phrase" style={{ '--share': Math.min(1, votes / needed), '--nth': i }}>
          <span>{label}</span>
          <span class="figures">{w.tally(Math.min(votes, needed), needed)}</span>
        </li>
      ))}
    </ul>
  );
}
