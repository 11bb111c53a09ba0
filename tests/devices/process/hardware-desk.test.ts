import { describe, expect, it } from 'vitest';
import type { BoardEvent } from '../../../devices/hardware/client.ts';
import type { ToBoard } from '../../../devices/hardware/messages.ts';
import type { HardwarePins } from '../../../devices/hardware/pins.ts';
import { createHardwareDesk } from '../../../devices/process/hardware-desk.ts';
import type { ArmState, ArmStatus, FromArm, ToArm } from '../../../devices/process/messages.ts';
import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import { createTestTime } from '../stream/time.ts';

const why = { code: 'board/lost', text: 'It was unplugged.', remedy: 'Plug it in again.' };
const up: BoardEvent = { kind: 'up', firmware: 'firmata 2.5 (test)' };
const is = (input: 'stop' | 'presence', on: boolean): BoardEvent => ({ kind: 'input', input, on });
const resting: Omit<ArmStatus, 'state'> = {
  driver: 'test',
  at: null,
  queued: 0,
  painted: 0,
  withdrawn: 0,
  dips: 0,
  washes: 0,
  dipsLeft: 0,
  brush: null,
  slowed: false,
  lastFault: null,
  etaS: 0,
  committedMs: 0,
  maxCommittedMs: 0,
  starvedMs: 0,
  segments: 0,
};

function rig(pins: HardwarePins) {
  const time = createTestTime();
  const handled: ToArm[] = [];
  const emitted: FromArm[] = [];
  const told: ToBoard[] = [];
  let hear: (event: BoardEvent) => void = () => undefined;
  const desk = createHardwareDesk({
    board: {
      name: '/dev/ttyACM0',
      tell: (message) => {
        told.push(message);
        return true;
      },
      onEvent: (listener) => {
        hear = listener;
      },
    },
    pins,
    timers: time,
    handle: (message) => handled.push(message),
    emit: (message) => emitted.push(message),
  });
  const clear = (): void => {
    for (const list of [handled, emitted, told]) list.length = 0;
  };
  const state = (now: ArmState): void => desk.heard({ kind: 'status', status: { ...resting, state: now } });
  return { time, handled, emitted, told, desk, clear, state, hear: (event: BoardEvent) => hear(event) };
}
const pieceOf = (stroke: string): PaintedPiece => ({
  stroke,
  author: 'tester',
  paint: 'black',
  brush: 'flat',
  points: [],
  fromMm: 0,
  loadFrom: 1,
  loadTo: 1,
});
const lights = (told: readonly ToBoard[]): object =>
  Object.fromEntries(told.flatMap((message) => (message.kind === 'output' ? [[message.output, message.on]] : [])));

