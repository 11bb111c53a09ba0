import { describe, expect, it } from 'vitest';
import { done, refused } from '../../../engine/result.ts';
import { createSharing } from '../../../stage/server/painting/sharing.ts';

describe('sharing', () => {
  const deferred = () => {
    const made: { size: number; finish: (value: string | null) => void }[] = [];
    let revision = 1;
    const ask = createSharing<string>(
      () => revision,
      2,
      (size) =>
        new Promise((resolve) =>
          made.push({ size, finish: (value) => resolve(value === null ? refused('x/y', 'no', 'again') : done(value)) }),
        ),
    );
    return { made, ask, change: () => revision++ };
  };

  it('makes one picture for all who ask before the painting changes', async () => {
    const { made, ask } = deferred();
    const both = [ask(100), ask(100)];
    made[0]?.finish('a');
    expect(await Promise.all(both)).toEqual([done('a'), done('a')]);
    expect(await ask(100)).toEqual(done('a'));
    expect(made.length).toBe(1);
  });

  it('lets all who ask during the making, after a change, wait for one next picture', async () => {
    const { made, ask, change } = deferred();
    const first = ask(100);
    change();
    const later = [ask(100), ask(100), ask(100)];
    expect(made.length).toBe(1);
    made[0]?.finish('old');
    expect(await first).toEqual(done('old'));
    await Promise.resolve();
    made[1]?.finish('new');
    expect(await Promise.all(later)).toEqual([done('new'), done('new'), done('new')]);
    expect(made.length).toBe(2);
  });

  it('does not keep what failed', async () => {
    const { made, ask } = deferred();
    const first = ask(100);
    made[0]?.finish(null);
    expect((await first).ok).toBe(false);
    void ask(100);
    expect(made.length).toBe(2);
  });
});
