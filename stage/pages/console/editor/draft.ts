import { type Cue, type FadeWish, type Until, untilsOf } from '../../../../engine/cues/cue.ts';

/** A fade as it is typed. `to` is in percent for light and sound, in the parameter's own unit otherwise. */
export interface FadeDraft {
  readonly what: FadeWish['what'];
  /** of the parameter */
  readonly name: string;
  readonly to: string;
  readonly seconds: string;
  readonly curve: 'even' | 'soft';
}

/** A condition as it is typed: one that changes its kind keeps what was written for the other. Shares are in percent. */
export interface UntilDraft {
  readonly on: Until['on'];
  readonly seconds: string;
  readonly gesture: string;
  readonly choice: string;
  readonly label: string;
  readonly count: string;
  readonly above: string;
  readonly below: string;
  readonly left: string;
  /** number of the cue that comes then; empty is the next, `self` this one */
  readonly to: string;
}

/** A cue as it is typed: figures are text until they are kept, so that half of one may stand. Empty is “not said”. */
export interface Draft {
  readonly number: string;
  readonly name: string;
  readonly scene: string;
  readonly group: string;
  readonly notes: string;
  /** those that the cue sets; the others are the scene's own */
  readonly params: Readonly<Record<string, number>>;
  /** its name; empty is the usual one */
  readonly transition: string;
  readonly transitionS: string;
  readonly fades: readonly FadeDraft[];
  readonly preWaitS: string;
  readonly quantise: '' | 'beat' | 'bar';
  readonly followS: string;
  readonly untils: readonly UntilDraft[];
  /** number of the cue it goes back to; `self` this one */
  readonly loopTo: string;
  readonly loopTimes: string;
}

/** The cue itself, whatever its number will be. */
export const SELF = 'self';

const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
/** A share as percent, without the last digits that a binary fraction leaves behind. */
const percent = (share: number | undefined): string => (share === undefined ? '' : String(Number((share * 100).toPrecision(12))));

export const freshFade: FadeDraft = { what: 'light', name: '', to: '100', seconds: '4', curve: 'soft' };
export const freshUntil: UntilDraft = {
  ...{ on: 'time', seconds: '60', gesture: 'raise', choice: '', label: '', count: '' },
  ...{ above: '', below: '', left: '', to: '' },
};

function fadeDraft(fade: FadeWish): FadeDraft {
  const share = fade.what !== 'param';
  return {
    what: fade.what,
    name: share ? '' : fade.name,
    to: share ? percent(fade.to) : text(fade.to),
    seconds: text(fade.seconds),
    curve: fade.curve ?? 'soft',
  };
}

function untilDraft(until: Until, leadsTo: (to: number | undefined) => string): UntilDraft {
  const draft = { ...freshUntil, on: until.on, to: leadsTo(until.to) };
  switch (until.on) {
    case 'time':
      return { ...draft, seconds: text(until.seconds) };
    case 'gesture':
      return { ...draft, gesture: until.gesture, count: text(until.count) };
    case 'vote':
      return { ...draft, choice: until.choice, label: until.label ?? '', count: text(until.count) };
    case 'energy':
      return { ...draft, above: percent(until.above), below: percent(until.below), seconds: text(until.seconds) };
    case 'painting':
      return { ...draft, left: text(until.left) };
  }
}

/** @returns a cue, laid open for typing */
export function draftOf(cue: Cue): Draft {
  const leadsTo = (to: number | undefined): string => (to === cue.number ? SELF : text(to));
  return {
    number: text(cue.number),
    name: cue.name,
    scene: cue.scene,
    group: cue.group ?? '',
    notes: cue.notes ?? '',
    params: cue.params,
    transition: cue.transition?.kind ?? '',
    transitionS: text(cue.transition?.seconds),
    fades: (cue.fades ?? []).map(fadeDraft),
    preWaitS: text(cue.preWaitS),
    quantise: cue.quantise ?? '',
    followS: text(cue.follow?.afterS),
    untils: untilsOf(cue).map((until) => untilDraft(until, leadsTo)),
    loopTo: leadsTo(cue.loop?.to),
    loopTimes: text(cue.loop?.times),
  };
}

/** A cue that nobody has named yet. @param like - what it has of the one before it */
export const blankDraft = (number: number | null, like: Pick<Draft, 'scene' | 'group'>): Draft => ({
  ...{ number: number === null ? '' : String(number), name: '', ...like, notes: '', params: {} },
  ...{ transition: '', transitionS: '', fades: [], preWaitS: '', quantise: '', followS: '', untils: [], loopTo: '', loopTimes: '' },
});
