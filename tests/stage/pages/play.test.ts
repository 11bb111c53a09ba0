import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mappingSchema } from '../../../engine/mapping/schema.ts';
import { createRests } from '../../../engine/signals/rests.ts';
import { figure, newMapping, signalChoices, signalLabel } from '../../../stage/pages/console/mapping-names.ts';
import { readMidi } from '../../../stage/pages/console/midi-words.ts';
import { fromAxis, readPad } from '../../../stage/pages/console/pads.ts';
import { createSignalSender, type Told } from '../../../stage/pages/shared/signal-sender.ts';
import { levelsOf } from '../../../stage/pages/stage/ears-levels.ts';
import { stageKeyOf } from '../../../stage/pages/stage/keys.ts';

describe('MIDI', () => {
  it('is read as knobs, notes, the wheel and the clock, whatever the channel', () => {
    expect(readMidi([0xb0, 1, 127])).toEqual({ kind: 'value', name: 'midi/cc/1', value: 1 });
    expect(readMidi([0xbf, 74, 0])).toEqual({ kind: 'value', name: 'midi/cc/74', value: 0 });
    expect(readMidi([0x90, 36, 64])).toMatchObject({ name: 'midi/note/36', value: 64 / 127 });
    expect(readMidi([0x83, 36, 64])).toMatchObject({ name: 'midi/note/36', value: 0 });
    expect(readMidi([0xe0, 0x7f, 0x7f])).toMatchObject({ name: 'midi/bend', value: 1 });
    expect([0xf8, 0xfa, 0xfc].map((status) => readMidi([status])?.kind)).toEqual(['pulse', 'start', 'stop']);
  });

  it('says nothing that a show listens to otherwise', () => {
    for (const data of [[], [0xb0, 123, 0], [0xb0, 200, 0], [0xf0, 1, 2], [0xc0, 5], [0xfe]]) expect(readMidi(data)).toBeNull();
  });
});

describe('a gamepad', () => {
  it('rests in the very middle and reaches both ends', () => {
    expect([-1, -0.05, 0, 0.07, 1].map(fromAxis)).toEqual([0, 0.5, 0.5, 0.5, 1]);
    expect(fromAxis(0.54)).toBeCloseTo(0.75, 9);
  });

  it('has eight axes and thirty-two buttons at most', () => {
    const told = readPad({ axes: new Array(12).fill(0), buttons: new Array(40).fill({ value: 1 }) });
    expect(told).toHaveLength(40);
    expect(told.at(-1)).toEqual(['pad/button/31', 1]);
  });
});

describe('a device that is unplugged', () => {
  it('lets go of its keys, buttons and sticks, and leaves its knobs where they are', () => {
    const at: Record<string, number> = {};
    const rests = createRests((name, value) => {
      at[name] = value;
    });
    rests.put('keys', 'midi/note/36', 0.8);
    rests.put('keys', 'midi/bend', 1);
    rests.put('keys', 'midi/cc/1', 0.7);
    for (const [name, value] of readPad({ axes: [-1, 0], buttons: [{ value: 1 }, { value: 0 }] })) rests.put('pad', name, value);
    rests.only(['keys']);
    expect(at).toEqual({
      ...{ 'midi/note/36': 0.8, 'midi/bend': 1, 'midi/cc/1': 0.7 },
      ...{ 'pad/axis/0': 0.5, 'pad/axis/1': 0.5, 'pad/button/0': 0, 'pad/button/1': 0 },
    });
    rests.only([]);
    expect(at).toMatchObject({ 'midi/note/36': 0, 'midi/bend': 0.5, 'midi/cc/1': 0.7 });
  });
});

describe('ears', () => {
  const rate = 48_000;
  const bins = 1024;
  /** What an analyser shows of a sine: its energy in one bin, true to the window's sum. */
  const sine = (hz: number, amplitude: number) => {
    const wave = Float32Array.from({ length: 2048 }, (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / rate));
    const spectrum = new Float32Array(bins).fill(Number.NEGATIVE_INFINITY);
    spectrum[Math.round(hz / (rate / 2 / bins))] = 10 * Math.log10((amplitude ** 2 / 4) * 0.3046);
    return levelsOf(wave, spectrum, rate);
  };

  it('hear a sine as loud in its band as in all, and not in the others', () => {
    for (const [hz, band] of [
      [120, 'low'],
      [800, 'mid'],
      [4000, 'high'],
    ] as const) {
      const levels = sine(hz, 0.1);
      expect(levels[band]).toBeCloseTo(levels.level, 1);
      expect(levels.low + levels.mid + levels.high).toBeCloseTo(levels[band], 9);
    }
  });

  it('are at 0 in silence, at 1 in a roar, and finite at anything', () => {
    expect(levelsOf(new Float32Array(2048), new Float32Array(bins).fill(Number.NEGATIVE_INFINITY), rate)).toEqual({
      level: 0,
      low: 0,
      mid: 0,
      high: 0,
    });
    expect(sine(100, 1).level).toBe(1);
    expect(sine(100, 0.01).level).toBeGreaterThan(0.2);
    expect(Object.values(levelsOf([], [], rate)).every(Number.isFinite)).toBe(true);
  });

  it('are opened by L', () => {
    expect(stageKeyOf({ key: 'l', ctrlKey: false, metaKey: false, altKey: false, repeat: false })).toBe('listen');
  });
});

