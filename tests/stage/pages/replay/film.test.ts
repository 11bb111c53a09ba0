import { describe, expect, it } from 'vitest';
import { frameOf, planFilm } from '../../../../stage/pages/replay/film/plan.ts';
import { wavOf } from '../../../../stage/pages/replay/film/wav.ts';

describe('which steps a film shows', () => {
  const job = { fromS: 60, frames: 60, fps: 30, warmUpS: 10 };

  it('goes on two steps a frame at thirty, and one at sixty', () => {
    expect(planFilm(job).shown.slice(0, 3)).toEqual([3600, 3602, 3604]);
    expect(planFilm({ ...job, fps: 60 }).shown.slice(0, 3)).toEqual([3600, 3601, 3602]);
  });

  it('shows the step that a frame’s time falls in where the rate does not divide the show’s', () => {
    const { shown } = planFilm({ ...job, frames: 50, fps: 25 });
    expect(shown.slice(0, 6)).toEqual([3600, 3602, 3604, 3607, 3609, 3612]);
    expect(shown.at(-1)).toBe(3600 + Math.floor((49 * 60) / 25));
  });

  it('begins to warm up before it, but never before the show', () => {
    expect(planFilm(job).fromStep).toBe(3000);
    expect(planFilm({ ...job, fromS: 4 }).fromStep).toBe(1);
    expect(planFilm({ ...job, fromS: 0 })).toMatchObject({ fromStep: 1, skip: 0 });
  });

  it('has sound of exactly its length, that begins where its first step is heard', () => {
    expect(planFilm(job)).toMatchObject({ samples: 96_000, skip: 480_000 });
    expect(planFilm({ ...job, frames: 1, fps: 24 }).samples).toBe(2000);
    expect(planFilm({ ...job, frames: 1001, fps: 29.97 }).samples).toBe(Math.round((1001 / 29.97) * 48_000));
  });

  it('has steps to hear until its end, after the last that is seen', () => {
    expect(planFilm(job).toStep).toBe(3600 + 119);
    expect(planFilm({ ...job, frames: 2, fps: 1 }).toStep).toBe(3600 + 119);
  });

  it('finds the frame that first shows a cue', () => {
    const { shown } = planFilm(job);
    expect([frameOf(shown, 3600), frameOf(shown, 3603), frameOf(shown, 3718)]).toEqual([1, 3, 60]);
    expect([frameOf(shown, 3599), frameOf(shown, 3719)]).toEqual([null, null]);
  });
});

describe('a WAV file', () => {
  const left = Float32Array.of(0, 1, -1, 2, 0.5);
  const right = Float32Array.of(0, -0.5, 0.25, -2, 0);
  const file = wavOf(left, right, 48_000);
  const view = new DataView(file.buffer);
  const text = (at: number, length: number): string => String.fromCharCode(...file.subarray(at, at + length));
  const sample = (n: number): number => {
    const at = 44 + 3 * n;
    return ((view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16)) << 8) >> 8;
  };

  it('says what it is: stereo, 24 bits, its rate and its length', () => {
    expect([text(0, 4), text(8, 8), text(36, 4)]).toEqual(['RIFF', 'WAVEfmt ', 'data']);
    expect(view.getUint32(4, true)).toBe(file.length - 8);
    expect(view.getUint32(40, true)).toBe(5 * 6);
    expect(view.getUint16(22, true)).toBe(2);
    expect(view.getUint32(24, true)).toBe(48_000);
    expect(view.getUint32(28, true)).toBe(288_000);
    expect(view.getUint16(34, true)).toBe(24);
  });

  it('holds both channels in turn, and clips what is beyond', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(sample)).toEqual([0, 0, 0x7fffff, -4_194_303, -0x7fffff, 2_097_152, 0x7fffff, -0x7fffff]);
  });

  it('wants as much of the one channel as of the other', () => {
    expect(() => wavOf(left, right.subarray(1), 48_000)).toThrow(/5 samples left, 4 right/);
  });
});
