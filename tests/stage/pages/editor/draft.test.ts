import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cue, cueSchema, MOST_NOTES } from '../../../../engine/cues/cue.ts';
import type { Params } from '../../../../engine/scene.ts';
import { changesOf, meanwhile } from '../../../../stage/pages/console/editor/changes.ts';
import { type Around, cueOf } from '../../../../stage/pages/console/editor/cue-of.ts';
import { blankDraft, type Draft, draftOf, freshFade, freshUntil } from '../../../../stage/pages/console/editor/draft.ts';

const flow = { kind: 'slider', min: 40, max: 140, initial: 100, unit: '%', label: { en: 'Flow', fr: 'Débit' } } as const;
const params: Params = { flow };
const around: Around = { others: [1, 2, 7.5], paramsOf: (scene) => (scene === 'hush' ? params : undefined) };

/** A cue with everything in it. */
const full: Cue = {
  number: 3,
  name: 'The room fills',
  scene: 'hush',
  params: { flow: 120 },
  notes: 'wait for the lights\nthen breathe',
  group: 'Act I',
  transition: { kind: 'ink-bloom', seconds: 2.5 },
  fades: [
    { what: 'light', to: 0.57, seconds: 4, curve: 'even' },
    { what: 'param', name: 'flow', to: 60, seconds: 10, curve: 'soft' },
  ],
  preWaitS: 0.5,
  quantise: 'bar',
  follow: { afterS: 90 },
  until: [
    { on: 'time', seconds: 60 },
    { on: 'gesture', gesture: 'raise', count: 3, to: 7.5 },
    { on: 'vote', choice: 'left', label: 'To the left', count: 12, to: 3 },
    { on: 'energy', above: 0.6, seconds: 5 },
    { on: 'painting', left: 4 },
  ],
  loop: { to: 3, times: 2 },
};
const draft = draftOf(full);
const faultsOf = (change: Partial<Draft>) => {
  const read = cueOf({ ...draft, ...change }, around);
  return read.ok ? {} : read.why;
};

