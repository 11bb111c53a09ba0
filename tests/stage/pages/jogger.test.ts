import { describe, expect, it } from 'vitest';
import { createJogger, wayOf } from '../../../stage/pages/console/jogger.ts';

function open(speed = 10) {
  const said: (readonly number[])[] = [];
  let act: (() => void) | null = null;
  const jogger = createJogger({
    say: (mmS) => said.push(mmS.map((v) => Math.round(v * 100) / 100)),
    speed: () => speed,
    every: (ms, next) => {
      expect(ms).toBe(200);
      act = next;
      return () => {
        act = null;
      };
    },
  });
  return { jogger, said, tick: () => act?.(), ticking: () => act !== null };
}

describe('the dead-man', () => {
  it('says a motion at once, again while it is held, and stands still once when it is let go of', () => {
    const { jogger, said, tick, ticking } = open();
    jogger.hold('right', 'ArrowRight');
    tick();
    tick();
    jogger.letGo('ArrowRight');
    tick();
    expect(said).toEqual([
      [10, 0, 0],
      [10, 0, 0],
      [10, 0, 0],
      [0, 0, 0],
    ]);
    expect(ticking()).toBe(false);
  });

  it('moves along the sum of what is held, no faster than the speed; opposite ways stand still', () => {
    const { jogger, said } = open();
    jogger.hold('right', 'ArrowRight');
    jogger.hold('up', 'ArrowUp');
    jogger.hold('left', 'ArrowLeft');
    jogger.letGo('ArrowUp');
    expect(said).toEqual([
      [10, 0, 0],
      [7.07, 7.07, 0],
      [0, 10, 0],
      [0, 0, 0],
    ]);
  });

  it('lets go of everything when it is told to, and says nothing where nothing was held', () => {
    const { jogger, said, ticking } = open();
    jogger.stop();
    expect(said).toEqual([]);
    jogger.hold('away', 'pointer 1');
    jogger.hold('up', 'ArrowUp');
    jogger.stop();
    expect(said.at(-1)).toEqual([0, 0, 0]);
    expect(ticking()).toBe(false);
    jogger.letGo('ArrowUp');
    expect(said).toHaveLength(3);
  });

  it('knows the arrows and the page keys, and no other', () => {
    expect(['ArrowLeft', 'PageUp', 'PageDown', 'Home', 'constructor'].map(wayOf)).toEqual(['left', 'away', 'near', null, null]);
  });
});
