import type { TouchInput } from '../input.ts';

/** A finger or a mouse. What arrives in a burst (a phone that came back) waits in line, so that its path is kept. */
export interface Touch {
  readonly id: string;
  readonly via: 'phone' | 'pointer';
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
  readonly down: boolean;
  /** step at which it last said anything */
  readonly heardStep: number;
  readonly waiting: readonly TouchInput[];
}

/** Steps after which a finger that is lifted and silent has gone: 3 s. A finger that stays down and silent is lifted after 10 s. */
const GONE_STEPS = 180;
const STUCK_STEPS = 600;
/** Touches kept in line for one finger; more than 20 s of drawing at 30 a second is not a person. */
const LONGEST_LINE = 600;

/** @returns touches with one more in the finger's line */
export function hearTouch(touches: readonly Touch[], input: TouchInput, step: number): Touch[] {
  const known = touches.find((touch) => touch.id === input.participant);
  if (!known)
    return [
      ...touches,
      {
        id: input.participant,
        via: input.via,
        x: input.x,
        y: input.y,
        pressure: input.pressure,
        down: false,
        heardStep: step,
        waiting: [input],
      },
    ];
  if (known.waiting.length >= LONGEST_LINE) return [...touches];
  return touches.map((touch) => (touch === known ? { ...touch, heardStep: step, waiting: [...touch.waiting, input] } : touch));
}

/** @returns a finger whose phone has gone: it finishes what it had said, then lifts */
export function letGo(touch: Touch): Touch {
  const last = touch.waiting.at(-1);
  return last ? { ...touch, waiting: [...touch.waiting, { ...last, phase: 'up' }] } : touch;
}

/** (Each field is named: this is done for every finger in every step, and spreading an object costs ten times as much.) */
const placed = (
  { id, via }: Touch,
  { x, y, pressure }: Pick<Touch, 'x' | 'y' | 'pressure'>,
  down: boolean,
  waiting: Touch['waiting'],
  heardStep: number,
): Touch => ({ id, via, x, y, pressure, down, heardStep, waiting });

/** Take the next touch in line of each finger; a long line is taken faster, but a `down` and an `up` never fall in one step. */
function stepTouch(touch: Touch, step: number): Touch {
  if (touch.waiting.length === 0) return touch.down && step - touch.heardStep > STUCK_STEPS ? { ...touch, down: false } : touch;
  const most = Math.ceil(touch.waiting.length / 30);
  let now: Touch = touch;
  let taken = 0;
  for (const input of touch.waiting.slice(0, most)) {
    const turns = input.phase === 'down' ? !now.down : input.phase === 'up' && now.down;
    if (turns && taken > 0) break;
    const down = input.phase === 'down' || (input.phase === 'move' && now.down);
    now = placed(now, input, down, now.waiting, step);
    taken++;
    if (turns) break;
  }
  return placed(now, now, now.down, touch.waiting.slice(taken), step);
}

/** @returns the fingers that are still there, each moved on by one step */
export const stepTouches = (touches: readonly Touch[], step: number): Touch[] =>
  touches
    .filter((touch) => touch.down || touch.waiting.length > 0 || step - touch.heardStep <= GONE_STEPS)
    .map((touch) => stepTouch(touch, step));
