import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualEbb, type VirtualEbb, type VirtualEbbOptions } from '../../../../devices/virtual/ebb/ebb.ts';
import { runAxis } from '../../../../devices/virtual/ebb/steps.ts';
import type { Travelled } from '../../../../devices/virtual/motion.ts';

interface Desk {
  readonly ebb: VirtualEbb;
  readonly travelled: Travelled[];
  now(): number;
  send(text: string): void;
  run(ms: number): void;
  heard(): string;
  /** sends a command, and gives what was said within so many ms */
  ask(line: string, ms?: number): string;
}

function desk(options: VirtualEbbOptions = {}): Desk {
  const ebb = createVirtualEbb(options);
  const travelled: Travelled[] = [];
  let said = '';
  let now = 0;
  ebb.onBytes((bytes) => {
    said += String.fromCharCode(...bytes);
  });
  ebb.onMotion((piece) => travelled.push(piece));
  const made: Desk = {
    ebb,
    travelled,
    now: () => now,
    send: (text) =>
      ebb.receive(
        Uint8Array.from(text, (char) => char.charCodeAt(0)),
        now,
      ),
    run: (ms) => {
      const end = now + ms;
      for (let next = ebb.nextEventMs(); next <= end; next = ebb.nextEventMs()) {
        now = Math.max(now, next);
        ebb.advance(now);
      }
      now = end;
      ebb.advance(now);
    },
    heard: () => {
      const all = said;
      said = '';
      return all;
    },
    ask: (line, ms = 2) => {
      made.send(`${line}\r`);
      made.run(ms);
      return made.heard();
    },
  };
  return made;
}

