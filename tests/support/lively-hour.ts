import type { Input } from '../../engine/input.ts';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import { createRandom, type Random } from '../../engine/random.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { handAt } from './hands.ts';

/** Steps of an hour. */
export const HOUR = 216_000;

/** A dozen cues of the one scene: by hand, by themselves, on the bar, with fades, and a loop. */
export const livelyProgramme: Programme = programmeSchema.parse({
  ...builtIn,
  cues: Array.from({ length: 12 }, (_, i) => ({
    number: i + 1,
    name: `Movement ${i + 1}`,
    scene: 'hush',
    params: { swell: 6 + 2 * i },
    fades: [{ what: 'light', to: i % 3 === 2 ? 0.7 : 1, seconds: 6 }],
    ...(i % 4 === 1 && { follow: { afterS: 200 } }),
    ...(i % 4 === 2 && { quantise: 'bar' }),
    ...(i === 11 && { until: { on: 'gesture', gesture: 'pinch', count: 40 }, loop: { to: 3, times: 0 } }),
  })),
});

/** Somebody who comes, draws now and then, and goes. */
interface Visit {
  readonly from: number;
  readonly until: number;
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly pace: number;
  readonly side: 'left' | 'right';
}

/** One place before the camera, or one phone: visits of 20 to 90 s, and 10 to 60 s of nobody. */
function visits(random: Random, steps: number): Visit[] {
  const found: Visit[] = [];
  for (let at = Math.round(60 * random.between(2, 30)); at < steps; ) {
    const until = at + Math.round(60 * random.between(20, 90));
    const [x, y] = [random.between(0.3, 0.7), random.between(0.35, 0.65)];
    found.push({
      from: at,
      until,
      x,
      y,
      reach: random.between(0.05, 0.22),
      pace: random.between(40, 140),
      side: random.pick(['left', 'right']),
    });
    at = until + Math.round(60 * random.between(10, 60));
  }
  return found;
}

const here = (all: readonly Visit[], step: number): Visit | undefined => all.find(({ from, until }) => step >= from && step < until);
const placeOf = ({ x, y, reach, pace, from }: Visit, step: number) => ({
  x: x + reach * Math.sin((step - from) / pace),
  y: y + 0.8 * reach * Math.cos((step - from) / (1.3 * pace)),
});
/** Three seconds of drawing in every seven. */
const draws = ({ from }: Visit, step: number): boolean => (step - from) % 420 > 240;

/**
 * An hour that is busy and possible: three hands before a camera that sees 15 frames a second, four phones that draw 30 times a
 * second, a microphone, and an artist who presses GO and moves a fader now and then.
 *
 * @returns what is done before each step, always the same
 */
export function livelyHour(steps = HOUR): (step: number) => Input[] {
  const random = createRandom(7);
  const hands = [0, 1, 2].map((i) => visits(random.split(`hand ${i}`), steps));
  const phones = [0, 1, 2, 3].map((i) => visits(random.split(`phone ${i}`), steps));
  let empty = true;
  return (step) => {
    const inputs: Input[] = [];
    if (step % 4 === 0) {
      const seen = hands.flatMap((all, i) => {
        const visit = here(all, step);
        if (!visit) return [];
        const { x, y } = placeOf(visit, step);
        const tremor = random.split(step).split(i);
        const gap = draws(visit, step) ? 0.05 : 1;
        return [handAt(0.25 + 0.5 * x + 0.001 * tremor.normal(0, 1) + 0.1 * (i - 1), y, { gap, palm: 0.12 + 0.02 * i, side: visit.side })];
      });
      if (seen.length > 0 || !empty)
        inputs.push({ kind: 'hands', camera: 'camera-a', source: 'camera', t: (step * 1000) / 60, aspect: 4 / 3, hands: seen });
      empty = seen.length === 0;
    }
    for (const [i, all] of phones.entries()) {
      const visit = here(all, step) ?? here(all, step - 1);
      if (!visit) continue;
      const participant = `phone-visitor00${i}${all.indexOf(visit) % 10}`;
      if (step === visit.from) inputs.push({ kind: 'join', participant });
      if (step === visit.until) inputs.push({ kind: 'leave', who: participant });
      else if (step % 2 === 0 && (draws(visit, step) || draws(visit, step - 2))) {
        const phase = !draws(visit, step) ? 'up' : draws(visit, step - 2) ? 'move' : 'down';
        inputs.push({ kind: 'touch', participant, via: 'phone', phase, ...placeOf(visit, step), pressure: 0.6 });
      }
    }
    if (step % 12 === 0 && step % 36_000 > 18_000)
      for (const name of ['sound/level', 'sound/low', 'sound/mid', 'sound/high'])
        inputs.push({ kind: 'signal', name, value: 0.5 + 0.4 * Math.sin(step / 50 + name.length) });
    if (step % 15 === 0 && random.split('left').split(step).next() < 0.05)
      inputs.push({ kind: 'painting', left: Math.floor(random.split('many').split(step).between(0, 40)) });
    if (step % 18_000 === 9_000) inputs.push({ kind: 'go' });
    if (step % 7_200 < 60 && step % 3 === 0) inputs.push({ kind: 'param', name: 'flow', value: 80 + (step % 7_200) / 2 });
    if (step % 14_400 === 5_000) inputs.push({ kind: 'master', which: 'sound', level: step % 28_800 === 5_000 ? 0.8 : 1 });
    return inputs;
  };
}
