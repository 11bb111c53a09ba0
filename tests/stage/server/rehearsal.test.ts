import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../../engine/input.ts';
import { asItWas } from '../../../engine/rehearsal.ts';
import { scenes } from '../../../scenes/index.ts';
import { playOnto } from '../../../stage/ledger/onto.ts';
import { openRun } from '../../../stage/ledger/open-run.ts';
import { openLedger } from '../../../stage/ledger/store.ts';
import { createBooks } from '../../../stage/server/books.ts';
import { recall } from '../../../stage/server/recall.ts';
import { openRehearsal } from '../../../stage/server/rehearsal.ts';
import { HOUR, livelyHour, livelyProgramme } from '../../support/lively-hour.ts';
import { recordQuickly } from '../../support/recorded-quickly.ts';

const STEPS = 3_600;
const usual = { fromS: 0, pace: 1 };
let folder: string;
let data: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-rehearsal-'));
  data = join(folder, 'data');
  recordQuickly(join(data, 'show.ledger'), { programme: livelyProgramme, steps: STEPS, inputsAt: livelyHour(HOUR) });
  recordQuickly(join(data, 'show.ledger'), { programme: livelyProgramme, steps: 60, inputsAt: () => [] });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a rehearsal in a running show', () => {
  it('says each step what yesterday’s audience did in it, under names of its own, and once that it is over', () => {
    const opened = openRehearsal({ ...usual, ledger: data, run: 1 }, join(folder, 'data-rehearsal'));
    if (!opened.ok) throw new Error(opened.why.text);
    const rehearsal = opened.value;
    const said: [number, Input][] = [];
    const logged: string[] = [];
    for (let step = 1; step <= STEPS + 100; step++)
      rehearsal.before(
        step,
        (input) => void said.push([step, input]),
        (_level, text) => void logged.push(text),
      );
    rehearsal.dispose();
    const inputsAt = livelyHour(HOUR);
    const recorded = Array.from({ length: STEPS }, (_, i) => inputsAt(i + 1)).flat();
    const audience = recorded.filter(({ kind }) => ['hands', 'touch', 'join', 'leave'].includes(kind));
    expect(said.length).toBeGreaterThanOrEqual(audience.length);
    expect(said.slice(0, audience.length).map(([, { kind }]) => kind)).toEqual(audience.map(({ kind }) => kind));
    for (const [, input] of said)
      expect('participant' in input ? input.participant : 'camera' in input ? input.camera : 'who' in input && input.who).toMatch(
        /^rehearsal-/,
      );
    expect(logged).toEqual([expect.stringContaining('the rehearsal is over')]);
    expect(rehearsal.view()).toMatchObject({ run: 1, title: 'Hush', inputs: said.length, over: true });
  });

  it.each([
    ['a ledger that is not there', () => ({ ledger: join(folder, 'nowhere') }), 'ledger/absent', /nowhere/],
    ['a file that is no ledger', () => ({ ledger: join(folder, 'not.ledger') }), 'ledger/unreadable', /not\.ledger/],
    ['a performance that was not given', () => ({ ledger: data, run: 9 }), 'ledger/no-run', /no performance 9/],
    ['a performance to which nobody came', () => ({ ledger: data }), 'rehearsal/nobody', /performance 2/],
    ['a beginning after everybody had left', () => ({ ledger: data, run: 1, fromS: 90 }), 'rehearsal/nobody', /first 90 s/],
  ])('refuses %s', (_what, wish, code, names) => {
    writeFileSync(join(folder, 'not.ledger'), 'hello, this is no database at all');
    const opened = openRehearsal({ ...usual, ...wish() }, join(folder, 'data-rehearsal'));
    expect(opened).toMatchObject({ ok: false, why: { code, text: expect.stringMatching(names), remedy: expect.stringMatching(/./) } });
  });

  it('refuses to be recorded in the folder that it reads, by whatever way that is named', () => {
    const way = join(folder, 'another-way');
    symlinkSync(data, way);
    for (const into of [data, way, join(folder, 'x', '..', 'data')])
      expect(openRehearsal({ ...usual, ledger: data, run: 1 }, into)).toMatchObject({ ok: false, why: { code: 'rehearsal/folder' } });
  });

  it('never shares a folder with a show, whichever of them came first', () => {
    const enter = (name: string, rehearsal: { run: number; title: string } | null) => {
      mkdirSync(join(folder, name), { recursive: true });
      const ledger = openLedger(join(folder, name, 'show.ledger'), () => 1);
      const recalled = recall(ledger, createBooks(), livelyProgramme, true, rehearsal);
      ledger.close();
      return recalled;
    };
    const yesterday = { run: 1, title: 'Hush' };
    expect(enter('shows', null)).toMatchObject({ ok: true, value: { run: 1 } });
    expect(enter('shows', yesterday)).toMatchObject({ ok: false, why: { code: 'rehearsal/folder' } });
    expect(enter('shows', null)).toMatchObject({ ok: true, value: { run: 2 } });
    expect(enter('rehearsals', yesterday)).toMatchObject({ ok: true, value: { run: 1 } });
    expect(enter('rehearsals', yesterday)).toMatchObject({ ok: true, value: { run: 2 } });
    expect(enter('rehearsals', null)).toMatchObject({ ok: false, why: { code: 'data/rehearsal' } });
  });
});

