import { goGuardS, placeOfNext } from '../../engine/cues/player.ts';
import { ahead, isEdit, whyNotEdited } from '../../engine/editing.ts';
import type { Input } from '../../engine/input.ts';
import type { Refusal } from '../../engine/result.ts';
import type { ShowState } from '../../engine/show.ts';
import { findScene } from '../../scenes/index.ts';
import type { ArtistWish } from '../protocol/artist.ts';
import { whyNotCue } from './programme/check.ts';

/** What an artist asks of the cues, and what is kept of the faders. @returns why not */
export interface Artist {
  go(): Refusal | null;
  /** takes the cue of this number */
  cue(number: number): Refusal | null;
  wish(wish: ArtistWish): Refusal | null;
  /** changes what would be saved */
  edit(edit: Input): Refusal | null;
  /** whether show mode is on, or comes on in the next step */
  locked(): boolean;
}

/** What was said and waits for the next step. */
interface Intake {
  say(input: Input): void;
  waiting(): readonly Input[];
}

const cast = { has: (id: string) => findScene(id) !== undefined };

/**
 * Everything that can be refused is refused here, in words; what passes is an input of the next step. An edit is held against the
 * show as it will be then: of two that come within one step, the second is told what the first did.
 */
export function createArtist(state: () => ShowState, { say, waiting }: Intake): Artist {
  const list = () => state().book.list;
  const absent = (number: number): Refusal | null =>
    list().some((cue) => cue.number === number)
      ? null
      : {
          code: 'cue/absent',
          text: `there is no cue ${number}`,
          remedy: `take one of: ${list()
            .map((cue) => cue.number)
            .join(', ')}`,
        };
  /** the step that a GO, a jump or Back waits for: until it has come, the state knows nothing of it, and another operator's GO is one too many */
  let goneAt = -1;
  const tooSoon = (what: string): Refusal | null => {
    const { step, cues, masters } = state();
    if (step !== goneAt && cues.sinceGoS >= goGuardS) return null;
    const last = masters.panic !== 'no' && step !== goneAt ? 'the panic' : 'the last';
    return { code: 'cue/guard', text: `${what} within half a second of ${last}`, remedy: 'press once more if you mean it' };
  };
  const unknown = (name: string, { kept: snapshots }: Pick<ShowState, 'kept'> = state()): Refusal | null => {
    const kept = Object.keys(snapshots);
    if (kept.includes(name)) return null;
    const remedy = kept.length === 0 ? 'store one first' : `take one of: ${kept.join(', ')}`;
    return { code: 'snapshot/absent', text: `there is no snapshot “${name}”`, remedy };
  };
  const soon = (): ShowState => ahead(state(), waiting(), cast);
  const whyNotEdit = (edit: Input): Refusal | null => {
    const now = soon();
    const why = whyNotEdited(now, edit);
    if (why !== null) return why;
    if (edit.kind === 'snapshot/forget') return unknown(edit.name, now);
    return edit.kind === 'cue/put' ? whyNotCue(edit.cue) : null;
  };
  const whyNot = (wish: ArtistWish): Refusal | null => {
    if (isEdit(wish)) return whyNotEdit(wish);
    switch (wish.kind) {
      case 'cue/back':
        return state().cues.place > 0
          ? tooSoon('Back was pressed')
          : { code: 'cue/first', text: 'this is the first cue', remedy: 'nothing is before it' };
      case 'cue/standby':
        return absent(wish.number);
      case 'snapshot/recall':
        return unknown(wish.name);
      case 'snapshot/morph':
        return unknown(wish.one) ?? unknown(wish.other);
      case 'undo':
        return state().past.length > 0
          ? null
          : { code: 'undo/nothing', text: 'there is nothing to take back', remedy: 'move something first' };
      default:
        return null;
    }
  };
  const put = (why: Refusal | null, input: Input): Refusal | null => {
    if (why === null) say(input);
    return why;
  };
  const putGo = (why: Refusal | null, input: Input): Refusal | null => {
    if (why === null) goneAt = state().step;
    return put(why, input);
  };
  return {
    go: () => {
      const { cues, masters } = state();
      const last = masters.panic === 'no' && list()[placeOfNext(cues)] === undefined;
      const why = last ? { code: 'cue/last', text: 'this is the last cue', remedy: 'nothing follows it' } : null;
      return putGo(tooSoon('GO was pressed') ?? why, { kind: 'go' });
    },
    cue: (number) => putGo(absent(number) ?? tooSoon(`cue ${number} came`), { kind: 'cue/jump', number }),
    wish: (wish) => (wish.kind === 'cue/back' ? putGo : put)(whyNot(wish), wish),
    edit: (edit) => put(whyNotEdit(edit), edit),
    locked: () => soon().locked,
  };
}
