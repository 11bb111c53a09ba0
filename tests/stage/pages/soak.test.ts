import { signal } from '@preact/signals';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRandom } from '../../../engine/random.ts';
import type { Poll } from '../../../stage/pages/shared/poll.ts';
import { CALM_S, FADE_S, isSoaked, nothingSoaked, type Soak, soak, type Wanted } from '../../../stage/pages/stage/soak.ts';
import { createSoaking } from '../../../stage/pages/stage/soaking.ts';
import { spokenOf } from '../../../stage/pages/stage/vote-words.tsx';

const DT = 1 / 60;
const words = (key: string): Wanted<string> => ({ key, what: key });

/** Every frame of so many seconds. */
function play(from: Soak<string>, seconds: number, wanted: (t: number) => Wanted<string> | null, lit: (t: number) => number) {
  const frames = [from];
  for (let t = DT; t <= seconds; t += DT) frames.push(soak(frames.at(-1) ?? from, wanted(t), lit(t), DT));
  return frames;
}
const full = (key: string): Soak<string> => ({ shown: words(key), light: 1, calmS: CALM_S });

/** Most pairs of opposing changes, of a hundredth and more, that begin within any second. */
function flashesIn(frames: readonly Soak<string>[]): number {
  const falls: number[] = [];
  let high = 0;
  let low = 0;
  let falling = false;
  frames.forEach(({ light }, i) => {
    if (falling ? light > low + 0.01 : light < high - 0.01) {
      falling = !falling;
      if (falling) falls.push(i * DT);
      [high, low] = [light, light];
    }
    [high, low] = [Math.max(high, light), Math.min(low, light)];
  });
  return Math.max(0, ...falls.map((at) => falls.filter((other) => other >= at && other < at + 1).length));
}

describe('words over the wall’s picture', () => {
  it('come and go in eight tenths of a second', () => {
    const come = play(
      nothingSoaked,
      0.5,
      () => words('a'),
      () => 1,
    );
    expect(come.at(-1)?.shown).toEqual(words('a'));
    expect(come.at(-1)?.light).toBeCloseTo(0.5 / FADE_S, 1);
    const go = play(
      full('a'),
      FADE_S + 0.1,
      () => null,
      () => 1,
    );
    expect(go.at(-1)).toMatchObject({ shown: null, light: 0 });
    expect(go[30]?.light).toBeGreaterThan(0.3);
  });

  it.each([
    ['a blackout', 0],
    ['the light master at a fifth', 0.2],
  ])('are no brighter than the wall after %s', (_, lit) => {
    const frames = play(
      full('a'),
      FADE_S + 0.05,
      () => words('a'),
      () => lit,
    );
    expect(frames.at(-1)).toMatchObject({ shown: words('a'), light: lit });
    expect(isSoaked(frames.at(-1) ?? full('a'), words('a'), lit)).toBe(true);
  });

  it('give way to others in the dark only', () => {
    const frames = play(
      full('a'),
      4,
      () => words('b'),
      () => 1,
    );
    frames.forEach((frame, i) => {
      if (frame.shown?.key !== frames[i - 1]?.shown?.key && i > 0) expect(frame.light).toBeLessThanOrEqual(DT / FADE_S);
    });
    expect(frames.at(-1)).toMatchObject({ shown: words('b'), light: 1 });
  });

  it('flash no more than twice in any second, however votes open and close and light is played', () => {
    const random = createRandom(11);
    for (let run = 0; run < 60; run++) {
      const every = 1 + Math.floor(random.next() * 30);
      let wanted: Wanted<string> | null = null;
      let lit = 1;
      let frame = 0;
      const frames = play(
        nothingSoaked,
        20,
        () => {
          if (frame++ % every === 0) {
            wanted = random.next() < 0.4 ? null : words(random.next() < 0.5 ? 'a' : 'b');
            lit = random.next() < 0.5 ? 1 : random.next();
          }
          return wanted;
        },
        () => lit,
      );
      const steps = frames.map(({ light }, i) => Math.abs(light - (frames[i - 1]?.light ?? 0)));
      expect(Math.max(...steps)).toBeLessThanOrEqual(DT / 0.7);
      expect(flashesIn(frames)).toBeLessThanOrEqual(2);
    }
  });

  it('are not taken away when only their figures change, and do not jump after a page that slept', () => {
    const retold = soak(full('a'), { key: 'a', what: 'told anew' }, 1, DT);
    expect(retold).toEqual({ ...full('a'), shown: { key: 'a', what: 'told anew' } });
    expect(soak(full('a'), null, 1, 60).light).toBeGreaterThan(0.8);
  });

  it('say what is asked and what was chosen, and nothing of a vote that came to nothing', () => {
    const asking: Poll = { kind: 'asking', question: 7, choices: [] };
    expect(spokenOf(asking)).toEqual({ key: 'asking 7', what: asking });
    expect(spokenOf({ kind: 'ended', choices: [], label: 'Shore', away: false })?.what).toEqual({ kind: 'chosen', label: 'Shore' });
    expect(spokenOf({ kind: 'ended', choices: [], label: null, away: false })).toBeNull();
    expect(spokenOf({ kind: 'quiet' })).toBeNull();
  });
});

describe('what draws them', () => {
  it('asks for frames only while something comes or goes, shows a vote at once, and ends', () => {
    const due: FrameRequestCallback[] = [];
    vi.stubGlobal('requestAnimationFrame', (draw: FrameRequestCallback) => due.push(draw));
    vi.stubGlobal('cancelAnimationFrame', () => due.splice(0));
    onTestFinished(() => void vi.unstubAllGlobals());
    let at = performance.now();
    /** @returns how many frames were drawn until no more was asked for */
    const run = (): number => {
      let frames = 0;
      for (let draw = due.pop(); draw !== undefined; draw = due.pop(), frames++) {
        at += 1000 * DT;
        draw(at);
      }
      return frames;
    };
    const wanted = signal<Wanted<string> | null>(null);
    const lit = signal(1);
    const soaking = createSoaking(wanted, lit);
    expect(run()).toBe(0);
    wanted.value = words('a');
    expect(run()).toBeGreaterThan(FADE_S / DT - 2);
    expect(soaking.now.value).toMatchObject({ shown: words('a'), light: 1 });
    wanted.value = { key: 'a', what: 'one vote more' };
    expect(soaking.now.value.shown?.what).toBe('one vote more');
    expect(run()).toBe(0);
    lit.value = 0;
    expect(run()).toBeLessThan(FADE_S / DT + 3);
    expect(soaking.now.value.light).toBe(0);
    lit.value = 1;
    soaking.dispose();
    expect(due).toHaveLength(0);
    lit.value = 0.5;
    expect(due).toHaveLength(0);
  });
});
