import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../../engine/cues/cue.ts';
import type { SceneEvent } from '../../../../engine/scene.ts';
import { goWords, wallWords } from '../../../../stage/pages/console/preview/captions.ts';
import { createShare } from '../../../../stage/pages/console/preview/share.ts';
import { standbyOf } from '../../../../stage/pages/console/preview/standby.ts';
import { createTurns } from '../../../../stage/pages/console/preview/turns.ts';
import { enPreview } from '../../../../stage/pages/shared/i18n/en-preview.ts';
import { nothingYet, type ShowNow } from '../../../../stage/pages/shared/mirror.ts';

/** @returns how often each picture was drawn in ten seconds of a 60 Hz display, where each takes so many frames */
function drawn(frames: number): { a: number; b: number; together: number } {
  const turns = createTurns(['a', 'b'] as const);
  const count = { a: 0, b: 0, together: 0 };
  let doneAt = -1;
  let busy = 0;
  for (let n = 0; n < 600; n++) {
    const picture = turns.next((n * 1000) / 60 + (n % 3 === 0 ? 0.4 : -0.4), n >= doneAt);
    if (n < doneAt) busy++;
    if (picture === null) continue;
    count[picture]++;
    doneAt = n + frames;
  }
  return { ...count, together: busy / 600 };
}

describe('the turns of the two pictures', () => {
  it('give each of them twenty a second where the graphics are quick', () => {
    const { a, b } = drawn(1);
    expect(a).toBeGreaterThanOrEqual(190);
    expect(a).toBeLessThanOrEqual(201);
    expect(Math.abs(a - b)).toBeLessThanOrEqual(1);
  });

  it('leave the page three quarters of its time, and both pictures alike, where they are slow', () => {
    const { a, b, together } = drawn(12);
    expect(together).toBeLessThan(0.27);
    expect(a).toBeGreaterThanOrEqual(5);
    expect(Math.abs(a - b)).toBeLessThanOrEqual(1);
  });
});

describe('a picture’s share of what happened', () => {
  const event = (x: number): SceneEvent => ({ kind: 'drop', x, y: 0.5, strength: 1, paint: 'red' });

  it('is told once, in order, and kept for a picture that stands still', () => {
    const share = createShare();
    share.add({ gestures: [], events: [event(0.1)] });
    share.add({ gestures: [], events: [event(0.2), event(0.3)] });
    expect(share.take().events.map(({ x }) => x)).toEqual([0.1, 0.2, 0.3]);
    expect(share.take().events).toEqual([]);
  });

  it('does not grow without end', () => {
    const share = createShare();
    for (let n = 0; n < 1000; n++) share.add({ gestures: [], events: [event(n)] });
    const kept = share.take().events;
    expect(kept).toHaveLength(400);
    expect(kept.at(-1)?.x).toBe(999);
  });
});

const cue = (number: number, differs: Partial<Cue> = {}): Cue => ({
  number,
  name: `Cue ${number}`,
  scene: 'hush',
  params: {},
  ...differs,
});
const cueNow = (nextNumber: number | null): Pick<ShowNow, 'cue'> => ({
  cue: {
    number: 1,
    name: 'Cue 1',
    next: null,
    nextNumber,
    held: false,
    stopped: false,
    waiting: null,
    forS: 0,
    come: [],
    gone: 0,
    ballot: [],
    question: 0,
    chosen: null,
  },
});

describe('the cue on standby', () => {
  it('is found by its number, and is nothing at the end of the list', () => {
    const cues = [cue(1), cue(2.5)];
    expect(standbyOf(cues, cueNow(2.5))?.name).toBe('Cue 2.5');
    expect(standbyOf(cues, cueNow(null))).toBeNull();
    expect(standbyOf(cues, { cue: null })).toBeNull();
    expect(standbyOf([], cueNow(1))).toBeNull();
  });
});

describe('the words beside the pictures', () => {
  const full: ShowNow = { ...nothingYet, light: 1 };

  it('say why the wall is dark, and nothing in full light', () => {
    expect(wallWords(full, enPreview)).toBe('');
    expect(wallWords({ ...full, light: 0.4 }, enPreview)).toBe('light at 40 %');
    expect(wallWords({ ...full, light: 0, masters: { ...full.masters, blackout: true } }, enPreview)).toBe('dark: blackout');
    expect(wallWords({ ...full, frozen: true, leaving: { scene: 'dusk', kind: 'eyelid', progress: 0.31 } }, enPreview)).toBe(
      'eyelid, 31 % · stands still',
    );
  });

  it('say how the show goes over to the next cue, and where its light goes', () => {
    const bloom = { transition: { kind: 'ink-bloom', seconds: 6 } };
    expect(goWords(cue(2, bloom), 'dusk', enPreview)).toBe('ink-bloom, 6 s');
    expect(goWords(cue(2), 'dusk', enPreview)).toBe('wet-edge, 4 s');
    expect(goWords(cue(2, { transition: { kind: 'cut', seconds: 3 } }), 'dusk', enPreview)).toBe('cut');
    expect(goWords(cue(2, bloom), 'hush', enPreview)).toBe('same scene, 6 s');
    expect(goWords(cue(2, { ...bloom, fades: [{ what: 'light', to: 0.4, seconds: 3 }] }), 'hush', enPreview)).toBe(
      'same scene, 6 s · light to 40 %',
    );
  });
});
