import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualFirmata, type VirtualFirmataOptions } from '../../../../devices/virtual/firmata/firmata.ts';
import type { Travelled } from '../../../../devices/virtual/motion.ts';

const servo = { joint: 'base', pin: 9, zeroDeg: 90, invert: false, minDeg: 0, maxDeg: 180, pulseMinUs: 544, pulseMaxUs: 2400 };

/** A board on a desk, with a clock that we turn by hand. */
function desk(options: VirtualFirmataOptions = {}) {
  const board = createVirtualFirmata({ pins: { servos: [servo] }, blinkMs: 0, ...options });
  let now = 0;
  let said: number[] = [];
  const travelled: Travelled[] = [];
  board.onBytes((bytes) => said.push(...bytes));
  board.onMotion((piece) => travelled.push(piece));
  const heard = (): number[] => {
    const all = said;
    said = [];
    return all;
  };
  return {
    board,
    travelled,
    now: () => now,
    send: (...bytes: number[]) => board.receive(Uint8Array.from(bytes), now),
    run: (ms: number) => {
      const limit = now + ms;
      for (let next = board.nextEventMs(); next <= limit; next = board.nextEventMs()) {
        now = Math.max(now, next);
        board.advance(now);
      }
      now = limit;
      board.advance(now);
    },
    heard,
  };
}
const version = [0xf9, 2, 5];
const named = (bytes: readonly number[]): boolean => bytes.slice(0, 4).join() === '240,121,2,5' && bytes.at(-1) === 0xf7;

describe('a virtual board with StandardFirmata', () => {
  it('blinks, then says its version and its name; with a boot loader later', () => {
    for (const [bootloader, ms] of [
      [false, 2200],
      [true, 3600],
    ] as const) {
      const d = desk({ blinkMs: 2200, bootloader });
      d.run(ms - 1);
      expect(d.heard()).toEqual([]);
      d.run(1);
      const said = d.heard();
      expect(said.slice(0, 3)).toEqual(version);
      expect(named(said.slice(3))).toBe(true);
    }
  });

  it('keeps 64 bytes of what comes while it blinks, and loses the rest', () => {
    const d = desk({ blinkMs: 2200 });
    d.send(...Array.from({ length: 70 }, () => 0xf9));
    d.run(2200);
    expect(d.heard().filter((byte) => byte === 0xf9)).toHaveLength(65);
  });

  it('answers what it can, and which of its pins read voltages', () => {
    const d = desk();
    d.run(1);
    d.heard();
    d.send(0xf0, 0x6b, 0xf7);
    d.run(1);
    const said = d.heard();
    expect(said.slice(0, 4)).toEqual([0xf0, 0x6c, 0x7f, 0x7f]);
    expect(said.filter((byte) => byte === 0x7f)).toHaveLength(20);
    d.send(0xf0, 0x69, 0xf7);
    d.run(1);
    expect(d.heard()).toEqual([0xf0, 0x6a, ...Array.from({ length: 14 }, () => 0x7f), 0, 1, 2, 3, 4, 5, 0xf7]);
  });

  it('tells of a port at once when asked to, then when it changes alone', () => {
    const d = desk();
    d.send(0xf4, 2, 0x0b, 0xd0, 1);
    d.run(100);
    const said = d.heard();
    expect(said.slice(-3)).toEqual([0x90, 4, 0]);
    d.board.drive(2, false, d.now());
    d.run(100);
    expect(d.heard()).toEqual([0x90, 0, 0]);
  });

  it('samples a voltage each 19 ms, or as often as it is told', () => {
    const d = desk();
    d.board.weigh(2, 1000, 0);
    d.send(0xc2, 1);
    d.run(1900);
    expect(d.heard().filter((byte) => byte === 0xe2).length).toBeGreaterThan(98);
    d.send(0xf0, 0x7a, 100, 0, 0xf7);
    d.run(1000);
    expect(d.heard().slice(-3)).toEqual([0xe2, 1000 & 0x7f, 1000 >> 7]);
  });

  it('turns a servo at its own speed, no sooner than its next pulse', () => {
    const d = desk();
    d.send(0xf0, 0x70, 9, 544 & 0x7f, 544 >> 7, 2400 & 0x7f, 2400 >> 7, 0xf7, 0xe9, 2400 & 0x7f, 2400 >> 7);
    d.run(19);
    expect(d.board.position()[0]).toBe(0);
    d.run(400);
    expect(d.board.position()[0]).toBeCloseTo(90, 6);
    for (const { from, to, durationMs } of d.travelled) expect((Math.abs(to[0] - from[0]) / durationMs) * 1000).toBeLessThan(600.001);
    d.send(0xe9, 90, 0);
    d.run(400);
    expect(d.board.position()[0]).toBeCloseTo(0, 6);
    expect(d.board.nextEventMs()).toBe(Number.POSITIVE_INFINITY);
  });

  it('turns a servo to its middle where it is attached and told nothing, and lets it go limp at a reset', () => {
    const d = desk({ startDeg: [20] });
    d.send(0xf4, 9, 4);
    d.run(40);
    expect(d.board.position()[0]).toBeGreaterThan(-70);
    d.board.reset('power', d.now());
    const at = d.board.position()[0];
    d.run(1000);
    expect(d.board.position()[0]).toBe(at);
  });

  it('takes the time that bytes take at 57600 baud', () => {
    const d = desk({ avr: true });
    d.run(20);
    d.heard();
    d.send(0xf9);
    d.run(0.3);
    expect(d.heard()).toEqual([]);
    d.run(0.25);
    expect(d.heard()).toHaveLength(2);
  });

  it('lives on any bytes, and answers after them', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 10 }), (bursts) => {
        const d = desk();
        for (const bytes of bursts) {
          d.send(...bytes);
          d.run(30);
        }
        d.send(0xff);
        d.run(100);
        d.heard();
        d.send(0xf9);
        d.run(1);
        expect(d.heard()).toEqual(version);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
