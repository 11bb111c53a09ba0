import { createSocket } from 'node:dgram';
import fc from 'fast-check';
import { toBuffer } from 'osc-min';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Input } from '../../../../engine/input.ts';
import type { Refusal } from '../../../../engine/result.ts';
import { openOscDoor } from '../../../../stage/server/osc/door.ts';
import { createLatest } from '../../../../stage/server/osc/latest.ts';
import { listenOsc, parseOscPort } from '../../../../stage/server/osc/listen.ts';
import { readPacket } from '../../../../stage/server/osc/packet.ts';

const bytes = (view: DataView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
type Arg = number | boolean | string;
const message = (address: string, ...args: Arg[]) => ({
  address,
  args: args.map((value) =>
    typeof value === 'number'
      ? { type: 'float' as const, value }
      : typeof value === 'string'
        ? { type: 'string' as const, value }
        : value
          ? { type: 'true' as const, value: true as const }
          : { type: 'false' as const, value: false as const },
  ),
});
const packet = (address: string, ...args: Arg[]) => bytes(toBuffer(message(address, ...args)));
const bundle = (at: Date | null, ...elements: ReturnType<typeof message>[]) => bytes(toBuffer({ timetag: at ?? [0, 1], elements }));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function open() {
  const said: unknown[] = [];
  let dark = false;
  const refusals: Refusal[] = [];
  const wall = 1_800_000_000_000;
  const from = vi.getMockedSystemTime()?.getTime() ?? 0;
  const passed = () => (vi.getMockedSystemTime()?.getTime() ?? 0) - from;
  const door = openOscDoor(
    {
      say: (input: Input) => void said.push(input),
      go: () => {
        said.push('go');
        return null;
      },
      cue: (number) => {
        said.push(`cue ${number}`);
        return number === 99 ? { code: 'cue/absent', text: 'there is no cue 99', remedy: 'take another' } : null;
      },
      panicking: () => dark,
      refusedAt: (_door, why) => void refusals.push(why),
    },
    { now: passed, wall: () => wall + passed() },
  );
  const hear = (datagram: Uint8Array, sender = '127.0.0.1') => door.hear(datagram, sender);
  const panic = (on: boolean): void => {
    dark = on;
  };
  return { said, refusals, hear, door, wall, panic };
}

describe('OSC', () => {
  it('goes, panics and starts a cue by its number', () => {
    const { said, hear } = open();
    hear(packet('/go'));
    hear(packet('/panic', 1));
    hear(packet('/cue/12.5/start', true));
    expect(said).toEqual(['go', { kind: 'panic' }, 'cue 12.5']);
  });

  it('does nothing when a button comes up', () => {
    const { said, hear } = open();
    for (const datagram of [packet('/go', 0), packet('/panic', false), packet('/cue/2/start', 0)]) hear(datagram);
    expect(said).toEqual([]);
  });

  it('tells signals, a name of its own for whatever has no other', () => {
    const { said, hear } = open();
    hear(packet('/signal/sound/low', 0.25));
    vi.advanceTimersByTime(20);
    hear(packet('/signal/fader/1', 1));
    vi.advanceTimersByTime(20);
    expect(said).toEqual([
      { kind: 'signal', name: 'sound/low', value: 0.25 },
      { kind: 'signal', name: 'osc/fader/1', value: 1 },
    ]);
  });

  it('sets, taps and nudges the tempo', () => {
    const { said, hear } = open();
    hear(packet('/tempo/bpm', 128));
    hear(packet('/tempo/nudge', -0.5));
    hear(packet('/tempo/tap'));
    expect(said).toEqual([
      { kind: 'tempo/set', bpm: 128 },
      { kind: 'tempo/nudge', beats: -0.5 },
      { kind: 'tempo/tap', t: 0 },
    ]);
  });

  it.each([
    ['an address that nobody knows', packet('/stop'), 'osc/unknown'],
    ['a pattern', packet('/*'), 'osc/unknown'],
    ['a signal that the show sees by itself', packet('/signal/Crowd/Energy', 0.5), 'osc/signal'],
    ['a value over 1', packet('/signal/fader/1', 1.5), 'osc/value'],
    ['a value that is no number', packet('/signal/fader/1', 'loud'), 'osc/value'],
    ['no value', packet('/signal/fader/1'), 'osc/value'],
    ['a tempo too quick', packet('/tempo/bpm', 301), 'osc/value'],
    ['a cue that is not there', packet('/cue/99/start'), 'cue/absent'],
    ['no OSC', new Uint8Array([1, 2, 3, 4]), 'osc/packet'],
    ['nothing', new Uint8Array(), 'osc/packet'],
    ['too much', new Uint8Array(9000), 'osc/packet'],
  ])('refuses %s in words', (_what, datagram, code) => {
    const { said, refusals, hear } = open();
    hear(datagram);
    expect(said.filter((one) => typeof one === 'object')).toEqual([]);
    expect(refusals).toHaveLength(1);
    expect(refusals[0]?.code).toBe(code);
  });

  it('keeps a bundle together, and waits until it is due', () => {
    const { said, hear, wall, door } = open();
    hear(bundle(null, message('/tempo/bpm', 90), message('/go')));
    expect(said).toEqual([{ kind: 'tempo/set', bpm: 90 }, 'go']);
    hear(bundle(new Date(wall + 2000), message('/panic')));
    hear(bundle(new Date(wall - 2000), message('/go')));
    expect(said.slice(2)).toEqual(['go']);
    vi.advanceTimersByTime(1950);
    expect(said).toHaveLength(3);
    vi.advanceTimersByTime(60);
    expect(said.at(-1)).toEqual({ kind: 'panic' });
    hear(bundle(new Date(wall + 4000), message('/go')));
    door.dispose();
    vi.advanceTimersByTime(5000);
    expect(said).toHaveLength(4);
  });

  it('lets nothing that was sent ahead end a panic called since, and a bundle of after it do so', () => {
    const { said, hear, wall, panic } = open();
    hear(
      bundle(new Date(wall + 1000), message('/go'), message('/cue/3/start'), message('/signal/fader/1', 0.5), message('/tempo/bpm', 80)),
    );
    panic(true);
    hear(bundle(new Date(wall + 1500), message('/go')));
    vi.advanceTimersByTime(1100);
    expect(said).toEqual([
      { kind: 'signal', name: 'osc/fader/1', value: 0.5 },
      { kind: 'tempo/set', bpm: 80 },
    ]);
    vi.advanceTimersByTime(500);
    expect(said.at(-1)).toBe('go');
  });

  it('puts the signals of a bundle to the show with its GO, however fast its fader moved before', () => {
    const { said, hear } = open();
    for (const value of [0.1, 0.2]) hear(packet('/signal/fader/1', value));
    hear(bundle(null, message('/signal/fader/1', 0.75), message('/signal/fader/2', 1), message('/go')));
    expect(said.slice(1)).toEqual([
      'go',
      { kind: 'signal', name: 'osc/fader/1', value: 0.75 },
      { kind: 'signal', name: 'osc/fader/2', value: 1 },
    ]);
    vi.advanceTimersByTime(100);
    expect(said).toHaveLength(4);
  });

  it('refuses a bundle of next week, and more than 256 that wait', () => {
    const { refusals, hear, wall } = open();
    hear(bundle(new Date(wall + 600_000), message('/go')));
    expect(refusals[0]?.code).toBe('osc/later');
    for (let i = 0; i < 300; i++) hear(bundle(new Date(wall + 9000), message('/go')));
    vi.advanceTimersByTime(6000);
    hear(bundle(new Date(wall + 9000), message('/go')));
    expect(refusals.at(-1)?.text).toContain('256 wait');
  });

  it('takes the latest of a fader that moves too fast, and always its last', () => {
    const { said, hear } = open();
    for (let i = 0; i <= 100; i++) hear(packet('/signal/fader/1', i / 100));
    vi.advanceTimersByTime(100);
    expect(said).toHaveLength(2);
    expect(said.at(-1)).toEqual({ kind: 'signal', name: 'osc/fader/1', value: 1 });
  });

  it('lets a flood of one sender through no faster than a thousand a second, and others meanwhile', () => {
    const { said, refusals, hear } = open();
    for (let i = 0; i < 5000; i++) hear(packet('/signal/fader/1', 0.5), '10.0.0.9');
    expect(refusals.map(({ code }) => code)).toEqual(['osc/too-fast']);
    hear(packet('/go'), '10.0.0.2');
    expect(said).toContain('go');
  });

  it('takes twenty deeds at once at most, and a panic all the same', () => {
    const { said, hear } = open();
    for (let i = 0; i < 200; i++) hear(packet('/go'));
    expect(said).toHaveLength(20);
    hear(packet('/panic'));
    expect(said.at(-1)).toEqual({ kind: 'panic' });
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('', '/go\0', '#bundle\0'), (noise, head) => {
        const datagram = new Uint8Array([...new TextEncoder().encode(head), ...noise]);
        expect(() => readPacket(datagram)).not.toThrow();
      }),
      { numRuns: 2000, seed: 4 },
    );
  });
});

