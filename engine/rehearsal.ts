import type { Input } from './input.ts';
import type { StampedInput } from './replay.ts';
import { HZ } from './show.ts';

/** Whose an input is: those who came to see the show, whoever plays it, or the house itself. */
export type Side = 'audience' | 'artist' | 'house';

type Sides = { readonly [K in Input['kind']]: Side | ((input: Extract<Input, { readonly kind: K }>) => Side) };

/** Every kind of input is somebody's: one that is not named here does not compile. */
const sides: Sides = {
  hands: 'audience',
  bodies: 'audience',
  touch: 'audience',
  join: 'audience',
  vote: 'audience',
  leave: 'audience',
  // the room's noise and its bids are everybody's; knobs, pads and other programs stand beside the artist
  signal: ({ name }) => (name.startsWith('sound/') || name.startsWith('bid/') ? 'audience' : 'artist'),
  go: 'artist',
  'cue/back': 'artist',
  'cue/stop': 'artist',
  'cue/standby': 'artist',
  'cue/hold': 'artist',
  'cue/jump': 'artist',
  undo: 'artist',
  freeze: 'artist',
  'snapshot/store': 'artist',
  'snapshot/recall': 'artist',
  'snapshot/morph': 'artist',
  panic: 'artist',
  blackout: 'artist',
  master: 'artist',
  param: 'artist',
  'mapping/put': 'artist',
  'mapping/remove': 'artist',
  'mapping/learn': 'artist',
  'tempo/tap': 'artist',
  'tempo/nudge': 'artist',
  'tempo/set': 'artist',
  'clock/pulse': 'artist',
  'snapshot/forget': 'artist',
  // what was edited yesterday is in yesterday's programme, and that is not what is rehearsed
  'cue/put': 'house',
  'cue/remove': 'house',
  'cue/list': 'house',
  'cue/unedit': 'house',
  'edit/undo': 'house',
  'edit/redo': 'house',
  'show-mode': 'house',
  // what yesterday's arm had left to paint is nothing to tonight's
  painting: 'house',
};

function sideIn<K extends Input['kind']>(kind: K, input: Extract<Input, { readonly kind: K }>): Side {
  const side: Side | ((input: Extract<Input, { readonly kind: K }>) => Side) = sides[kind];
  return typeof side === 'function' ? side(input) : side;
}

/** @returns whose this input is */
export const sideOf = (input: Input): Side => sideIn(input.kind, input);

export interface RehearsalWish {
  readonly withArtist: boolean;
  /** begins so far into the performance, s */
  readonly fromS: number;
  /** 2 is twice as fast as it was; cameras' and clocks' own times go along */
  readonly pace: number;
  /** before the names of phones, pointers and cameras, so that nobody of tonight has them */
  readonly prefix: string;
}
export const asItWas: RehearsalWish = { withArtist: false, fromS: 0, pace: 1, prefix: '' };

/** Names are at most this long; of a longer one the end is kept, where pseudonyms differ. */
const LONGEST_NAME = 40;

/** @returns who an input is by, or null where that is nobody with a name */
function nameOf(input: Input): string | null {
  switch (input.kind) {
    case 'hands':
    case 'bodies':
      return input.camera;
    case 'touch':
    case 'join':
      return input.participant;
    case 'leave':
      return input.who;
    default:
      return null;
  }
}

function retold(input: Input, { pace, prefix }: RehearsalWish): Input {
  const named = (name: string): string => (prefix === '' ? name : prefix + name.slice(-(LONGEST_NAME - prefix.length)));
  switch (input.kind) {
    case 'hands':
    case 'bodies':
      return { ...input, camera: named(input.camera), t: input.t / pace };
    case 'touch':
    case 'join':
    case 'vote':
      return { ...input, participant: named(input.participant) };
    case 'leave':
      return { ...input, who: named(input.who) };
    case 'tempo/tap':
      return { ...input, t: input.t / pace };
    case 'clock/pulse':
      return { ...input, times: input.times.map((t) => t / pace) };
    default:
      return input;
  }
}

/**
 * A recorded performance's audience as the audience of another: in order, at their own times from step 1 on, and gone when it is
 * over. A finger that was down at the end is lifted, a camera forgotten.
 *
 * @param inputs - ascending by step
 */
export function* rehearse(inputs: Iterable<StampedInput>, wish: RehearsalWish): Generator<StampedInput> {
  const fromStep = Math.round(wish.fromS * HZ);
  const present = new Set<string>();
  let last = 1;
  for (const { step, input } of inputs) {
    const side = sideOf(input);
    if (step <= fromStep || side === 'house' || (side === 'artist' && !wish.withArtist)) continue;
    const told = retold(input, wish);
    const name = nameOf(told);
    if (name !== null && told.kind === 'leave') present.delete(name);
    else if (name !== null) present.add(name);
    last = Math.max(1, Math.ceil((step - fromStep) / wish.pace));
    yield { step: last, input: told };
  }
  for (const who of present) yield { step: last + 1, input: { kind: 'leave', who } };
}
