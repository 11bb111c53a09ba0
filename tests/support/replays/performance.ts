import type { Input } from '../../../engine/input.ts';
import { HZ } from '../../../engine/show.ts';
import { readFixture } from '../gesture-films/fixture.ts';
import type { Golden } from './golden.ts';

/** Steps between two words of a finger: 30 a second. */
const TOUCH_STEPS = 2;

const MIDDLE = [0.5, 0.5] as const;

const fine = (value: number): number => Math.round(value * 10_000) / 10_000;

/** @returns what is done before each step of a performance, from 1 */
export function inputsOf({ films, fingers, said }: Pick<Golden, 'films' | 'fingers' | 'said'>): (step: number) => readonly Input[] {
  const all = new Map<number, Input[]>();
  const say = (step: number, input: Input): void => {
    all.set(step, [...(all.get(step) ?? []), input]);
  };
  const stepAt = (atS: number): number => Math.max(1, Math.ceil(atS * HZ));
  for (const { atS, film, camera } of films) {
    const { frames } = readFixture(film);
    for (const frame of frames) say(stepAt(atS + frame.t / 1000), { ...frame, camera, t: Math.round(atS * 1000 + frame.t) });
    say(stepAt(atS + (frames.at(-1)?.t ?? 0) / 1000) + 1, { kind: 'leave', who: camera });
  }
  for (const { atS, who, via, seconds, path } of fingers) {
    const steps = Math.max(TOUCH_STEPS, Math.round(seconds * HZ));
    if (via === 'phone') say(stepAt(atS), { kind: 'join', participant: who });
    for (let gone = 0; gone <= steps; gone += TOUCH_STEPS) {
      const phase = gone === 0 ? 'down' : gone + TOUCH_STEPS > steps ? 'up' : 'move';
      const along = (gone / steps) * (path.length - 1);
      const [from, to] = [path[Math.floor(along)] ?? MIDDLE, path[Math.ceil(along)] ?? MIDDLE];
      const part = along - Math.floor(along);
      const [x, y] = [fine(from[0] + part * (to[0] - from[0])), fine(from[1] + part * (to[1] - from[1]))];
      say(stepAt(atS) + gone, { kind: 'touch', participant: who, via, phase, x, y, pressure: 0.6 });
    }
  }
  for (const { atS, input } of said) say(stepAt(atS), input);
  return (step) => all.get(step) ?? [];
}
