import { type ReadonlySignal, signal } from '@preact/signals';
import type { Choice } from '../../../engine/cues/ballot.ts';
import type { Ballot } from '../../protocol/messages.ts';

/** What a page is told of a vote. */
export type Asked = Pick<Ballot, 'choices' | 'question' | 'chosen'>;

/** What a page shows of a vote. */
export type Poll =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'asking'; readonly question: number; readonly choices: readonly Choice[] }
  /** it has just ended. `label`: what was chosen; null where nothing was. `away`: this page was out of reach when it ended */
  | { readonly kind: 'ended'; readonly choices: readonly Choice[]; readonly label: string | null; readonly away: boolean };

const quiet: Poll = { kind: 'quiet' };

/**
 * What a page shows after it was told more. What has just ended stays until its moment has passed.
 *
 * @param away - the page was out of reach since it was last told
 */
export function hearPoll(before: Poll, { choices, question, chosen }: Asked, away: boolean): Poll {
  if (before.kind === 'ended') return before;
  if (before.kind === 'asking' && (choices.length === 0 || question !== before.question)) {
    const label = chosen?.question === before.question ? chosen.label : null;
    return { kind: 'ended', choices: before.choices, label, away };
  }
  return choices.length === 0 ? quiet : { kind: 'asking', question, choices };
}

/** How long a page says what was chosen, and how long words take to go, ms. */
const SAID_MS = 7_000;
const GONE_MS = 1_400;

/** A vote as a page shows it, moment by moment. */
export interface PollWatch {
  readonly poll: ReadonlySignal<Poll>;
  hear(asked: Asked, away?: boolean): void;
  dispose(): void;
}

export function watchPoll(): PollWatch {
  const poll = signal<Poll>(quiet);
  let latest: Asked = { choices: [], question: 0, chosen: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pass = (): void => {
    timer = undefined;
    poll.value = hearPoll(quiet, latest, false);
  };
  return {
    poll,
    hear(asked, away = false) {
      latest = asked;
      poll.value = hearPoll(poll.peek(), asked, away);
      const now = poll.peek();
      if (now.kind === 'ended') timer ??= setTimeout(pass, now.label === null ? GONE_MS : SAID_MS);
    },
    dispose: () => clearTimeout(timer),
  };
}
