import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Asked, hearPoll, type Poll, watchPoll } from '../../../stage/pages/shared/poll.ts';
import { createBallotBox } from '../../../stage/pages/visit/ballot-box.ts';
import type { Ballot } from '../../../stage/protocol/messages.ts';

const choices = [
  { choice: 'deep', label: 'Deep water', votes: 1, needed: 2 },
  { choice: 'shore', label: 'Shore', votes: 0, needed: 2 },
];
const open: Asked = { choices, question: 60, chosen: null };
const decided: Asked = { choices: [], question: 120, chosen: { question: 60, label: 'Deep water' } };
const quiet: Poll = { kind: 'quiet' };

describe('what a page shows of a vote', () => {
  it('is its choices while it is open, and what was chosen when it is decided', () => {
    const asking = hearPoll(quiet, open, false);
    expect(asking).toEqual({ kind: 'asking', question: 60, choices });
    expect(hearPoll(asking, decided, false)).toEqual({ kind: 'ended', choices, label: 'Deep water', away: false });
  });

  it('says to a page that was out of reach that it was', () => {
    expect(hearPoll(hearPoll(quiet, open, false), decided, true)).toMatchObject({ kind: 'ended', label: 'Deep water', away: true });
  });

  it('says nothing of a vote that was dropped, or that this page never saw', () => {
    const dropped = { choices: [], question: 120, chosen: { question: 5, label: 'an older one' } };
    expect(hearPoll(hearPoll(quiet, open, false), dropped, false)).toMatchObject({ kind: 'ended', label: null });
    expect(hearPoll(quiet, decided, false)).toEqual(quiet);
  });

  describe('in time', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    it('lets what was chosen be read before it asks the next question', () => {
      const watch = watchPoll();
      watch.hear(open);
      watch.hear({ choices, question: 120, chosen: { question: 60, label: 'Deep water' } });
      expect(watch.poll.value.kind).toBe('ended');
      watch.hear({ choices, question: 120, chosen: { question: 60, label: 'Deep water' } });
      vi.advanceTimersByTime(6_900);
      expect(watch.poll.value.kind).toBe('ended');
      vi.advanceTimersByTime(200);
      expect(watch.poll.value).toMatchObject({ kind: 'asking', question: 120 });
      watch.dispose();
    });

    it('is quiet again once what was chosen has been read', () => {
      const watch = watchPoll();
      watch.hear(open);
      watch.hear(decided);
      vi.advanceTimersByTime(7_100);
      expect(watch.poll.value).toEqual(quiet);
      watch.dispose();
    });
  });
});

describe('a visitor’s own vote', () => {
  const ballot = (more: Partial<Ballot> = {}): Ballot => ({ ...open, mine: null, ...more });
  const box = () => {
    const sent: string[] = [];
    let reachable = true;
    const made = createBallotBox((choice) => {
      if (reachable) sent.push(choice);
      return reachable;
    });
    made.hear(ballot());
    return {
      ...made,
      sent,
      reach: (is: boolean): void => {
        reachable = is;
        if (!is) made.lost();
      },
    };
  };

  it('counts on the page at once, and another takes its place', () => {
    const mine = box();
    mine.choose('deep');
    mine.hear(ballot());
    expect(mine.mine.value).toBe('deep');
    mine.choose('shore');
    mine.hear(ballot({ mine: 'deep' }));
    expect(mine.mine.value).toBe('shore');
    mine.hear(ballot({ mine: 'shore' }));
    expect([mine.mine.value, mine.sent]).toEqual(['shore', ['deep', 'shore']]);
  });

  it('that was tapped out of reach is told when the same is still asked', () => {
    const mine = box();
    mine.reach(false);
    mine.choose('deep');
    expect(mine.sent).toEqual([]);
    mine.reach(true);
    mine.hear(ballot());
    expect(mine.sent).toEqual(['deep']);
  });

  it('that was tapped out of reach is never told of another question', () => {
    const mine = box();
    mine.reach(false);
    mine.choose('deep');
    mine.reach(true);
    mine.hear(ballot({ question: 900 }));
    expect([mine.mine.value, mine.sent]).toEqual([null, []]);
  });
});