it('a name too many is dropped, those that wait are not', () => {
  const told: string[] = [];
  const latest = createLatest(16, 3, (name) => told.push(name));
  latest.put('first', 1);
  for (const name of ['a', 'b', 'c', 'd']) latest.put(name, 1);
  vi.advanceTimersByTime(40);
  expect(told).toEqual(['first', 'a', 'b', 'c']);
  latest.dispose();
});

it('a port for OSC is one of 8000 to 9000', () => {
  expect(parseOscPort('8000')).toEqual({ ok: true, value: 8000 });
  for (const text of ['7999', '9001', '80', 'osc', '8e3', '']) expect(parseOscPort(text).ok, text).toBe(false);
});

it('datagrams are heard over UDP, and a port that is taken is refused in words', async () => {
  vi.useRealTimers();
  const heard: string[] = [];
  const port = 8100 + (process.pid % 800);
  let arrive = () => {};
  const arrived = new Promise<void>((go) => {
    arrive = go;
  });
  const listening = await listenOsc(
    '127.0.0.1',
    port,
    (_datagram, sender) => {
      heard.push(sender);
      arrive();
    },
    () => {},
  );
  if (!listening.ok) throw new Error(listening.why.text);
  expect(
    await listenOsc(
      '127.0.0.1',
      port,
      () => {},
      () => {},
    ),
  ).toMatchObject({ ok: false, why: { code: 'osc/in-use' } });
  const socket = createSocket('udp4');
  socket.send(packet('/go'), port, '127.0.0.1');
  await arrived;
  expect(heard).toEqual(['127.0.0.1']);
  socket.close();
  await listening.value.close();
});
