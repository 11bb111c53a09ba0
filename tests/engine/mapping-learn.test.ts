import { describe, expect, it } from 'vitest';
import type { Input } from '../../engine/input.ts';
import { beginMappings } from '../../engine/mapping/book.ts';
import { DT, hold, make } from './mapping-bench.ts';

describe('learning', () => {
  const learn: Input = { kind: 'mapping/learn', to: 'hush/flow' };
  const base = { 'midi/cc/1': 0.5, 'hand/0/height': 0.5, 'clock/beat': 0 };

  it('binds the knob that was moved, not the beat and not a hand that sways', () => {
    let state = hold(beginMappings([]), base, { seconds: 1, inputs: [learn] });
    for (let i = 0; i < 60; i++)
      state = hold(
        state,
        { ...base, 'clock/beat': i / 60, 'hand/0/height': 0.5 + 0.1 * Math.sin(i / 5), 'midi/cc/1': 0.5 + i / 200 },
        { seconds: DT },
      );
    expect(state.learn).toBeNull();
    expect(state.rows.map(({ mapping }) => [mapping.from, mapping.to])).toEqual([['midi/cc/1', 'hush/flow']]);
  });

  it('takes the larger of two movements', () => {
    let state = hold(beginMappings([]), { 'midi/cc/1': 0, 'midi/cc/2': 0 }, { seconds: 0.5, inputs: [learn] });
    for (let i = 0; i < 60; i++) state = hold(state, { 'midi/cc/1': i / 240, 'midi/cc/2': i / 80 }, { seconds: DT });
    expect(state.rows[0]?.mapping.from).toBe('midi/cc/2');
  });

  it('binds a pad whose first word is a press', () => {
    let state = hold(beginMappings([]), base, { seconds: 0.5, inputs: [learn] });
    state = hold(state, { ...base, 'midi/note/36': 0.8 }, { seconds: 0.6 });
    expect(state.rows[0]?.mapping.from).toBe('midi/note/36');
  });

  it('binds a hand that is raised while no knob is moved', () => {
    let state = hold(beginMappings([]), base, { seconds: 0.5, inputs: [learn] });
    for (let i = 0; i < 80; i++) state = hold(state, { ...base, 'hand/0/height': Math.min(1, 0.2 + i / 80) }, { seconds: DT });
    expect(state.rows[0]?.mapping.from).toBe('hand/0/height');
  });

  it('gives an existing mapping another signal and keeps the rest of it, but not the old signal’s range', () => {
    const mapping = make({ to: 'hush/flow', in: [0.2, 0.4], out: [60, 80], curve: 's-curve' });
    let state = hold(beginMappings([mapping]), base, { seconds: 0.5, inputs: [{ ...learn, id: 'm' }] });
    state = hold(state, { ...base, 'midi/cc/9': 1 }, { seconds: 0.6 });
    const { in: _, ...kept } = mapping;
    expect(state.rows.map((row) => row.mapping)).toEqual([{ ...kept, from: 'midi/cc/9' }]);
  });

  it('ends when it is called off, or when nobody moved anything for half a minute', () => {
    const waiting = hold(beginMappings([]), base, { seconds: 1, inputs: [learn] });
    expect(waiting.learn?.to).toBe('hush/flow');
    expect(hold(waiting, base, { seconds: DT, inputs: [{ kind: 'mapping/learn', to: null }] }).learn).toBeNull();
    expect(hold(waiting, base, { seconds: 30 }).learn).toBeNull();
    expect(hold(waiting, base, { seconds: 30 }).rows).toEqual([]);
  });
});