describe('what is told of knobs', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const open = (aliveMs?: number) => {
    const sent: (readonly Told[])[] = [];
    const sender = createSignalSender((values) => sent.push(values), {
      everyMs: 33,
      ...(aliveMs !== undefined && { aliveMs }),
      now: () => Date.now(),
    });
    return { sent, sender };
  };

  it('is the first at once, then the latest of each now and then, and always the last', () => {
    const { sent, sender } = open();
    for (let i = 0; i <= 10; i++) sender.put('midi/cc/1', i / 10);
    sender.put('midi/cc/2', 0.5);
    vi.advanceTimersByTime(100);
    expect(sent).toEqual([
      [{ name: 'midi/cc/1', value: 0 }],
      [
        { name: 'midi/cc/1', value: 1 },
        { name: 'midi/cc/2', value: 0.5 },
      ],
    ]);
  });

  it('is told once more, all of it, when the line comes back', () => {
    const { sent, sender } = open();
    for (let i = 0; i < 40; i++) sender.put(`midi/cc/${i}`, 1);
    vi.advanceTimersByTime(200);
    sent.length = 0;
    sender.put('midi/cc/0', 0);
    sender.again();
    vi.advanceTimersByTime(200);
    expect(Object.fromEntries(sent.flat().map(({ name, value }) => [name, value]))).toEqual(
      Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`midi/cc/${i}`, i === 0 ? 0 : 1])),
    );
    expect(sent.every((values) => values.length <= 32)).toBe(true);
  });

  it('is nothing while nothing moves, unless it is to be kept alive', () => {
    const quiet = open();
    const alive = open(500);
    for (let ms = 0; ms < 2000; ms += 50) {
      quiet.sender.put('sound/low', 0.5);
      alive.sender.put('sound/low', 0.5);
      vi.advanceTimersByTime(50);
    }
    expect(quiet.sent).toHaveLength(1);
    expect(alive.sent).toHaveLength(4);
  });

  it('is at most thirty-two values a message, none of them lost or out of range', () => {
    const { sent, sender } = open();
    for (let i = 0; i < 80; i++) sender.put(`midi/cc/${i}`, i);
    sender.put('midi/cc/90', Number.NaN);
    vi.advanceTimersByTime(200);
    expect(Math.max(...sent.map((values) => values.length))).toBe(32);
    expect(sent.flat()).toHaveLength(80);
    expect(sent.flat().every(({ value }) => value >= 0 && value <= 1)).toBe(true);
  });
});

describe('the panel of mappings', () => {
  it('names signals in both languages', () => {
    expect(signalLabel('hand/0/height', 'en')).toBe('Hand 1, height');
    expect(signalLabel('hand/0/height', 'fr')).toBe('Main 1, hauteur');
    expect(signalLabel('nobody', 'en')).toBe('nobody');
  });

  it('offers the usual signals and whatever else there is, each once', () => {
    const ids = signalChoices(['midi/cc/10', 'midi/cc/2', 'hand/0/height']).map(({ id }) => id);
    expect(ids.slice(-2)).toEqual(['midi/cc/2', 'midi/cc/10']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives a new mapping the first free name', () => {
    const taken = [mappingSchema.parse({ id: 'own-1', from: 'midi/cc/1', to: 'hush/flow' })];
    expect(newMapping('midi/cc/2', 'hush/swell', taken)).toMatchObject({ id: 'own-2', from: 'midi/cc/2', to: 'hush/swell', depth: 1 });
  });

  it('shows three figures and a unit', () => {
    expect([figure(3.13579, 'mm'), figure(31.3579, ''), figure(313.579, '%')]).toEqual(['3.14 mm', '31.4', '314 %']);
  });
});