describe('the desk between a board and the arm', () => {
  it('holds the arm until every guard on the board has told how it is', () => {
    const { handled, hear } = rig({ stopPin: 2, presencePin: 4 });
    expect(handled).toContainEqual({ kind: 'presence', from: 'sensor', is: 'inside' });
    hear(up);
    hear(is('stop', false));
    expect(handled.at(-1)).toEqual({ kind: 'presence', from: 'sensor', is: 'inside' });
    hear(is('presence', false));
    expect(handled.at(-1)).toEqual({ kind: 'presence', from: 'sensor', is: 'clear' });
  });

  it('stops for the button, once for each press, and forbids to go on while it is pressed', () => {
    const { handled, emitted, desk, hear, clear } = rig({ stopPin: 2 });
    hear(up);
    hear(is('stop', false));
    clear();
    hear(is('stop', true));
    hear(is('stop', true));
    expect(handled.filter(({ kind }) => kind === 'stop')).toHaveLength(1);
    expect(emitted).toEqual([{ kind: 'stopped', by: 'button' }]);
    for (const kind of ['resume', 'home'] as const) expect(desk.forbids({ kind })?.code).toBe('hardware/pressed');
    expect(desk.forbids({ kind: 'stop' })).toBeUndefined();
    hear(is('stop', false));
    expect(desk.forbids({ kind: 'resume' })).toBeUndefined();
  });

  it('stops at once for a button that is pressed when the board comes up', () => {
    const { handled, hear } = rig({ stopPin: 2 });
    hear(up);
    hear(is('stop', true));
    expect(handled.some(({ kind }) => kind === 'stop')).toBe(true);
  });

  it('holds for whoever is on the mat, and no longer', () => {
    const { handled, hear, clear } = rig({ presencePin: 4 });
    hear(up);
    hear(is('presence', false));
    clear();
    hear(is('presence', true));
    hear(is('presence', false));
    expect(handled).toEqual([
      { kind: 'presence', from: 'sensor', is: 'inside' },
      { kind: 'presence', from: 'sensor', is: 'clear' },
    ]);
  });

  it('holds the arm when a board that can stop it is lost, says so once, and lets go when it is back', () => {
    const { handled, emitted, desk, hear, clear } = rig({ stopPin: 2 });
    hear(up);
    hear(is('stop', false));
    clear();
    for (const againInMs of [1000, 2000, 4000]) hear({ kind: 'down', why, againInMs });
    expect(emitted).toEqual([{ kind: 'fault', fault: { ...why, text: expect.stringMatching(/^It was unplugged\. The arm waits/) } }]);
    expect(handled).toContainEqual({ kind: 'presence', from: 'sensor', is: 'inside' });
    expect(desk.forbids({ kind: 'resume' })).toMatchObject({ code: 'hardware/away', text: expect.stringContaining('/dev/ttyACM0') });
    clear();
    hear(up);
    expect(handled.at(-1)).not.toEqual({ kind: 'presence', from: 'sensor', is: 'clear' });
    hear(is('stop', false));
    expect(handled.at(-1)).toEqual({ kind: 'presence', from: 'sensor', is: 'clear' });
  });

  it('does not hold the arm for a board of lamps alone', () => {
    const { handled, emitted, hear } = rig({ stoppedLampPin: 5 });
    hear({ kind: 'down', why, againInMs: 1000 });
    expect(handled).toEqual([]);
    expect(emitted).toEqual([{ kind: 'fault', fault: why }]);
  });

  it('lights what the arm does, and again when the board is back', () => {
    const { told, hear, state, clear } = rig({ armedLampPin: 5, paintingLampPin: 6, stoppedLampPin: 7, pumpPin: 8 });
    hear(up);
    state({ kind: 'painting', stroke: 'a', doneMm: 3 });
    expect(lights(told)).toEqual({ armedLamp: true, paintingLamp: true, stoppedLamp: false, pump: true });
    clear();
    state({ kind: 'painting', stroke: 'a', doneMm: 4 });
    expect(told).toEqual([]);
    state({ kind: 'held', why: 'operator' });
    expect(lights(told)).toEqual({ armedLamp: true, paintingLamp: false, stoppedLamp: true, pump: false });
    clear();
    hear({ kind: 'down', why, againInMs: 1000 });
    hear(up);
    expect(lights(told)).toMatchObject({ stoppedLamp: true });
  });

  it('tells of each stroke whether the load cell felt the brush while it was down', async () => {
    const { time, handled, hear, desk } = rig({ loadPin: 'A0', loadLeast: 12 });
    hear(up);
    const paint = async (stroke: string, load: number): Promise<void> => {
      hear({ kind: 'load', value: load });
      desk.heard({ kind: 'painted', piece: pieceOf(stroke) });
      desk.heard({ kind: 'life', life: { kind: 'painted', stroke } });
      await time.pass(2000);
    };
    await paint('a', 30);
    // the well was felt, long before the brush came down for this one
    hear({ kind: 'load', value: 500 });
    await time.pass(1000);
    await paint('b', 11);
    // a load cell that says nothing has not said that nothing landed
    desk.heard({ kind: 'painted', piece: pieceOf('c') });
    desk.heard({ kind: 'life', life: { kind: 'painted', stroke: 'c' } });
    expect(handled).toEqual([
      { kind: 'landed', stroke: 'a', seen: true },
      { kind: 'landed', stroke: 'b', seen: false },
    ]);
  });
});
