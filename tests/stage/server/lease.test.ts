import { describe, expect, it } from 'vitest';
import { createConsoles } from '../../../stage/server/consoles.ts';
import { askLease, freeLease, giveLease, leaveLease, returnLease, settleLease, takeLease } from '../../../stage/server/lease.ts';

describe('the lease of the arm', () => {
  it('goes to the first who asks, and stays', () => {
    const first = askLease(freeLease, 1);
    if (!first.ok) throw new Error(first.why.text);
    expect(askLease(first.value, 1)).toEqual(first);
  });

  it('is refused to the second in words that name the holder and the way out', () => {
    expect(askLease(takeLease(1), 2)).toMatchObject({
      ok: false,
      why: { code: 'arm/lease', text: 'the arm is in the hands of console 1', remedy: expect.stringMatching(/take it over.*stop/) },
    });
  });

  it('is given back only by its holder', () => {
    expect(giveLease(takeLease(1), 1)).toEqual(freeLease);
    expect(giveLease(takeLease(1), 2)).toEqual(takeLease(1));
  });

  it('is free five seconds after its holder went away, and not before', () => {
    const gone = leaveLease(takeLease(1), 1, 100);
    expect(settleLease(gone, 104.9)).toBe(gone);
    expect(settleLease(gone, 105)).toEqual(freeLease);
    expect(settleLease(returnLease(gone, 1), 200)).toEqual(takeLease(1));
    expect(settleLease(leaveLease(takeLease(1), 2, 100), 200)).toEqual(takeLease(1));
  });
});

function open() {
  let now = 0;
  const entries: unknown[] = [];
  const lost: number[] = [];
  const logged: string[] = [];
  const consoles = createConsoles({
    nowS: () => now,
    record: (kind, body) => entries.push([kind, body]),
    log: (_level, text) => logged.push(text),
    onLost: (console) => lost.push(console),
  });
  return { consoles, entries, lost, logged, wait: (s: number) => (now += s) };
}

describe('the consoles', () => {
  it('are numbered as they come, and a page that comes back is the console it was', () => {
    const { consoles } = open();
    expect([consoles.enter('a'), consoles.enter('b')]).toEqual([1, 2]);
    consoles.leave(1);
    expect([consoles.enter('a'), consoles.enter('c')]).toEqual([1, 3]);
  });

  it('enter each taking, giving, taking over and refusal in the ledger, and say it in the log', () => {
    const { consoles, entries, lost, logged } = open();
    const [one, two] = [consoles.enter('a'), consoles.enter('b')];
    expect(consoles.use(one, 'hold')).toBeNull();
    expect(consoles.use(two, 'home')).toMatchObject({ code: 'arm/lease' });
    consoles.takeOver(two);
    consoles.giveBack(one);
    consoles.giveBack(two);
    expect(entries).toEqual([
      ['arm/lease', { what: 'taken', console: 1 }],
      ['arm/lease', { what: 'refused', console: 2, order: 'home', holder: 1 }],
      ['arm/lease', { what: 'taken over', console: 2, from: 1 }],
      ['arm/lease', { what: 'given back', console: 2 }],
    ]);
    expect(lost).toEqual([1, 2]);
    expect(logged).toHaveLength(4);
  });

  it('enter a refusal that is repeated four times a second once a second', () => {
    const { consoles, entries, wait } = open();
    consoles.takeOver(consoles.enter('a'));
    const two = consoles.enter('b');
    for (let i = 0; i < 9; i++) {
      consoles.use(two, 'jog');
      wait(0.25);
    }
    expect(entries.filter((entry) => JSON.stringify(entry).includes('refused'))).toHaveLength(3);
  });

  it('keep the arm over a short absence, and free it after a long one', () => {
    const { consoles, wait } = open();
    const one = consoles.enter('a');
    consoles.takeOver(one);
    consoles.leave(one);
    wait(3);
    consoles.settle();
    expect(consoles.enter('a')).toBe(one);
    wait(10);
    consoles.settle();
    expect(consoles.holder()).toBe(one);
    consoles.leave(one);
    wait(5);
    consoles.settle();
    expect(consoles.holder()).toBeNull();
  });

  it('count pages: one of two that goes away leaves the console there', () => {
    const { consoles, wait } = open();
    const one = consoles.enter('a');
    consoles.enter('a');
    consoles.takeOver(one);
    consoles.leave(one);
    wait(60);
    consoles.settle();
    expect(consoles.holder()).toBe(one);
    consoles.leave(one);
    wait(5);
    consoles.settle();
    expect(consoles.holder()).toBeNull();
  });
});
