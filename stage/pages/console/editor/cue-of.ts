import { type Cue, cueSchema, type FadeWish, MOST_NOTES, type Until } from '../../../../engine/cues/cue.ts';
import { done, type Result } from '../../../../engine/result.ts';
import type { Params } from '../../../../engine/scene.ts';
import { type Draft, type FadeDraft, SELF, type UntilDraft } from './draft.ts';
import { createReader, type Faults, type Reader } from './faults.ts';

/** What a draft is held against. */
export interface Around {
  /** numbers of the other cues */
  readonly others: readonly number[];
  /** parameters of a scene; undefined where there is no such scene */
  readonly paramsOf: (scene: string) => Params | undefined;
}

const SECONDS = { min: 0, max: 3600 };
const PERCENT = { min: 0, max: 100 };
const ANY = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
const NUMBER = { min: 0, max: 9999 };
const share = (percent: number): number => Number((percent / 100).toPrecision(12));
const said = (text: string): boolean => text.trim() !== '';

/** @returns what reads the number of a cue that this one leads to */
function createSigns(reader: Reader, own: number, others: readonly number[]) {
  return (field: string, text: string): number => {
    if (text === SELF) return own;
    const number = reader.figure(field, text, NUMBER);
    if (said(text) && !others.includes(number)) reader.amiss(field, { kind: 'absent' });
    return number;
  };
}

function transitionOf(draft: Draft, reader: Reader): Cue['transition'] {
  const kind = reader.short('transition', draft.transition);
  return { kind, seconds: kind === 'cut' ? 0 : reader.figure('transitionS', draft.transitionS, { min: 0, max: 60 }) };
}

function fadeOf(draft: FadeDraft, at: string, reader: Reader, params: Params): FadeWish {
  const { curve } = draft;
  const seconds = reader.figure(`${at}.seconds`, draft.seconds, SECONDS);
  if (draft.what !== 'param') return { what: draft.what, to: share(reader.figure(`${at}.to`, draft.to, PERCENT)), seconds, curve };
  const slider = params[draft.name];
  if (slider === undefined) reader.amiss(`${at}.what`, { kind: 'param' });
  return { what: 'param', name: draft.name, to: reader.figure(`${at}.to`, draft.to, slider ?? ANY), seconds, curve };
}

function untilOf(draft: UntilDraft, at: string, reader: Reader, leadsTo: ReturnType<typeof createSigns>): Until {
  const seconds = (): number => reader.figure(`${at}.seconds`, draft.seconds, SECONDS);
  const count = (max: number): number => reader.figure(`${at}.count`, draft.count, { min: 1, max, whole: true });
  const level = (field: 'above' | 'below') =>
    said(draft[field]) && { [field]: share(reader.figure(`${at}.${field}`, draft[field], PERCENT)) };
  const to = said(draft.to) && { to: leadsTo(`${at}.to`, draft.to) };
  switch (draft.on) {
    case 'time':
      return { on: 'time', seconds: seconds(), ...to };
    case 'gesture':
      return { on: 'gesture', gesture: draft.gesture, ...(said(draft.count) && { count: count(1000) }), ...to };
    case 'vote': {
      const label = reader.words(`${at}.label`, draft.label, 60);
      return {
        ...{ on: 'vote', choice: reader.short(`${at}.choice`, draft.choice) },
        ...(label !== '' && { label }),
        ...{ count: count(100_000), ...to },
      };
    }
    case 'energy':
      return { on: 'energy', ...level('above'), ...level('below'), seconds: seconds(), ...to };
    case 'painting': {
      const left = said(draft.left) && { left: reader.figure(`${at}.left`, draft.left, { min: 0, max: 100_000, whole: true }) };
      return { on: 'painting', ...left, ...to };
    }
  }
}

/** @returns the cue that a draft is, or what is amiss in it, field by field */
export function cueOf(draft: Draft, { others, paramsOf }: Around): Result<Cue, Faults> {
  const reader = createReader();
  const number = reader.figure('number', draft.number, NUMBER);
  if (said(draft.number) && others.includes(number)) reader.amiss('number', { kind: 'taken' });
  const leadsTo = createSigns(reader, number, others);
  const params = paramsOf(draft.scene);
  if (params === undefined) reader.amiss('scene', { kind: 'absent' });
  const untils = draft.untils.map((until, i) => untilOf(until, `untils.${i}`, reader, leadsTo));
  const [only] = untils;
  const fades = draft.fades.map((fade, i) => fadeOf(fade, `fades.${i}`, reader, params ?? {}));
  const notes = reader.words('notes', draft.notes, MOST_NOTES);
  const group = reader.words('group', draft.group, 60);
  const cue = cueSchema.safeParse({
    number,
    name: reader.words('name', draft.name, 120, true),
    scene: draft.scene,
    // a scene that was chosen and left again has what was set for it still in the draft
    params: Object.fromEntries(Object.entries(draft.params).filter(([name]) => params?.[name] !== undefined)),
    ...(notes !== '' && { notes }),
    ...(group !== '' && { group }),
    ...(draft.transition !== '' && { transition: transitionOf(draft, reader) }),
    ...(fades.length > 0 && { fades }),
    ...(said(draft.preWaitS) && { preWaitS: reader.figure('preWaitS', draft.preWaitS, SECONDS) }),
    ...(draft.quantise !== '' && { quantise: draft.quantise }),
    ...(said(draft.followS) && { follow: { afterS: reader.figure('followS', draft.followS, SECONDS) } }),
    ...(untils.length > 0 && { until: untils.length === 1 ? only : untils }),
    ...(draft.loopTo !== '' && {
      loop: {
        to: leadsTo('loopTo', draft.loopTo),
        times: reader.figure('loopTimes', draft.loopTimes, { min: 0, max: 10_000, whole: true }),
      },
    }),
  });
  if (Object.keys(reader.faults).length > 0) return { ok: false, why: reader.faults };
  if (cue.success) return done(cue.data);
  const [issue] = cue.error.issues;
  return { ok: false, why: { [issue?.path.join('.') ?? '']: { kind: 'other', text: issue?.message ?? '' } } };
}
