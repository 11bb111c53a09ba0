import { describe, expect, it } from 'vitest';
import { checkModel } from '../../../stage/pages/stage/hands/model.ts';
import { type Clock, createRecordedHands, readRecording } from '../../../stage/pages/stage/hands/recorded.ts';
import { stageKeyOf } from '../../../stage/pages/stage/keys.ts';
import { readSettings } from '../../../stage/pages/stage/settings.ts';
import type { HandsMessage } from '../../../stage/protocol/doors.ts';

const message = (t: number): HandsMessage => ({ source: 'camera', t, aspect: 4 / 3, hands: [] });

describe('a recording of hands', () => {
  it('is refused, naming the entry, when its time does not rise', () => {
    const read = readRecording([message(0), message(33), message(33)], '/walk.json');
    expect(read).toMatchObject({ ok: false, why: { text: 'Entry 2 of /walk.json is not the next hand message.' } });
  });

  it('is refused when it is empty or not a list', () => {
    expect(readRecording([], 'a').ok).toBe(false);
    expect(readRecording({ t: 0 }, 'a').ok).toBe(false);
  });

  it('plays at the speed of the clock, again and again, with time that always rises', () => {
    let now = 1000;
    let tick = (): void => undefined;
    const clock: Clock = {
      now: () => now,
      eachFrame(call) {
        tick = call;
        return () => {
          tick = () => undefined;
        };
      },
    };
    const seen: number[] = [];
    const states: string[] = [];
    const source = createRecordedHands([message(500), message(600), message(700)], clock, {
      onFrame: ({ t, source: from }) => seen.push(from === 'recording' ? t : Number.NaN),
      onState: ({ kind }) => states.push(kind),
    });
    source.start();
    for (; now < 2600; now += 50) tick();
    source.stop();
    tick();
    expect(seen).toEqual([0, 100, 200, 700, 800, 900, 1400, 1500]);
    expect(states).toEqual(['running', 'off']);
  });
});

describe('the hand model', () => {
  const bytes = new Uint8Array([0x50, 0x4b, 3, 4]);
  const expected = { sha256: 'ab'.repeat(32), bytes: 4 };

  it('is taken when it is the one that was assembled', () => {
    expect(checkModel(bytes, expected.sha256, expected).ok).toBe(true);
  });
  it('is refused when its digest is another one, with the remedy', () => {
    expect(checkModel(bytes, 'cd'.repeat(32), expected)).toMatchObject({
      ok: false,
      why: { code: 'wrong-model', remedy: 'Run `npm run models`.' },
    });
  });
  it('is refused by its size where the browser computes no digest', () => {
    expect(checkModel(bytes, null, { ...expected, bytes: 5 })).toMatchObject({ ok: false, why: { code: 'wrong-model' } });
  });
  it('counts as missing when a page of HTML came in its place', () => {
    expect(checkModel(new TextEncoder().encode('<!doctype html>'), null, null)).toMatchObject({ ok: false, why: { code: 'no-model' } });
  });
});

describe('the settings of the stage', () => {
  it('look for bodies only where the address asks for it', () => {
    expect(['', '?bodies', '?bodies=off', '?bodies=on'].map((search) => readSettings(search).bodies)).toEqual([false, true, false, true]);
  });
});

describe('the keys of the stage', () => {
  const press = { ctrlKey: false, metaKey: false, altKey: false, repeat: false };

  it('stop the arm with S and Pause, as on every page', () => {
    for (const key of ['s', 'S', 'Pause']) expect(stageKeyOf({ ...press, key })).toBe('stop');
    expect(stageKeyOf({ ...press, key: 's', ctrlKey: true })).toBeNull();
  });
  it('do nothing while they are held', () => {
    expect(stageKeyOf({ ...press, key: 'p', repeat: true })).toBeNull();
  });
});
