import type { Deed } from '../people.ts';
import { conduct } from './detectors/conduct.ts';
import type { HandView } from './detectors/detector.ts';
import { fist } from './detectors/fist.ts';
import { open } from './detectors/open.ts';
import { point } from './detectors/point.ts';
import { push } from './detectors/push.ts';
import { raise } from './detectors/raise.ts';
import { swipe } from './detectors/swipe.ts';
import { victory } from './detectors/victory.ts';
import { wave } from './detectors/wave.ts';

/** What the detectors of one hand remember. Plain data. */
export interface Signs {
  readonly open: ReturnType<typeof open.begin>;
  readonly fist: ReturnType<typeof fist.begin>;
  readonly point: ReturnType<typeof point.begin>;
  readonly victory: ReturnType<typeof victory.begin>;
  readonly swipe: ReturnType<typeof swipe.begin>;
  readonly push: ReturnType<typeof push.begin>;
  readonly raise: ReturnType<typeof raise.begin>;
  readonly wave: ReturnType<typeof wave.begin>;
  readonly conduct: ReturnType<typeof conduct.begin>;
}

export const beginSigns = (view: HandView): Signs => ({
  open: open.begin(view),
  fist: fist.begin(view),
  point: point.begin(view),
  victory: victory.begin(view),
  swipe: swipe.begin(view),
  push: push.begin(view),
  raise: raise.begin(view),
  wave: wave.begin(view),
  conduct: conduct.begin(view),
});

/** Beats after which a hand is taken to conduct, and its movements for nothing else. */
const CONDUCTS = 3;

/** Shows one frame of one hand to all its detectors. A hand that waves or conducts does not swipe. */
export function stepSigns(before: Signs, view: HandView): { readonly signs: Signs; readonly deeds: readonly Deed[] } {
  const opened = open.step(before.open, view);
  const closed = fist.step(before.fist, view);
  const pointed = point.step(before.point, view);
  const won = victory.step(before.victory, view);
  const waved = wave.step(before.wave, view);
  const beaten = conduct.step(before.conduct, view);
  const swept = swipe.step(before.swipe, view);
  const pushed = push.step(before.push, view);
  const raised = raise.step(before.raise, view);
  const signs: Signs = {
    open: opened.state,
    fist: closed.state,
    point: pointed.state,
    victory: won.state,
    wave: waved.state,
    conduct: beaten.state,
    swipe: swept.state,
    push: pushed.state,
    raise: raised.state,
  };
  const busy = signs.wave.on || signs.conduct.beats.length >= CONDUCTS;
  const found = [opened, closed, pointed, won, waved, beaten, ...(busy ? [] : [swept, pushed, raised])];
  return { signs, deeds: found.flatMap(({ deed }) => deed ?? []) };
}
