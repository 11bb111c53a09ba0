import { type Signal, signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Claim } from '../../../../stage/pages/console/clock/claim.ts';
import { type Device, isSameDevice, portOf } from '../../../../stage/pages/console/clock/device.ts';
import { type ClockOut, createClockOut } from '../../../../stage/pages/console/clock/out.ts';
import { PULSE, START, STOP } from '../../../../stage/pages/console/clock/pulses.ts';
import type { Ticks } from '../../../../stage/pages/console/clock/ticks.ts';
import { listenToMidi, type Midi } from '../../../../stage/pages/console/midi.ts';
import { nothingYet, type ShowNow } from '../../../../stage/pages/shared/mirror.ts';

interface Sent {
  readonly byte: number;
  readonly atMs: number;
}
const drums: Device = { id: 'out-1', name: 'Drums' };

/** A MIDIAccess as a browser gives it: two outputs, one of them of a device that is heard too. */
function pretendAccess() {
  const sent: Record<string, Sent[]> = { 'out-1': [], 'out-2': [] };
  const output = (id: string, name: string) => ({
    ...{ id, name, manufacturer: '', state: 'connected' },
    send([byte = 0]: number[], atMs = Date.now()) {
      sent[id]?.push({ byte, atMs });
    },
  });
  const input = (id: string, name: string) => ({
    ...{ id, name, manufacturer: '', state: 'connected' },
    onmidimessage: null as ((event: { data: Uint8Array; timeStamp: number }) => void) | null,
  });
  const inputs = new Map([input('in-1', 'Drums'), input('in-2', 'Knobs')].map((port) => [port.id, port]));
  const outputs = new Map([output('out-1', 'Drums'), output('out-2', 'Keys')].map((port) => [port.id, port]));
  const access = Object.assign(new EventTarget(), { inputs, outputs });
  return {
    access,
    sent: (id: string) => sent[id] ?? [],
    says: (id: string, byte: number) => inputs.get(id)?.onmidimessage?.({ data: new Uint8Array([byte]), timeStamp: Date.now() }),
    plug(id: string, there: boolean) {
      const port = outputs.get(id);
      if (port) port.state = there ? 'connected' : 'disconnected';
      access.dispatchEvent(new Event('statechange'));
    },
  };
}

const timer: Ticks = (everyMs, tick) => {
  const id = setInterval(tick, everyMs);
  return () => clearInterval(id);
};
const alone: Claim = (_name, held) => {
  held();
  return () => {};
};

