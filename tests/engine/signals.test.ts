import { describe, expect, it } from 'vitest';
import { type Input, inputSchema } from '../../engine/input.ts';
import type { Person } from '../../engine/people.ts';
import { signalKind } from '../../engine/signals/names.ts';
import { HEARD, noSignals, type Signals, stepSignals } from '../../engine/signals.ts';
import { beginTempo } from '../../engine/tempo.ts';

const tempo = beginTempo({ bpm: 60, beatsPerBar: 4 });
const hand = (id: string, change: Partial<Person> = {}): Person => ({
  id,
  kind: 'hand',
  at: { x: 0.25, y: 0.75 },
  tip: { x: 0.25, y: 0.75 },
  velocity: { x: 0, y: 0 },
  span: 0.1,
  openness: 0.5,
  grip: false,
  pressure: 0.7,
  stillS: 2,
  paint: 'red',
  ...change,
});
const unused = () => false;
const see = (
  signals: Signals,
  people: readonly Person[],
  inputs: readonly Input[] = [],
  step = 1,
  isUsed: (name: string) => boolean = unused,
  energy = 0.4,
) => stepSignals(signals, inputs, step, { people, count: people.length, energy, tempo }, isUsed);
const told = (name: string, value: number): Input => ({ kind: 'signal', name, value });

describe('the signals of the room', () => {
  it('tell where a hand is, how open and how still', () => {
    const { values } = see(noSignals, [hand('hand-7')]);
    expect(values.get('hand/0/height')).toBe(0.75);
    expect(values.get('hand/0/across')).toBe(0.25);
    expect(values.get('hand/0/openness')).toBe(0.5);
    expect(values.get('hand/0/still')).toBe(2);
    expect(values.get('crowd/presence')).toBe(1);
  });

  it('keep a hand at its number when another leaves, and give the free number to the next', () => {
    const both = see(noSignals, [hand('hand-1'), hand('hand-2', { at: { x: 0, y: 0.1 } })]).signals;
    const one = see(both, [hand('hand-2', { at: { x: 0, y: 0.1 } })]);
    expect(one.values.has('hand/0/height')).toBe(false);
    expect(one.values.get('hand/1/height')).toBe(0.1);
    const again = see(one.signals, [hand('hand-2'), hand('hand-3', { at: { x: 0, y: 0.9 } })]);
    expect(again.values.get('hand/0/height')).toBe(0.9);
  });

  it('take a pointer for a hand, and a phone for none', () => {
    const { values } = see(noSignals, [hand('phone-a', { kind: 'phone' }), hand('pointer-a', { kind: 'pointer' })]);
    expect(values.has('hand/0/height')).toBe(true);
    expect(values.has('hand/1/height')).toBe(false);
    expect(values.get('phone/count')).toBe(1);
  });

  it('carry the energy of the crowd, and none while nobody is there', () => {
    expect(see(noSignals, [hand('hand-1')]).values.get('crowd/energy')).toBe(0.4);
    expect(see(noSignals, []).values.has('crowd/energy')).toBe(false);
  });

  it('all have a kind, a range that holds them and a name in both languages', () => {
    const people = Array.from({ length: 20 }, (_, i) =>
      hand(`hand-${i}`, { velocity: { x: 99, y: 99 }, stillS: 1e9, span: 3, grip: true }),
    );
    const { values } = see(noSignals, people, [told('midi/cc/7', 0.3), told('osc/fader/1', 0.4), told('bid/last', 0.1)]);
    expect(values.size).toBeGreaterThan(16 * 7);
    for (const [name, value] of values) {
      const kind = signalKind(name);
      expect(kind, name).not.toBeNull();
      expect(value).toBeGreaterThanOrEqual(kind?.min ?? Number.NaN);
      expect(value).toBeLessThanOrEqual(kind?.max ?? Number.NaN);
      expect(Math.min(kind?.label.en.length ?? 0, kind?.label.fr.length ?? 0), name).toBeGreaterThan(3);
    }
  });
});

describe('a signal that is told', () => {
  it('keeps its value until it is told another; the last of a step counts', () => {
    const { signals } = see(noSignals, [], [told('midi/cc/1', 0.2), told('midi/cc/1', 0.6)]);
    expect(see(signals, [], [], 5000).values.get('midi/cc/1')).toBe(0.6);
  });

  it('of sound is gone a second and a half after the microphone fell silent', () => {
    const { signals } = see(noSignals, [], [told('sound/low', 0.5)], 100);
    expect(see(signals, [], [], 190).values.has('sound/low')).toBe(true);
    expect(see(signals, [], [], 191).values.has('sound/low')).toBe(false);
    expect(see(signals, [], [], 191).signals.heard).toEqual({});
  });

  it('cannot be one that the show sees by itself, or one that nobody knows', () => {
    const refused = [
      'crowd/energy',
      'hand/0/height',
      'clock/beat',
      'midi/cc/128',
      'midi/cc/01',
      'osc/',
      'osc/A',
      'osc/a/b/c/d',
      'constructor',
      '',
    ];
    for (const name of refused) expect(inputSchema.safeParse(told(name, 0.5)).success, name).toBe(false);
    for (const name of ['sound/level', 'midi/cc/127', 'midi/note/0', 'pad/axis/7', 'pad/button/31', 'osc/1/fader-2/x', 'bid/last'])
      expect(inputSchema.safeParse(told(name, 0.5)).success, name).toBe(true);
    expect(inputSchema.safeParse(told('midi/cc/1', 1.01)).success).toBe(false);
    expect(inputSchema.safeParse(told('midi/cc/1', Number.NaN)).success).toBe(false);
  });

  it('is one of a hundred and twenty-eight at most; a flood of names leaves those in use alone', () => {
    let { signals } = see(noSignals, [], [told('midi/cc/1', 0.7), told('osc/old', 0.1)], 1);
    const isUsed = (name: string) => name === 'midi/cc/1';
    for (let step = 2; step < 50; step++) {
      const flood = Array.from({ length: 40 }, (_, i) => told(`osc/x${step}/${i}`, 0.5));
      signals = see(signals, [], flood, step, isUsed).signals;
      expect(Object.keys(signals.heard).length).toBeLessThanOrEqual(HEARD);
    }
    expect(signals.heard['midi/cc/1']?.value).toBe(0.7);
    expect(signals.heard['osc/old']).toBeUndefined();
  });
});
