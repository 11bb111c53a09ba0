import { describe, expect, it } from 'vitest';
import { desk } from './desk.ts';

const banner = "\r\nGrbl 1.1h ['$' for help]\r\n";
const locked = "[MSG:'$H'|'$X' to unlock]\r\n";
const homed = { homing: true, start: [300, 200, 10] } as const;

describe('soft limits', () => {
  const limited = { settings: { 22: 1, 20: 1 }, travel: { x: { min: 0, max: 100 }, y: { min: 0, max: 100 }, z: { min: -20, max: 80 } } };

  it('bring the arm to rest, then ALARM:2, then nothing is heard but a reset', () => {
    const d = desk(limited);
    d.ask('$X');
    d.send('G1X50F6000\nG1X101\n');
    d.settle();
    expect(d.heard()).toBe('ok\r\nALARM:2\r\n[MSG:Reset to continue]\r\n');
    const x = d.grbl.position()[0];
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(50);
    d.send('?$X\n~!');
    d.run(1000);
    expect(d.heard()).toBe('');
    d.send('\x18');
    d.settle();
    expect(d.heard()).toBe(`ok\r\n${banner}${locked}`);
    d.send('?');
    expect(d.heard()).toContain(`MPos:${x.toFixed(3)}`);
  });

  it.each(['G1X100Y100Z80F6000', 'G0X0Y0Z-20'])('let %s through', (line) => {
    const d = desk(limited);
    d.ask('$X');
    expect(d.ask(line)).toBe('ok\r\n');
  });

  it('refuse a jog out of range with error:15', () => {
    const d = desk(limited);
    d.ask('$X');
    expect(d.ask('$J=X-1F1000')).toBe('error:15\r\n');
    expect(d.ask('$J=X1F1000')).toBe('ok\r\n');
  });

  it('hold in check mode, where nothing moves', () => {
    const d = desk(limited);
    d.ask('$X');
    expect(d.ask('$C')).toBe('[MSG:Enabled]\r\nok\r\n');
    expect(d.ask('G1X50F6000')).toBe('ok\r\n');
    expect(d.grbl.position()[0]).toBe(0);
    expect(d.ask('G1X200')).toContain('ALARM:2');
  });
});

describe('hard limits', () => {
  it('stop dead at the switch within 27 ms: ALARM:1, deaf until a reset', () => {
    const d = desk({ ...homed, settings: { 21: 1 } });
    d.ask('$X');
    d.send('G91G1X-400F6000\n');
    d.until(/ALARM/);
    expect(d.heard()).toBe('ok\r\nALARM:1\r\n');
    expect(d.grbl.position()[0]).toBeGreaterThan(-2.7);
    d.settle();
    expect(d.heard()).toBe('[MSG:Reset to continue]\r\n');
    d.send('?');
    expect(d.heard()).toBe('');
    d.send('\x18');
    d.settle();
    expect(d.heard()).toBe(`${banner}${locked}`);
  });
});

describe('homing', () => {
  it('is refused with error:5 where $22 is off', () => {
    expect(desk().ask('$H')).toBe('error:5\r\n');
  });

  it('finds the corner, pulls off, and makes the coordinates those of the reach', () => {
    const d = desk(homed);
    d.send('$H\n');
    d.run(100);
    d.send('?');
    expect(d.heard()).toBe('');
    d.settle();
    expect(d.heard()).toMatch(/^ok\r\n<Idle\|MPos:1\.000,1\.000,79\.000\|/);
    d.grbl.position().forEach((value, i) => {
      expect(value).toBeCloseTo([1, 1, 79][i] ?? 0, 9);
    });
    expect(Math.max(...d.travelled.map(({ to }) => to[2]))).toBeLessThanOrEqual(80 + 1e-9);
    expect(d.ask('G0X600Y400Z0')).toBe('ok\r\n');
    d.grbl.position().forEach((value, i) => {
      expect(value).toBeCloseTo([600, 400, 0][i] ?? 0, 9);
    });
  });

  it('goes up before it goes anywhere else', () => {
    const d = desk(homed);
    d.ask('$H');
    const firstSideways = d.travelled.findIndex(({ from, to }) => from[0] !== to[0]);
    expect(d.travelled[firstSideways]?.from[2]).toBeCloseTo(79, 9);
  });

  it('without switches ends in ALARM:9', () => {
    const d = desk({ ...homed, switches: false });
    expect(d.ask('$H')).toBe(`ALARM:9\r\nok\r\n${banner}${locked}`);
  });

  it('is cut short by a reset with ALARM:6', () => {
    const d = desk(homed);
    d.send('$H\n');
    d.run(500);
    d.send('!~\x18');
    d.settle();
    expect(d.heard()).toBe(`ALARM:6\r\nok\r\n${banner}${locked}`);
  });

  it('finds the position again that a power loss took', () => {
    const d = desk(homed);
    d.ask('$H');
    d.ask('G0X500Y500');
    d.grbl.reset('power', d.now());
    d.settle();
    expect(d.heard()).toContain('to unlock');
    expect(d.grbl.believed()).toEqual([0, 0, 0]);
    d.ask('$H');
    d.grbl.believed().forEach((value, i) => {
      expect(value).toBeCloseTo(d.grbl.position()[i] ?? Number.NaN, 9);
    });
  });

  it('shows the switches that are pressed', () => {
    const d = desk({ ...homed, start: [0, 5, 80] });
    d.send('?');
    expect(d.heard()).toContain('|Pn:XZ|');
  });
});

describe('in Alarm', () => {
  it('G-code gives error:9 and $ commands work', () => {
    const d = desk({ homing: true });
    expect(d.ask('G1X1F100')).toBe('error:9\r\n');
    expect(d.ask('$G')).toContain('[GC:');
    expect(d.ask('$I')).toContain('[OPT:V,15,128]');
    expect(d.ask('$J=X1F100')).toBe('error:8\r\n');
    d.send('!?');
    expect(d.heard()).toContain('<Alarm|');
  });
});