describe('a virtual EBB of firmware 2', () => {
  it.each([
    ['V', 'EBBv13_and_above EB Firmware Version 2.8.1\r\n'],
    ['v', 'EBBv13_and_above EB Firmware Version 2.8.1\r\n'],
    ['R', 'OK\r\n'],
    ['QB', '0\r\nOK\r\n'],
    ['QC', '0394,0300\r\nOK\r\n'],
    ['QE', '0,0\r\nOK\r\n'],
    ['QG', '10\r\n'],
    ['QM', 'QM,0,0,0,0\n\r'],
    ['QS', '0,0\n\rOK\r\n'],
    ['QP', '1\n\rOK\r\n'],
    ['ES', '0,0,0,0,0\n\rOK\r\n'],
    ['CS', 'OK\r\n'],
    ['NI', 'OK\r\n'],
    ['SC,4,12000', 'OK\r\n'],
    ['EM,1,1', 'OK\r\n'],
    ['XX', "!8 Err: Unknown command 'XX:5858'\r\n"],
    ['SM', '!4 Err: Missing parameter(s)\r\n'],
    ['SM,0,5,5', '!6 Err: Invalid parameter value\r\n'],
    ['SM,1000,1,1', '!0 Err: <axis1> step rate too low\r\n'],
    ['SM,1,100,1', '!0 Err: <axis1> step rate too high\r\n'],
  ])('answers %s once', (command, answer) => expect(desk().ask(command)).toBe(answer));

  it('answers each command once, line feeds or not', () => {
    const d = desk();
    d.send('QG\r\nQG\n\r\r');
    d.run(10);
    expect(d.heard()).toBe('10\r\n10\r\n');
  });

  it('moves two motors on one belt, in the time that it is told', () => {
    const d = desk({ start: [10, 20] });
    expect(d.ask('SM,1000,1600,800')).toBe('OK\r\n');
    d.run(500);
    expect(d.ebb.position()[0]).toBeCloseTo(10 + 7.5, 1);
    expect(d.ask('QM')).toBe('QM,1,1,1,0\n\r');
    d.run(500);
    expect(d.ask('QS')).toBe('1600,800\n\rOK\r\n');
    expect(d.ebb.position().slice(0, 2)).toEqual([25, 25]);
    expect(d.travelled.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBeCloseTo(1000, 0);
  });

  it('mixes the axes itself for XM', () => {
    const d = desk();
    d.ask('XM,500,800,400', 600);
    expect(d.ebb.position().slice(0, 2)).toEqual([10, 5]);
  });

  it('queues one command behind the one it executes, and answers a third only when there is room', () => {
    const d = desk();
    expect(d.ask('SM,100,80,0')).toBe('OK\r\n');
    expect(d.ask('SM,100,80,0')).toBe('OK\r\n');
    expect(d.ask('SM,100,80,0')).toBe('');
    expect(d.ask('QG')).toBe('');
    d.run(80);
    expect(d.heard()).toBe('');
    d.run(20);
    expect(d.heard()).toMatch(/^OK\r\n1[DF]\r\n$/);
  });

  it('stops at once for ES, says what was left, and keeps its steps', () => {
    const d = desk();
    d.ask('SM,1000,8000,0');
    d.ask('SM,1000,800,-400');
    d.run(490);
    const answer = d.ask('ES');
    const match = /^1,800,400,(\d+),0\n\rOK\r\n$/.exec(answer);
    const left = Number(match?.[1]);
    expect(left).toBeGreaterThan(3900);
    expect(left).toBeLessThan(4100);
    d.run(3000);
    expect(d.ask('QS')).toBe(`${8000 - left},0\n\rOK\r\n`);
    expect(d.ask('ES')).toBe('0,0,0,0,0\n\rOK\r\n');
  });

  it('lifts and lowers its pen as fast as it was configured, and waits as long as it was told', () => {
    const d = desk();
    for (const line of ['SC,4,20640', 'SC,5,15250', 'SC,11,1000', 'SC,12,500']) d.ask(line);
    d.ask('SP,0,300');
    d.ask('SM,100,80,0');
    d.run(100);
    expect(d.ebb.position()[2]).toBeGreaterThan(3);
    d.run(180);
    expect(d.ebb.position()).toEqual([0, 0, -1]);
    d.run(150);
    expect(d.ebb.position()[0]).toBe(0.5);
    expect(d.ask('QP')).toBe('0\n\rOK\r\n');
    d.ask('TP', 200);
    expect(d.ebb.position()[2]).toBe(11);
  });

  it('accelerates within LM', () => {
    const d = desk();
    // from rest to 4000 steps/s in 100 ms: 200 steps
    const rate = 4000 * 85_899.35;
    d.ask(`LM,0,200,${Math.round(rate / 2500)},0,0,0,3`);
    d.run(48);
    expect(d.ebb.believed()[0]).toBeCloseTo(50 / 160, 1);
    d.run(51);
    expect(d.ask('QS')).toBe('200,0\n\rOK\r\n');
  });

  it('has no LM before 2.7', () => expect(desk({ version: '2.6.2' }).ask('LM,1,1,1,0,0,0')).toMatch(/^!8 Err/));

  it('counts steps without motor power, and takes none; EM sets the count to nothing', () => {
    const d = desk();
    d.ebb.supply(false);
    expect(d.ask('QC')).toBe('0394,0012\r\nOK\r\n');
    d.ask('SM,100,160,0', 200);
    expect(d.ask('QS')).toBe('160,0\n\rOK\r\n');
    expect(d.ebb.position()[0]).toBe(0);
    d.ask('EM,1,1');
    expect(d.ask('QS')).toBe('0,0\n\rOK\r\n');
    expect(d.ask('QE')).toBe('16,16\r\nOK\r\n');
  });

  it('tells of its button once', () => {
    const d = desk();
    d.ebb.press();
    expect(d.ask('QB')).toBe('1\r\nOK\r\n');
    expect(d.ask('QB')).toBe('0\r\nOK\r\n');
    d.ebb.press();
    expect(d.ask('QG')).toBe('30\r\n');
  });

  it('drops off the USB when it is reset', () => {
    const d = desk();
    let gone = 0;
    d.ebb.onUnplug(() => gone++);
    d.ask('SM,1000,1600,0');
    d.run(500);
    const at = d.ebb.position();
    d.ebb.reset('power', d.now());
    d.run(1000);
    expect(gone).toBe(1);
    expect(d.ebb.position()).toEqual(at);
    expect(d.ask('QS')).toBe('0,0\n\rOK\r\n');
  });
});

describe('a virtual EBB of firmware 3', () => {
  it('names each command in its answer once it was asked to', () => {
    const d = desk({ version: '3.0.2' });
    expect(d.ask('QS')).toBe('0,0\n\rOK\r\n');
    expect(d.ask('CU,10,1')).toBe('\n');
    expect(d.ask('QS')).toBe('QS,0,0\n');
    expect(d.ask('SM,10,10,10')).toBe('SM\n');
    expect(d.ask('V')).toBe('V,EBBv13_and_above EB Firmware Version 3.0.2\n');
    expect(d.ask('QM', 20)).toMatch(/^QM,\d,\d,\d,\d\n$/);
    expect(d.ask('ES')).toBe('ES,0\n');
    expect(d.ask('B')).toBe("B,!8 Err: Unknown command 'B:42'\n");
  });

  it('queues as many commands as CU,4 says', () => {
    const d = desk({ version: '3.0.2' });
    expect(d.ask('QU,2')).toBe('QU,32\r\nOK\r\n');
    d.ask('CU,4,3');
    for (let i = 0; i < 4; i++) expect(d.ask('SM,100,80,0')).toBe('OK\r\n');
    expect(d.ask('SM,100,80,0')).toBe('');
    d.run(600);
    expect(d.ask('QS')).toContain('400,0');
  });

  it('lifts the pen beside the queue with SP,3', () => {
    const d = desk({ version: '3.0.2' });
    for (const line of ['SC,4,20640', 'SC,5,15250', 'SP,0']) d.ask(line, 50);
    expect(d.ebb.position()[2]).toBe(-1);
    d.ask('SM,1000,8,8');
    d.ask('SP,3', 50);
    expect(d.ebb.position()[2]).toBe(11);
  });
});

describe('its step generator', () => {
  it('takes each step, never more than one a tick, and ends with the last', () => {
    const move = fc.record({
      steps: fc.integer({ min: -3000, max: 3000 }),
      rate: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      accel: fc.integer({ min: -400_000, max: 400_000 }),
    });
    fc.assert(
      fc.property(move, fc.integer({ min: 0, max: 2 ** 31 - 1 }), (axis, start) => {
        const run = runAxis(axis, start);
        // counted tick by tick, as on the board
        let rate = axis.rate - Math.trunc(axis.accel / 2);
        let sum = start;
        let taken = 0;
        for (let tick = 1; tick <= Math.min(run.ticks, 3000); tick++) {
          rate += axis.accel;
          if (rate < 0) rate += 2 ** 31;
          sum += rate;
          if (sum >= 2 ** 31 && taken < Math.abs(axis.steps)) {
            sum -= 2 ** 31;
            taken++;
          }
          if (rate >= 2 ** 31) break;
          expect(Math.abs(run.stepsAt(tick))).toBe(taken);
        }
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  it('lives on random bytes', () => {
    const telling = fc.constantFrom(
      'SM,50,100,20\r',
      'LM,90000000,40,-3000,0,0,0\r',
      'SP,0\r',
      'ES\r',
      'EM,1,1\r',
      'CS\r',
      'QS\r',
      ',',
      '-',
      '\r',
    );
    const noise = fc.uint8Array({ maxLength: 20 }).map((bytes) => String.fromCharCode(...bytes));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(telling, noise), fc.integer({ min: 0, max: 100 })), { maxLength: 20 }), (bursts) => {
        const d = desk();
        for (const [text, ms] of bursts) {
          d.send(text);
          d.run(ms);
        }
        d.ask('\rES', 5000);
        expect(d.ask('QG')).toMatch(/^[0-3][0-9A-F]\r\n$/);
      }),
      { seed: 6, numRuns: 100 },
    );
  });
});
