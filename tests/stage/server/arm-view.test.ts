import { describe, expect, it } from 'vitest';
import { machineSchema } from '../../../devices/machine.ts';
import easel from '../../../devices/machines/virtual-easel.json' with { type: 'json' };
import type { ArmState, ArmStatus } from '../../../devices/process/messages.ts';
import { armSentence, roughly } from '../../../stage/server/arm-sentence.ts';
import { armView } from '../../../stage/server/arm-view.ts';
import { lookAtMachine } from '../../../stage/server/machine-view.ts';

const machine = machineSchema.parse(easel);
const sight = lookAtMachine(machine, { widthMm: 700, heightMm: 500 }, []);
const fault = { code: 'port/silent', text: 'The controller has not answered for 2.0 s.', remedy: 'Check its cable.' };
const status: ArmStatus = {
  state: { kind: 'painting', stroke: '1-0012', doneMm: 3 },
  driver: 'grbl 1.1h on /dev/ttyUSB0',
  at: null,
  queued: 29,
  painted: 11,
  withdrawn: 2,
  dips: 9,
  washes: 3,
  dipsLeft: 4,
  brush: { paint: 'vermilion', leftMm: 144 },
  slowed: false,
  lastFault: null,
  etaS: 170,
  committedMs: 0,
  maxCommittedMs: 0,
  starvedMs: 0,
  segments: 0,
};
const view = (changed: Partial<ArmStatus> = {}, stop: Parameters<typeof armView>[1]['stop'] = null) =>
  armView({ ...status, ...changed }, { machine, sight, mmPerDip: 240, stop });
const inState = (state: ArmState, stop: Parameters<typeof armView>[1]['stop'] = null) => view({ state }, stop);

describe('the arm as pages are told of it', () => {
  it('has what is left of the paint on its brush as a share of a dip', () => {
    expect(view().brush).toEqual({ paint: 'vermilion', left: 0.6 });
    expect(view({ brush: { paint: 'vermilion', leftMm: 900 } }).brush?.left).toBe(1);
    expect(view({ brush: null }).brush).toBeNull();
  });

  it('has its last fault in words, with its time', () => {
    expect(view({ lastFault: { fault, atMs: Date.UTC(2026, 10, 25, 21, 4, 5) } }).lastFault).toEqual({
      text: fault.text,
      remedy: fault.remedy,
      at: '2026-11-25T21:04:05.000Z',
    });
  });

  it('has what it says itself apart from what pages put into words', () => {
    expect(inState({ kind: 'faulted', fault })).toMatchObject({
      says: { code: 'faulted' },
      refusal: { text: fault.text, remedy: fault.remedy },
    });
    expect(inState({ kind: 'offline' })).toMatchObject({ says: { code: 'offline' }, refusal: null });
    expect(inState({ kind: 'unreferenced', hint: 'Home it.' })).toMatchObject({ refusal: { text: '', remedy: 'Home it.' } });
  });

  it('is stopped by somebody only while an operator’s hold stands', () => {
    const stop = { place: 'console', who: '2' } as const;
    expect(inState({ kind: 'held', why: 'operator' }, stop).says).toEqual({ code: 'stopped', from: stop });
    expect(inState({ kind: 'held', why: 'presence' }, stop).says).toEqual({ code: 'held', why: 'presence' });
    expect(inState({ kind: 'ready' }, stop).says).toEqual({ code: 'ready' });
  });
});

describe('the line of the terminal', () => {
  it('says how far the painting is', () => {
    expect(armSentence(view())).toBe('painting 12 of 40 · 3 min left · 4 dips · paint 60 %');
    expect(armSentence(view({ dipsLeft: 1, slowed: true }))).toContain('1 dip · paint 60 % · slowed: somebody is near');
  });

  it('says what it waits for, and what is left', () => {
    expect(armSentence(view({ state: { kind: 'held', why: 'presence' }, queued: 3, etaS: 20, dipsLeft: 0 }))).toBe(
      'held: somebody is too near · 3 waiting · 20 s left',
    );
    expect(armSentence(inState({ kind: 'faulted', fault }))).toContain(fault.text);
    expect(armSentence(armView(null, { machine, sight, mmPerDip: 240, stop: null }))).toBe('looking for the arm');
  });

  it('rounds a time as people do', () => {
    expect([0, 59.2, 170, 4800].map(roughly)).toEqual(['1 s', '60 s', '3 min', '1 h 20 min']);
  });
});