describe('a cue that is laid open', () => {
  it('is the same cue when it is kept', () => {
    expect(cueOf(draft, around)).toEqual({ ok: true, value: full });
    const plain: Cue = { number: 3, name: 'Still water', scene: 'hush', params: {} };
    expect(cueOf(draftOf(plain), around)).toEqual({ ok: true, value: plain });
  });

  it('keeps every level of a fade to the last digit that was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (n) => {
        const cue: Cue = {
          number: 3,
          name: 'x',
          scene: 'hush',
          params: {},
          fades: [{ what: 'sound', to: n / 100_000, seconds: 1, curve: 'soft' }],
        };
        expect(cueOf(draftOf(cue), around)).toEqual({ ok: true, value: cue });
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('leads to itself under whatever number it is given', () => {
    const read = cueOf({ ...draft, number: '5' }, around);
    expect(read.ok && [read.value.loop?.to, Array.isArray(read.value.until) && read.value.until[2]?.to]).toEqual([5, 5]);
  });

  it('forgets what was set for a scene that was left again, and only when it is kept', () => {
    const read = cueOf({ ...draft, params: { flow: 120, tension: 3 } }, around);
    expect(read.ok && read.value.params).toEqual({ flow: 120 });
  });

  it('takes figures with a comma, and blanks around them', () => {
    const read = cueOf({ ...draft, number: ' 3,5 ', followS: '0,25' }, around);
    expect(read.ok && [read.value.number, read.value.follow]).toEqual([3.5, { afterS: 0.25 }]);
  });

  it('says of a field that is changed to something impossible what is amiss, there and nowhere else', () => {
    const [fade] = draft.fades;
    const cases: readonly (readonly [Partial<Draft>, string, object])[] = [
      [{ number: '2' }, 'number', { kind: 'taken' }],
      [{ number: '' }, 'number', { kind: 'empty' }],
      [{ number: 'two' }, 'number', { kind: 'figure' }],
      [{ number: '10000' }, 'number', { kind: 'range', min: 0, max: 9999 }],
      [{ number: '1e3' }, 'number', { kind: 'figure' }],
      [{ name: '  ' }, 'name', { kind: 'empty' }],
      [{ name: 'a'.repeat(121) }, 'name', { kind: 'long', most: 120 }],
      [{ notes: 'a'.repeat(MOST_NOTES + 1) }, 'notes', { kind: 'long', most: MOST_NOTES }],
      [{ transitionS: '61' }, 'transitionS', { kind: 'range', min: 0, max: 60 }],
      [{ transitionS: '' }, 'transitionS', { kind: 'empty' }],
      [{ followS: '-1' }, 'followS', { kind: 'range', min: 0, max: 3600 }],
      [{ loopTimes: '1.5' }, 'loopTimes', { kind: 'whole' }],
      [{ loopTo: '4' }, 'loopTo', { kind: 'absent' }],
      [{ fades: [{ ...freshFade, to: '101' }] }, 'fades.0.to', { kind: 'range', min: 0, max: 100 }],
      [{ fades: [{ ...freshFade, what: 'param', name: 'gone' }] }, 'fades.0.what', { kind: 'param' }],
      [{ fades: [{ ...(fade ?? freshFade), seconds: '' }] }, 'fades.0.seconds', { kind: 'empty' }],
      [{ untils: [{ ...freshUntil, on: 'vote', choice: '2 left', count: '3' }] }, 'untils.0.choice', { kind: 'short' }],
      [{ untils: [{ ...freshUntil, on: 'vote', choice: 'left' }] }, 'untils.0.count', { kind: 'empty' }],
      [{ untils: [freshUntil, { ...freshUntil, to: '9' }] }, 'untils.1.to', { kind: 'absent' }],
    ];
    for (const [change, field, fault] of cases) expect(faultsOf(change), JSON.stringify(change)).toEqual({ [field]: fault });
    expect(faultsOf({ scene: 'nowhere' })).toMatchObject({ scene: { kind: 'absent' } });
  });

  it('allows what the show allows, up to its bounds', () => {
    const most = { number: '9999', transitionS: '60', followS: '3600', loopTimes: '10000', name: 'a'.repeat(120) };
    const read = cueOf({ ...draft, ...most, loopTo: '1' }, around);
    expect(read.ok && cueSchema.safeParse(read.value).success).toBe(true);
    expect(faultsOf({ fades: new Array(65).fill(freshFade) })).toMatchObject({ fades: { kind: 'other' } });
  });

  it('waits without a number of times or people only where that is allowed', () => {
    const read = cueOf(
      {
        ...draft,
        untils: [
          { ...freshUntil, on: 'gesture' },
          { ...freshUntil, on: 'painting' },
        ],
      },
      around,
    );
    expect(read.ok && read.value.until).toEqual([{ on: 'gesture', gesture: 'raise' }, { on: 'painting' }]);
  });

  it('cuts in no time, whatever stands beside it', () => {
    const read = cueOf({ ...draft, transition: 'cut', transitionS: '' }, around);
    expect(read.ok && read.value.transition).toEqual({ kind: 'cut', seconds: 0 });
  });
});

describe('what has changed', () => {
  it('is nothing at first, then each field once', () => {
    expect(changesOf(draft, draft)).toEqual([]);
    expect(changesOf(draft, { ...draft, name: 'Other', transition: 'eyelid', transitionS: '9', params: {} })).toEqual([
      'name',
      'params',
      'transition',
    ]);
    expect(changesOf(draft, { ...draft, transitionS: '9' })).toEqual(['transitionS']);
    const blank = blankDraft(4, { scene: 'hush', group: '' });
    expect(changesOf(blank, { ...blank, notes: 'x' })).toEqual(['notes']);
  });

  it('is seen when another console changes the cue, deletes it, or says the same in other words', () => {
    expect(meanwhile(full, [full])).toBe('same');
    expect(meanwhile(full, [{ ...full, name: 'Other' }])).toBe('changed');
    expect(meanwhile(full, [{ ...full, number: 4 }])).toBe('gone');
    const one = { ...full, until: { on: 'time', seconds: 60 } } as const;
    expect(meanwhile({ ...full, until: [{ on: 'time', seconds: 60 }] }, [one])).toBe('same');
  });
});
