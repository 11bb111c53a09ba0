import { isSame } from '../canonical.ts';
import type { Input } from '../input.ts';
import { type Mapping, mappingSchema } from '../mapping/schema.ts';
import { own } from '../own.ts';
import { type Edited, partsOf } from './parts.ts';

/** Two cues that are one: it has another number. */
export interface Renamed {
  readonly was: number;
  readonly is: number;
}

/** What an edit did, for whoever is asked whether it shall be taken back. */
export type EditName =
  | { readonly what: 'cue/add' | 'cue/change' | 'cue/remove'; readonly number: number; readonly name: string }
  | ({ readonly what: 'mapping/add' | 'mapping/remove' | 'mapping/learn' } & Named)
  /** `field`: what of it, where that is one thing */
  | ({ readonly what: 'mapping/change'; readonly field: MappingField | null } & Named)
  | { readonly what: 'snapshot/store' | 'snapshot/replace' | 'snapshot/forget'; readonly name: string }
  /** the programme's file was edited */
  | { readonly what: 'file' };

type Named = Pick<Mapping, 'id' | 'from' | 'to'>;
export type MappingField = Exclude<keyof Mapping, 'id' | 'from' | 'to'>;

const FIELDS = Object.keys(mappingSchema.shape).filter((key): key is MappingField => key !== 'id' && key !== 'from' && key !== 'to');
/** These are set with a fader, which says many values on its way to one. */
const FADED: readonly (MappingField | null)[] = ['in', 'out', 'bend', 'steps', 'attackS', 'releaseS', 'depth', 'threshold'];
/** what comes within this of a fader's last word belongs to it, steps */
const ONE_EDIT_STEPS = 60;

function nameOfChange(was: Mapping, is: Mapping): EditName {
  const { id, from, to } = is;
  if (was.from !== from || was.to !== to) return { what: 'mapping/change', id, from, to, field: null };
  const [field = null, ...more] = FIELDS.filter((one) => !isSame(was[one], is[one]));
  return { what: 'mapping/change', id, from, to, field: more.length > 0 ? null : field };
}

/** @returns what an edit does, in the show before it; null where it is none, or does nothing */
export function nameOf(show: Edited, input: Input): EditName | null {
  const there = (id: string) => partsOf(show).mappings.find((one) => one.id === id);
  switch (input.kind) {
    case 'cue/put':
      return { what: input.instead === null ? 'cue/add' : 'cue/change', number: input.cue.number, name: input.cue.name };
    case 'cue/remove': {
      const gone = show.book.list.find(({ number }) => number === input.number);
      return gone === undefined ? null : { what: 'cue/remove', number: gone.number, name: gone.name };
    }
    case 'cue/list':
      return { what: 'file' };
    case 'mapping/put': {
      const { id, from, to } = input.mapping;
      const was = there(id);
      return was === undefined ? { what: 'mapping/add', id, from, to } : nameOfChange(was, input.mapping);
    }
    case 'mapping/remove': {
      const gone = there(input.id);
      return gone === undefined ? null : { what: 'mapping/remove', id: gone.id, from: gone.from, to: gone.to };
    }
    case 'snapshot/store':
      return { what: own(show.kept, input.name) === undefined ? 'snapshot/store' : 'snapshot/replace', name: input.name };
    case 'snapshot/forget':
      return { what: 'snapshot/forget', name: input.name };
    default:
      return null;
  }
}

/** @param since - steps between them; @returns whether an edit is the last one still, going on */
export const goesOn = (last: EditName, name: EditName, since: number): boolean =>
  last.what === 'mapping/change' && FADED.includes(last.field) && since <= ONE_EDIT_STEPS && isSame(last, name);
