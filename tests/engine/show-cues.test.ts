import { describe, expect, it } from 'vitest';
import type { Cue } from '../../engine/cues/cue.ts';
import type { Input } from '../../engine/input.ts';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import type { Score } from '../../engine/scene.ts';
import { createShow, type Stepped } from '../../engine/show.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };

const swell = { kind: 'slider', min: 0, max: 40, initial: 12, unit: 'mm', label: { en: 'Swell', fr: 'Houle' } } as const;

/** A scene that counts its steps, and draws a line in every one. */
const counting = (id: string): Score<unknown> => ({
  id,
  title: id,
  params: { swell },
  begin: () => 0,
  step: (count) => Number(count) + 1,
  *strokes(_state, { palette, brushes, params }) {
    yield {
      author: 'generator',
      paint: palette[0]?.id ?? '',
      brush: brushes[0]?.id ?? '',
      cause: id,
      points: [
        [10, 10, 0.5],
        [10 + (params.swell ?? 0), 20, 0.5],
      ],
    };
  },
  view: (count) => ({ people: [], events: [{ kind: id, x: 0, y: 0, strength: Number(count) / 1e6, paint: '' }], presence: 0 }),
});
const scenes = [counting('sea'), counting('land')];

function play(
  cues: readonly (Partial<Cue> & { readonly scene: string })[],
  inputs: Record<number, Input[]>,
  steps: number,
  more: Partial<Programme> = {},
): Stepped[] {
  const programme: Programme = programmeSchema.parse({
    ...builtIn,
    ...more,
    cues: cues.map((cue, i) => ({ number: i + 1, name: cue.scene, params: {}, ...cue })),
  });
  const show = createShow(programme, scenes);
  const all: Stepped[] = [];
  let state = show.begin(1);
  for (let step = 1; step <= steps; step++) {
    const stepped = show.step(JSON.parse(JSON.stringify(state)), inputs[step] ?? []);
    state = stepped.state;
    all.push(stepped);
  }
  return all;
}
const go = { 60: [{ kind: 'go' }] } as const satisfies Record<number, Input[]>;

describe('a change of scene', () => {
  const all = play([{ scene: 'sea' }, { scene: 'land', transition: { kind: 'ripple', seconds: 1 } }], { ...go }, 200);

  it('has both scenes play for as long as the transition takes, and then one', () => {
    expect(all[58]?.state.leaving).toBeNull();
    expect(all[59]?.state.leaving).toMatchObject({ kind: 'ripple', seconds: 1 });
    expect(all[110]?.state.leaving).toMatchObject({ scene: 'sea', state: 111 });
    expect(all[110]?.view.events[0]?.kind).toBe('land');
    expect(all[125]?.state.leaving).toBeNull();
  });

  it('lets only the scene that comes draw', () => {
    expect(all.slice(59).flatMap(({ strokes }) => strokes.filter(({ cause }) => cause === 'sea'))).toEqual([]);
    expect(all[70]?.strokes).toHaveLength(1);
  });

  it('is at once where it is cut', () => {
    const cut = play([{ scene: 'sea' }, { scene: 'land', transition: { kind: 'cut', seconds: 1 } }], { ...go }, 62);
    expect(cut.at(-1)?.state.leaving).toBeNull();
  });
});

describe('a cue in the same scene', () => {
  it('lets the scene go on, and its parameters go over as slowly as the transition', () => {
    const all = play(
      [{ scene: 'sea' }, { scene: 'sea', params: { swell: 32 }, transition: { kind: 'dissolve', seconds: 2 } }],
      { ...go },
      200,
    );
    expect(all.at(-1)?.state.scene.state).toBe(200);
    expect(all[119]?.state.params.swell).toBeCloseTo(22, 0);
    expect(all.at(-1)?.state.params.swell).toBe(32);
  });

  it('fades the masters as it is told, within their range', () => {
    const all = play([{ scene: 'sea' }, { scene: 'sea', fades: [{ what: 'sound', to: 0.25, seconds: 1 }] }], { ...go }, 240);
    expect(all.at(-1)?.state.masters.sound).toBe(0.25);
    expect(all.at(-1)?.state.masters.soundNow).toBeCloseTo(0.25, 2);
  });
});

