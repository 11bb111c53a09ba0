import { type Board, type Clamp, morph, moveByHand, recall, undo } from './board.ts';
import type { Input } from './input.ts';
import type { Masters } from './masters.ts';
import { clampParam, type Params } from './scene.ts';

/** As much of a show as an artist's hands move directly. */
export interface Hands extends Board {
  readonly step: number;
  /** the picture stands still, and nothing new is drawn */
  readonly frozen: boolean;
}

/** @param params - of the scene that is on: what it does not have cannot be moved */
export function obeyHand<S extends Hands>(state: S, input: Input | { readonly kind: 'calm' }, params: Params): S {
  const masters = (change: Partial<Masters>): S => ({ ...state, masters: { ...state.masters, ...change } });
  const clamp: Clamp = (name, value) => clampParam(params, name, value);
  switch (input.kind) {
    case 'panic':
      return masters({ panic: state.masters.panic === 'no' ? 'fading' : 'cut' });
    case 'calm':
      return masters({ panic: 'no' });
    case 'blackout':
      return masters({ blackout: input.on });
    case 'freeze':
      return { ...state, frozen: input.on };
    case 'master':
      return moveByHand(state, { master: input.which }, input.level, state.step);
    case 'param':
      return Object.hasOwn(params, input.name)
        ? moveByHand(state, { param: input.name }, clampParam(params, input.name, input.value), state.step)
        : state;
    case 'snapshot/recall':
      return recall(state, input.name, input.seconds, clamp);
    case 'snapshot/morph':
      return morph(state, input.one, input.other, input.amount, clamp);
    case 'undo':
      return undo(state);
    default:
      return state;
  }
}
