import { describe, expect, it } from 'vitest';
import { afterNext } from '../../../stage/pages/console/after-next.ts';
import { consoleKeyOf } from '../../../stage/pages/console/keys.ts';
import { orderQueue } from '../../../stage/pages/console/queue-order.ts';
import { type Tab, tabKey } from '../../../stage/pages/console/tab-key.ts';
import type { QueuedStroke } from '../../../stage/protocol/messages.ts';

const stroke = (id: string, life: QueuedStroke['life'] = 'queued'): QueuedStroke => ({
  id,
  life,
  author: 'phone-a',
  paint: 'lamp-black',
  cause: 'touch',
  lengthMm: 10,
});

describe('the queue on the console', () => {
  it('stands in the arm’s own order, what is under the brush first, what it was not given last', () => {
    const queue = [stroke('1'), stroke('2'), stroke('3', 'sent'), stroke('4'), stroke('5')];
    const etas = [
      ['3', 4],
      ['4', 9],
      ['2', 30],
    ] as const;
    expect(orderQueue(queue, etas).map(({ id, etaS }) => [id, etaS])).toEqual([
      ['3', 4],
      ['4', 9],
      ['2', 30],
      ['1', null],
      ['5', null],
    ]);
  });
});

describe('N', () => {
  const list = [{ number: 1 }, { number: 2.5 }, { number: 3 }];

  it('passes over the next cue, comes round at the end of the list, and is a letter where text is written', () => {
    expect(afterNext(list, 1)).toBe(2.5);
    expect(afterNext(list, 2.5)).toBe(3);
    expect(afterNext(list, 3)).toBe(1);
    expect(afterNext(list, null)).toBe(1);
    expect(afterNext([], null)).toBeNull();
    const press = { key: 'n', ctrlKey: false, metaKey: false, altKey: false };
    expect(consoleKeyOf(press)).toBe('pass');
    expect(consoleKeyOf(press, true)).toBeNull();
  });
});

function tab(storage = new Map<string, string>()) {
  const listeners: Record<string, () => void> = {};
  const window: Tab = {
    sessionStorage: {
      getItem: (name) => storage.get(name) ?? null,
      setItem: (name, value) => void storage.set(name, value),
      removeItem: (name) => void storage.delete(name),
    },
    addEventListener: (event, listener) => {
      listeners[event] = listener;
    },
  };
  return { window, storage, tell: (event: string) => listeners[event]?.() };
}

describe('the key of a console', () => {
  let made = 0;
  const make = (): string => `key-${++made}`;

  it('is the same after a reload', () => {
    const first = tab();
    const key = tabKey(first.window, make);
    first.tell('pagehide');
    expect(tabKey(tab(first.storage).window, make)).toBe(key);
  });

  it('is another in a tab that was duplicated', () => {
    const first = tab();
    const key = tabKey(first.window, make);
    expect(tabKey(tab(new Map(first.storage)).window, make)).not.toBe(key);
  });

  it('is a fresh one where storage is forbidden', () => {
    const forbidden = (): never => {
      throw new Error('SecurityError');
    };
    const storage = { getItem: forbidden, setItem: forbidden, removeItem: forbidden };
    expect(tabKey({ sessionStorage: storage, addEventListener: () => {} }, () => 'fresh')).toBe('fresh');
  });
});