describe('a fade of a master', () => {
  it('goes on over a change of scene, and so does a hand’s undo of one; those of the old scene’s parameters end', () => {
    const fades: Cue['fades'] = [
      { what: 'light', to: 0.2, seconds: 2 },
      { what: 'param', name: 'swell', to: 40, seconds: 2 },
    ];
    const sound: Input = { kind: 'master', which: 'sound', level: 0.5 };
    const inputs: Record<number, Input[]> = { 30: [sound], ...go, 150: [{ kind: 'undo' }] };
    const { state } = play([{ scene: 'sea', fades }, { scene: 'land' }], inputs, 240).at(-1) ?? {};
    expect(state).toMatchObject({ params: { swell: 12 }, masters: { light: 0.2, sound: 1 }, fades: {} });
  });
});

describe('a snapshot that was written by hand', () => {
  it('takes no parameter out of its range, at once, by a fade or by a morph', () => {
    const snapshots = { high: { params: { swell: 1e308 }, light: 1, sound: 1 }, low: { params: { swell: -1e308 }, light: 0, sound: 1 } };
    const inputs: Record<number, Input[]> = {
      10: [{ kind: 'snapshot/recall', name: 'high', seconds: 1 }],
      50: [{ kind: 'snapshot/morph', one: 'high', other: 'low', amount: 0.25 }],
      60: [{ kind: 'snapshot/recall', name: 'low', seconds: 0 }],
    };
    const all = play([{ scene: 'sea' }], inputs, 70, { snapshots });
    for (const { state } of all) expect(state.params.swell).toBe(Math.min(40, Math.max(0, state.params.swell ?? Number.NaN)));
    expect([50, 60].map((step) => all[step]?.state.params.swell)).toEqual([30, 0]);
  });
});

describe('a GO that waits for the beat', () => {
  /** The step in which cue 2 came, and the beats then and just before. */
  const comes = (bpm: number, quantise: 'beat' | 'bar', more: Record<number, Input[]> = {}, cue: Partial<Cue> = {}) => {
    const cues = [{ scene: 'sea' }, { scene: 'sea', quantise, ...cue }];
    const all = play(cues, { ...more, 31: [{ kind: 'go' }] }, 1000, { tempo: { bpm, beatsPerBar: 4 } });
    const place = all.findIndex(({ state }) => state.cues.place === 1);
    return { step: place + 1, before: all[place - 1]?.state.tempo.beats ?? 0, at: all[place]?.state.tempo.beats ?? 0 };
  };
  const mid: Record<number, Input[]> = {
    40: [{ kind: 'tempo/set', bpm: 300 }],
    45: [{ kind: 'tempo/nudge', beats: 0.75 }],
    50: [{ kind: 'tempo/set', bpm: 25 }],
  };

  it.each<[number, 'beat' | 'bar', Record<number, Input[]>]>([
    [20, 'beat', {}],
    [20, 'bar', {}],
    [300, 'beat', {}],
    [300, 'bar', {}],
    [20, 'bar', mid],
    [300, 'bar', { 35: [{ kind: 'tempo/set', bpm: 20 }] }],
  ])('at %d bpm comes in the very step of the next %s, whatever the tempo does meanwhile', (bpm, quantise, inputs) => {
    const { before, at } = comes(bpm, quantise, inputs);
    const unit = quantise === 'beat' ? 1 : 4;
    expect(Math.floor(at / unit)).toBe(Math.floor(before / unit) + 1);
    // of the beat in which it was pressed, or the one after it
    expect(Math.floor(at / unit)).toBeLessThanOrEqual(Math.floor((31 * (bpm / 3600)) / unit) + 1);
  });

  it('has its pre-wait first, and none of it when GO is pressed twice', () => {
    expect(comes(120, 'bar', {}, { preWaitS: 2.5 }).step).toBe(241);
    expect(comes(20, 'bar', { 70: [{ kind: 'go' }] }).step).toBe(70);
  });
});

describe('what follows by itself', () => {
  it('waits for the painting to be finished', () => {
    const inputs: Record<number, Input[]> = { 20: [{ kind: 'painting', left: 3 }], 90: [{ kind: 'painting', left: 0 }] };
    const all = play([{ scene: 'sea', until: { on: 'painting' } }, { scene: 'land' }], inputs, 100);
    expect(all[88]?.state.cues.place).toBe(0);
    expect(all[90]?.state.cues.place).toBe(1);
  });
});

