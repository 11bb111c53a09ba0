import { describe, expect, it } from 'vitest';
import { filmCommand, tooLong } from '../../../../stage/pages/replay/command.ts';
import { replayKeyOf } from '../../../../stage/pages/replay/keys.ts';
import { following, spacingS, zoomed } from '../../../../stage/pages/replay/view.ts';

describe('the command of a film', () => {
  it('names folder, performance and stretch', () => {
    expect(filmCommand('/home/a/data', 3, { from: 3600, to: 5430 })).toBe(
      'npx alla-prima film /home/a/data --run 3 --from 1:00 --to 1:30.5',
    );
  });

  it.each([
    ['/my data', "'/my data'"],
    ["/it's", "'/it'\\''s'"],
    ['/a;rm -rf ~', "'/a;rm -rf ~'"],
    ['C:\\Users\\Ada L\\data', '"C:\\Users\\Ada L\\data"'],
  ])('keeps the folder %s one word', (folder, word) => {
    expect(filmCommand(folder, 1, { from: 0, to: 60 })).toContain(`film ${word} --run`);
  });
});

describe('the view of a timeline', () => {
  const whole = { from: 0, to: 36_000 };

  it('is not offered for a stretch that the command would refuse', () => {
    expect(tooLong({ from: 60, to: 60 + 15 * 60 * 60 })).toBe(false);
    expect(tooLong({ from: 60, to: 61 + 15 * 60 * 60 })).toBe(true);
  });

  it('comes nearer about a step, which stays in its place', () => {
    const near = zoomed(whole, 0.5, 9000, 36_000);
    expect(near.to - near.from).toBe(18_000);
    expect((9000 - near.from) / 18_000).toBeCloseTo(0.25);
  });

  it('never leaves the performance, and never comes nearer than two seconds', () => {
    let view = whole;
    for (let i = 0; i < 40; i++) view = zoomed(view, 0.5, 35_990, 36_000);
    expect(view.to - view.from).toBe(120);
    expect(view.to).toBeLessThanOrEqual(36_000);
    for (let i = 0; i < 40; i++) view = zoomed(view, 2, 35_990, 36_000);
    expect(view).toEqual(whole);
  });

  it('follows a step out of sight, and stands still for one in sight', () => {
    const view = { from: 600, to: 1200 };
    expect(following(view, 900, 36_000)).toBe(view);
    const next = following(view, 1300, 36_000);
    expect(next.from).toBeLessThan(1300);
    expect(next.to).toBeGreaterThan(1300);
    expect(next.to - next.from).toBe(600);
    expect(following(view, 36_000, 36_000).to).toBe(36_000);
  });

  it('has a ruler whose marks keep their distance', () => {
    for (const steps of [120, 1800, 36_000, 216_000, 28_800 * 60])
      expect((spacingS({ from: 0, to: steps }, 1000, 80) * 60 * 1000) / steps).toBeGreaterThanOrEqual(80);
  });
});

it('hears the keys of a player, and leaves the browser its own', () => {
  const press = (key: string, more = {}) => replayKeyOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
  expect([' ', 'ArrowLeft', 'n', 'P', 'i', 'O', 'Home', 'End'].map((key) => press(key))).toEqual([
    'play',
    'back',
    'next',
    'previous',
    'in',
    'out',
    'begin',
    'end',
  ]);
  expect(press('ArrowRight', { shiftKey: true })).toBe('far-on');
  expect(press('p', { ctrlKey: true })).toBeNull();
  expect(press('x')).toBeNull();
});
