import { describe, expect, it } from 'vitest';
import { consoleKeyOf } from '../../../../stage/pages/console/keys.ts';
import { takesText } from '../../../../stage/pages/console/typing.ts';

const press = { key: ' ', ctrlKey: false, metaKey: false, altKey: false };
const keyOf = (key: string, typing: boolean) => consoleKeyOf({ ...press, key }, typing);

describe('the console’s keys while somebody types', () => {
  it('are letters, a space and erasers', () => {
    for (const key of ['S', 's', 't', 'o', 'p', ' ', 'a', 'l', 'h', 'b', 'z', 'j', '?', 'Delete', 'Backspace'])
      expect(keyOf(key, true), key).toBeNull();
  });

  it('are still panic, and still stop the arm where no letter is meant', () => {
    expect(['Escape', 'Pause', 'Cancel', 'F9'].map((key) => keyOf(key, true))).toEqual(['panic', 'stop', 'stop', 'discard']);
    expect(consoleKeyOf({ ...press, key: 'Cancel', ctrlKey: true }, true)).toBe('stop');
  });

  it('are all there as soon as nobody types', () => {
    expect([' ', 'S', 'l', 'Escape', 'Pause', 'Delete', 'F9'].map((key) => keyOf(key, false))).toEqual([
      'go',
      'stop',
      'list',
      'panic',
      'stop',
      'withdraw',
      'discard',
    ]);
  });
});

describe('a place to type', () => {
  it('is a text field, a box for notes and whatever may be edited', () => {
    expect(takesText({ tagName: 'INPUT', type: 'text' })).toBe(true);
    expect(takesText({ tagName: 'INPUT', type: 'number' })).toBe(true);
    expect(takesText({ tagName: 'INPUT' })).toBe(true);
    expect(takesText({ tagName: 'TEXTAREA' })).toBe(true);
    expect(takesText({ tagName: 'DIV', isContentEditable: true })).toBe(true);
  });

  it('is no fader, list or button: Space is GO there', () => {
    expect(takesText({ tagName: 'INPUT', type: 'range' })).toBe(false);
    expect(takesText({ tagName: 'INPUT', type: 'checkbox' })).toBe(false);
    expect(['SELECT', 'BUTTON', 'SUMMARY', 'BODY'].map((tagName) => takesText({ tagName }))).toEqual([false, false, false, false]);
  });
});