describe('a freeze', () => {
  it('stops the picture and the strokes, and lets both go on where they were', () => {
    const all = play([{ scene: 'sea' }], { 50: [{ kind: 'freeze', on: true }], 100: [{ kind: 'freeze', on: false }] }, 120);
    expect(all.slice(49, 99).flatMap(({ strokes }) => strokes)).toEqual([]);
    expect(all[80]?.view.events).toEqual([]);
    expect(all.at(-1)?.state.scene.state).toBe(70);
    const { step = 0, scene } = all.at(-1)?.state ?? {};
    expect(step - (scene?.sinceStep ?? 0)).toBe(70);
  });

  it('holds a scene that comes while it lasts at its beginning, and the one that leaves with it', () => {
    const inputs: Record<number, Input[]> = {
      50: [{ kind: 'freeze', on: true }],
      60: [{ kind: 'go' }],
      100: [{ kind: 'freeze', on: false }],
    };
    const all = play([{ scene: 'sea' }, { scene: 'land', transition: { kind: 'ripple', seconds: 1 } }], inputs, 110);
    expect(all[98]?.state).toMatchObject({ scene: { scene: 'land', state: 0 }, leaving: { scene: 'sea', state: 49, doneS: 0 } });
    expect(all.at(-1)?.state).toMatchObject({ scene: { state: 11 }, leaving: { state: 60 } });
  });
});

describe('the artist’s hand', () => {
  it('stores, recalls with a fade, and takes back', () => {
    const all = play(
      [{ scene: 'sea' }],
      {
        10: [{ kind: 'snapshot/store', name: 'calm' }],
        20: [{ kind: 'param', name: 'swell', value: 99 }],
        30: [{ kind: 'snapshot/recall', name: 'calm', seconds: 1 }],
        120: [{ kind: 'master', which: 'light', level: 0.3 }],
        130: [{ kind: 'undo' }],
      },
      200,
    );
    expect(all[25]?.state.params.swell).toBe(40);
    expect(all[100]?.state.params.swell).toBe(12);
    expect(all[125]?.state.masters.light).toBe(0.3);
    expect(all.at(-1)?.state.masters.light).toBe(1);
  });
});

describe('a show that is edited while it plays', () => {
  const cue = (number: number, scene: string) => ({ number, name: `Cue ${number}`, scene, params: {} });
  const put: Input = { kind: 'cue/put', cue: cue(1.5, 'land'), instead: null };

  it('takes a cue that was added meanwhile', () => {
    const all = play([{ scene: 'sea' }, { scene: 'sea' }], { 10: [put], ...go }, 400);
    expect(all.at(-1)?.state.scene.scene).toBe('land');
    expect(all.at(-1)?.state.book.list.map(({ number }) => number)).toEqual([1, 1.5, 2]);
  });

  it('changes nothing that would be saved in show mode, and plays on', () => {
    const inputs: Record<number, Input[]> = {
      5: [{ kind: 'show-mode', on: true }],
      10: [put, { kind: 'snapshot/store', name: 'now' }, { kind: 'param', name: 'swell', value: 30 }],
      20: [{ kind: 'mapping/learn', to: 'sea/swell' }],
      ...go,
    };
    const { state } = play([{ scene: 'sea' }, { scene: 'land' }], inputs, 100).at(-1) ?? {};
    expect(state?.book.list).toHaveLength(2);
    expect([state?.kept, state?.mapping.learn, state?.scene.scene]).toEqual([{}, null, 'land']);
  });

  it('does not take a cue whose scene it does not have', () => {
    const all = play([{ scene: 'sea' }], { 10: [{ kind: 'cue/put', cue: cue(2, 'moon'), instead: null }] }, 20);
    expect(all.at(-1)?.state.book.list).toHaveLength(1);
  });

  it('goes where most of the room wants to, and forgets the votes there', () => {
    const until: Cue['until'] = [
      { on: 'vote', choice: 'land', count: 2, to: 3 },
      { on: 'time', seconds: 60 },
    ];
    const votes = ['phone-a', 'phone-b'].map((participant): Input => ({ kind: 'vote', participant, choice: 'land' }));
    const all = play([{ scene: 'sea', until }, { scene: 'sea' }, { scene: 'land' }], { 30: votes }, 60);
    expect(all[28]?.state.cues.place).toBe(0);
    expect(all[29]?.state.scene.scene).toBe('land');
    expect(all[29]?.state.cues.votes).toEqual({});
  });
});