describe('a clock for a device', () => {
  let midi: Midi;
  let out: ClockOut;
  let chosen: Signal<Device | null>;
  let show: Signal<ShowNow>;
  let room: ReturnType<typeof pretendAccess>;
  let followed: number[];
  let showTimer: ReturnType<typeof setInterval>;
  let begin: (claim?: Claim) => Promise<void>;

  beforeEach(() => {
    vi.useFakeTimers({ now: 5000 });
    room = pretendAccess();
    followed = [];
    chosen = signal<Device | null>(null);
    show = signal(nothingYet);
    vi.stubGlobal('navigator', { requestMIDIAccess: async () => room.access, permissions: { query: async () => ({ state: 'prompt' }) } });
    begin = async (claim = alone) => {
      midi = listenToMidi({
        value: () => {},
        pulses: (times) => followed.push(...times),
        isOwn: (port) => chosen.peek() !== null && isSameDevice(port, chosen.peek() ?? drums),
      });
      midi.open();
      await vi.advanceTimersByTimeAsync(0);
      out = createClockOut({ chosen, outputs: midi.outputs, show, claim, ticks: timer, now: () => Date.now() });
      showTimer = setInterval(frame, 1000 / 30);
    };
  });
  afterEach(() => {
    clearInterval(showTimer);
    out.dispose();
    midi.dispose();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  /** The show began at 0 and has 120 beats a minute. */
  const frame = (): void => {
    const time = Date.now() / 1000;
    show.value = { ...nothingYet, step: Math.round(time * 60), time, tempo: { ...nothingYet.tempo, bpm: 120, beats: 2 * time } };
  };
  const counts = (id: string) => [PULSE, START, STOP].map((byte) => room.sent(id).filter((word) => word.byte === byte).length);

  it('sends nothing while none is chosen', async () => {
    await begin();
    vi.advanceTimersByTime(3000);
    expect(out.state.value).toBe('off');
    expect([counts('out-1'), counts('out-2')]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('sends a pulse for each twenty-fourth of a beat, a tenth of a second ahead, and Start at the bar', async () => {
    await begin();
    chosen.value = drums;
    expect(out.state.value).toBe('silent');
    vi.advanceTimersByTime(100);
    expect(out.state.value).toBe('waiting');
    vi.advanceTimersByTime(9900);
    expect(out.state.value).toBe('running');
    const pulses = room.sent('out-1').filter(({ byte }) => byte === PULSE);
    const due = pulses.filter(({ atMs }) => atMs <= Date.now());
    // from the first frame on, a thirtieth of a second after the choice
    expect(due.length).toBe(Math.floor(48 * 15 + 1e-6) - Math.floor(48 * (5 + 1 / 30)));
    expect(pulses.length - due.length).toBe(4);
    expect(room.sent('out-1').filter(({ byte }) => byte === START)).toEqual([{ byte: START, atMs: expect.closeTo(5998, 0) }]);
    expect(counts('out-2')).toEqual([0, 0, 0]);
  });

  it('stops the device that is left before it begins with another', async () => {
    await begin();
    chosen.value = drums;
    vi.advanceTimersByTime(3000);
    chosen.value = { id: 'out-2', name: 'Keys' };
    expect(room.sent('out-1').at(-1)?.byte).toBe(STOP);
    const before = counts('out-1');
    vi.advanceTimersByTime(3000);
    expect(counts('out-1')).toEqual(before);
    expect(counts('out-2')[1]).toBe(1);
    chosen.value = null;
    expect(room.sent('out-2').at(-1)?.byte).toBe(STOP);
    expect(out.state.value).toBe('off');
  });

  it('stops it at once when the page is left, and again after what was sent ahead', async () => {
    await begin();
    chosen.value = drums;
    vi.advanceTimersByTime(3000);
    out.leave();
    const [now, later] = room.sent('out-1').slice(-2);
    expect([now?.byte, later?.byte]).toEqual([STOP, STOP]);
    expect(now?.atMs).toBe(Date.now());
    expect(later?.atMs).toBeGreaterThan(
      Math.max(
        ...room
          .sent('out-1')
          .slice(0, -2)
          .map(({ atMs }) => atMs),
      ),
    );
  });

  it('stops it when the show is not heard for a second, and says so', async () => {
    await begin();
    chosen.value = drums;
    vi.advanceTimersByTime(3000);
    clearInterval(showTimer);
    vi.advanceTimersByTime(950);
    expect(out.state.value).toBe('running');
    vi.advanceTimersByTime(150);
    expect(out.state.value).toBe('silent');
    expect(counts('out-1')[2]).toBe(1);
  });

  it('takes nothing for news that was heard before the device was chosen', async () => {
    await begin();
    vi.advanceTimersByTime(100);
    clearInterval(showTimer);
    chosen.value = drums;
    vi.advanceTimersByTime(5000);
    expect(room.sent('out-1')).toEqual([]);
  });

  it('begins again by itself when the device is back, whatever its port is called now', async () => {
    await begin();
    chosen.value = { id: 'of yesterday', name: 'Drums' };
    vi.advanceTimersByTime(3000);
    room.plug('out-1', false);
    expect(out.state.value).toBe('unplugged');
    room.plug('out-1', true);
    vi.advanceTimersByTime(3000);
    expect(out.state.value).toBe('running');
    expect(counts('out-1')[1]).toBe(2);
  });

  it('does not follow what comes back from the device that it beats for, and follows the others', async () => {
    await begin();
    chosen.value = drums;
    for (let i = 0; i < 40; i++) {
      vi.advanceTimersByTime(20);
      room.says('in-1', PULSE);
    }
    expect(followed).toEqual([]);
    for (let i = 0; i < 40; i++) {
      vi.advanceTimersByTime(20);
      room.says('in-2', PULSE);
    }
    expect(followed.length).toBeGreaterThan(30);
  });

  it('leaves the device to another console until that one is gone', async () => {
    let held = (): void => {};
    await begin((_name, take) => {
      held = take;
      return () => {};
    });
    chosen.value = drums;
    vi.advanceTimersByTime(3000);
    expect(out.state.value).toBe('elsewhere');
    expect(room.sent('out-1')).toEqual([]);
    held();
    vi.advanceTimersByTime(3000);
    expect(out.state.value).toBe('running');
  });
});

describe('a device', () => {
  const port = (name: string, id = 'x') => ({ id, name, manufacturer: null });

  it('is the same in both directions, however the driver names them', () => {
    for (const [input, output] of [
      ['IAC Driver Bus 1', 'IAC Driver Bus 1'],
      ['MIDIIN2 (Launchkey)', 'MIDIOUT2 (Launchkey)'],
      ['Digitakt MIDI In', 'Digitakt MIDI Out'],
      ['UM-ONE Input', 'UM-ONE output'],
    ] as const)
      expect(isSameDevice(port(input), { id: 'y', name: output })).toBe(true);
    expect(isSameDevice(port('IAC Driver Bus 2'), { id: 'y', name: 'IAC Driver Bus 1' })).toBe(false);
    expect(isSameDevice(port('Knobs'), { id: 'y', name: 'Outboard' })).toBe(false);
  });

  it('is found by its port first, then by its name', () => {
    const ports = [port('Drums', 'a'), port('Drums', 'b')];
    expect(portOf(ports, { id: 'b', name: 'Drums' })?.id).toBe('b');
    expect(portOf(ports, { id: 'c', name: 'Drums' })?.id).toBe('a');
    expect(portOf(ports, { id: 'c', name: 'Keys' })).toBeNull();
  });
});
