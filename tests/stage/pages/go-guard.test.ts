import { describe, expect, it } from 'vitest';
import { createGoGuard } from '../../../stage/pages/console/go-guard.ts';
import { consoleKeyOf } from '../../../stage/pages/console/keys.ts';

describe('the guard before GO', () => {
  it('lets a first press through', () => {
    expect(createGoGuard().press(0)).toBe('go');
  });

  it('refuses a second press within half a second, though the key came up', () => {
    const guard = createGoGuard();
    guard.press(1000);
    guard.release();
    expect(guard.press(1499)).toBe('refused');
    guard.release();
    expect(guard.press(1500)).toBe('go');
  });

  it('refuses a press while the key has not come up, however late', () => {
    const guard = createGoGuard();
    guard.press(0);
    expect(guard.press(5000)).toBe('refused');
    guard.release();
    expect(guard.press(5001)).toBe('go');
  });

  it('does not start the half second anew for a refused press', () => {
    const guard = createGoGuard();
    guard.press(0);
    guard.release();
    guard.press(400);
    guard.release();
    expect(guard.press(510)).toBe('go');
  });
});

describe('the keys of the console', () => {
  const press = { ctrlKey: false, metaKey: false, altKey: false };

  it('are the ones that operators expect', () => {
    expect([' ', 'Escape', 'b', 'B', 's', 'Delete', '?'].map((key) => consoleKeyOf({ ...press, key }))).toEqual([
      'go',
      'panic',
      'blackout',
      'blackout',
      'stop',
      'withdraw',
      'help',
    ]);
  });

  it('leave the shortcuts of the browser alone', () => {
    expect(consoleKeyOf({ ...press, key: 's', ctrlKey: true })).toBeNull();
  });
});