describe('yesterday’s audience in tonight’s programme', () => {
  const onto = (programme: typeof livelyProgramme, withArtist = false) => {
    const opened = openRun(data, 1);
    if (!opened.ok) throw new Error(opened.why.text);
    const played = playOnto(opened.value.read, programme, scenes, { ...asItWas, withArtist });
    opened.value.close();
    if (!played.ok) throw new Error(played.why.text);
    return played.value;
  };
  const [first] = livelyProgramme.cues;
  const alone = { ...livelyProgramme, cues: first ? [{ ...first, params: {}, fades: [] }] : [] };

  it('draws by the same people, and fires what they bring about', () => {
    const tonight = {
      ...alone,
      cues: [
        {
          ...alone.cues[0],
          number: 1,
          name: 'Doors',
          scene: 'hush',
          params: {},
          until: { on: 'gesture' as const, gesture: 'pinch', count: 3 },
        },
        { number: 2, name: 'Warmer', scene: 'hush', params: { flow: 130 } },
      ],
    };
    const played = onto(tonight);
    expect(played.strokes.length).toBeGreaterThan(10);
    expect(new Set(played.strokes.map(({ author }) => author.replace(/-.*/, '')))).toContain('hand');
    expect(played.gestures.pinch).toBeGreaterThanOrEqual(3);
    expect(played.cues.map(({ number }) => number)).toEqual([1, 2]);
    expect(played.cues[1]?.atS).toBeGreaterThan(0);
    expect(played.seconds).toBeGreaterThanOrEqual(60);
  });

  it('is the same each time, and another with the artist’s faders', () => {
    const [one, two, faded] = [onto(alone), onto(alone), onto(alone, true)];
    expect(one.digest).toBe(two.digest);
    expect(faded.digest).not.toBe(one.digest);
    expect(faded.inputs).toBeGreaterThan(one.inputs);
    expect(faded.leftOut).toBeLessThan(one.leftOut);
  });

  it('is what was recorded, to the stroke, where tonight’s programme is yesterday’s and the artist comes along', () => {
    const opened = openRun(data, 1);
    if (!opened.ok) throw new Error(opened.why.text);
    const recorded = [...opened.value.read(['stroke/proposed'])].map(({ body }) => body);
    opened.value.close();
    const strokes = onto(livelyProgramme, true).strokes.filter(({ step }) => step <= STEPS);
    expect(strokes.map((stroke) => JSON.stringify(stroke))).toEqual(recorded);
  });
});
