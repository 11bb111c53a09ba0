import { describe, expect, it } from 'vitest';
import { type Desk, desk } from './desk.ts';

const banner = "\r\nGrbl 1.1h ['$' for help]\r\n";

/** X100 at 100 mm/s, cut off at 300 ms: cruising at about 23.75 mm */
function running(): Desk {
  const d = desk();
  d.send('G1X100F6000\n');
  d.heard();
  d.run(300);
  return d;
}
const status = (d: Desk): string => {
  d.send('?');
  return d.heard();
};

describe('a feed hold', () => {
  it('brakes behind what was prepared, passes Hold:1, and rests in Hold:0 on the path', () => {
    const d = running();
    d.send('!');
    expect(status(d)).toContain('<Hold:1|');
    const ms = d.settle();
    // 50 ms prepared at most, and v/a
    expect(ms).toBeGreaterThan(125);
    expect(ms).toBeLessThanOrEqual(176);
    expect(status(d)).toContain('<Hold:0|');
    const [x] = d.grbl.position();
    const at300 = 100 * 0.3 - 100 ** 2 / 1600;
    // the braking way is v²/2a = 6.25 mm, behind 40 to 50 ms at 100 mm/s
    expect(x).toBeGreaterThanOrEqual(at300 + 6.25 + 4 - 1e-6);
    expect(x).toBeLessThanOrEqual(at300 + 6.25 + 5 + 1e-6);
  });

  it('ignores ~ while it brakes, and resumes from Hold:0 to the very end', () => {
    const d = running();
    d.send('!');
    d.run(50);
    d.send('~');
    d.settle();
    expect(status(d)).toContain('<Hold:0|');
    d.send('~');
    expect(status(d)).toContain('<Run|');
    d.settle();
    expect(d.grbl.position()).toEqual([100, 0, 0]);
    expect(status(d)).toContain('<Idle|');
  });

  it('takes, with its resume, exactly the time of two trapezoids', () => {
    const d = running();
    d.send('!');
    d.settle();
    const left = 100 - d.grbl.position()[0];
    d.send('~');
    expect(d.settle()).toBeCloseTo((left / 100 + 100 / 800) * 1000, 6);
  });

  it('in Idle gives Hold:0 at once and blocks the lines that follow', () => {
    const d = desk();
    d.send('!');
    expect(status(d)).toContain('<Hold:0|');
    d.send('G1X10F6000\n');
    d.settle();
    expect(d.heard()).toBe('');
    d.send('~');
    d.settle();
    expect(d.heard()).toBe('ok\r\n');
    expect(d.grbl.position()[0]).toBe(10);
  });

  it('stops between blocks of a path, and the path goes on unchanged', () => {
    const whole = desk();
    const held = desk();
    const path = 'G1F3000\nX5\nX5Y5\nX0Y5\nX0Y0\n';
    whole.send(path);
    held.send(path);
    whole.settle();
    held.run(180);
    held.send('!');
    held.settle();
    held.send('~');
    held.settle();
    const length = (d: Desk): number => d.travelled.reduce((sum, { from, to }) => sum + Math.hypot(to[0] - from[0], to[1] - from[1]), 0);
    expect(length(held)).toBeCloseTo(length(whole), 6);
    expect(held.grbl.position()).toEqual([0, 0, 0]);
  });

  it('at M0 answers only after the resume', () => {
    const d = desk();
    d.send('G1X10F6000\nM0\n');
    d.settle();
    expect(d.heard()).toBe('ok\r\n');
    expect(status(d)).toContain('<Hold:0|');
    d.send('~');
    d.settle();
    expect(d.heard()).toBe('ok\r\n');
  });

  it('during a dwell stretches it', () => {
    const d = desk();
    d.send('G4P0.1\n');
    d.run(50);
    d.send('!');
    d.run(1000);
    expect(d.heard()).toBe('');
    d.send('~');
    d.settle();
    expect(d.heard()).toBe('ok\r\n');
  });

  it('through the safety door says so, and is resumed like any other', () => {
    const d = running();
    d.send([0x84]);
    d.settle();
    expect(d.heard()).toBe('[MSG:Check Door]\r\n');
    expect(status(d)).toContain('<Door:0|');
    d.send('~');
    d.settle();
    expect(d.grbl.position()[0]).toBe(100);
  });
});

describe('a soft reset', () => {
  it('in motion stops dead: ALARM:3, half a second, banner, unlock message, everything else forgotten', () => {
    const d = running();
    d.send('G1X0\nG1X5\n');
    d.heard();
    d.send('\x18');
    const x = d.grbl.position()[0];
    d.run(1);
    expect(d.heard()).toBe('ALARM:3\r\n');
    expect(d.until(/unlock\]\r\n$/)).toBeCloseTo(524, 6);
    expect(d.heard()).toBe(`${banner}[MSG:'$H'|'$X' to unlock]\r\n`);
    expect(d.grbl.position()[0]).toBe(x);
    expect(status(d)).toMatch(/^<Alarm\|MPos:2[0-9]\.\d{3},0\.000,0\.000\|FS:0,0\|WCO/);
    expect(d.ask('G1X0F600')).toBe('error:9\r\n');
    expect(d.ask('$X')).toContain('ok');
    expect(d.ask('$G')).toContain('F0');
  });

  it('answers the line that was waiting for the planner, and none of those behind it', () => {
    const d = desk();
    for (let i = 1; i <= 20; i++) d.send(`G1X${i}F60\n`);
    expect(d.heard()).toBe('ok\r\n'.repeat(15));
    d.send('\x18');
    d.settle();
    expect(d.heard()).toBe(`ALARM:3\r\nok\r\n${banner}[MSG:'$H'|'$X' to unlock]\r\n`);
  });

  it('in Hold:0 keeps the position and raises no alarm, within 30 ms', () => {
    const d = running();
    d.send('!');
    d.settle();
    const at = d.grbl.position();
    d.send('\x18');
    expect(d.settle()).toBeLessThanOrEqual(30);
    expect(d.heard()).toBe(banner);
    expect(status(d)).toContain(`<Idle|MPos:${at[0].toFixed(3)},0.000,0.000`);
    expect(d.grbl.position()).toEqual(at);
    d.ask('G1X0F6000');
    expect(d.grbl.position()[0]).toBeCloseTo(0, 9);
  });

  it('in Hold:1 raises the alarm', () => {
    const d = running();
    d.send('!');
    d.run(20);
    d.send('\x18');
    d.settle();
    expect(d.heard()).toContain('ALARM:3');
  });

  it('in Idle forgets the modes and G92, and keeps the position', () => {
    const d = desk();
    d.ask('G1X10F600G91');
    d.ask('G92X0');
    d.send('\x18');
    d.settle();
    expect(d.heard()).toBe(banner);
    expect(d.ask('$G')).toContain('G0 G54 G17 G21 G90');
    expect(status(d)).toContain('MPos:10.000,0.000,0.000');
  });

  it('wakes it from its sleep into an alarm', () => {
    const d = desk();
    expect(d.ask('$SLP')).toContain('[MSG:Sleeping]');
    d.send('G21\n');
    expect(status(d)).toContain('<Sleep|');
    d.send('\x18');
    d.settle();
    expect(d.heard()).toBe(`${banner}[MSG:'$H'|'$X' to unlock]\r\n`);
  });
});

describe('a hardware reset', () => {
  it.each(['power', 'dtr'] as const)('by %s stops the arm where it is, and loses the position', (kind) => {
    const d = running();
    const x = d.grbl.position()[0];
    d.grbl.reset(kind, d.now());
    d.settle();
    expect(d.heard()).toBe(banner);
    expect(status(d)).toContain('<Idle|MPos:0.000,0.000,0.000');
    expect(d.grbl.position()[0]).toBeCloseTo(x, 9);
    d.ask('G1X10F6000');
    expect(d.grbl.position()[0]).toBeCloseTo(x + 10, 9);
    expect(d.grbl.believed()[0]).toBe(10);
  });
});

describe('a jog', () => {
  it('moves, and leaves the modes alone', () => {
    const d = desk();
    d.send('$J=G91X10F6000\n');
    expect(status(d)).toContain('<Jog|');
    d.settle();
    expect(d.grbl.position()[0]).toBe(10);
    expect(d.ask('$G')).toContain('G0 G54 G17 G21 G90');
  });

  it('stops at 0x85 on its way, and comes to Idle', () => {
    const d = desk();
    d.send('$J=X100F6000\n');
    d.run(300);
    d.send([0x85]);
    d.settle();
    const [x] = d.grbl.position();
    expect(x).toBeGreaterThan(25);
    expect(x).toBeLessThan(40);
    expect(status(d)).toContain('<Idle|');
    d.ask('G91');
    d.ask('G1X1F600');
    expect(d.grbl.position()[0]).toBeCloseTo(x + 1, 1);
  });

  it('runs on with the lines that 0x85 left in the ring', () => {
    const d = desk();
    for (let i = 1; i <= 17; i++) d.send(`$J=X${i}F60\n`);
    d.heard();
    d.send([0x85]);
    d.settle();
    expect(d.heard()).toBe('ok\r\nok\r\n');
    expect(d.grbl.position()[0]).toBe(17);
  });

  it('keeps G-code out, and is kept out by running G-code', () => {
    const d = desk();
    d.send('$J=X10F600\nG1X5F600\n');
    d.run(1);
    expect(d.heard()).toBe('ok\r\nerror:9\r\n');
    d.settle();
    d.send('G1X0F600\n$J=X5F600\n');
    d.run(1);
    expect(d.heard()).toBe('ok\r\nerror:8\r\n');
  });

  it.each([
    ['$J=X1', 22],
    ['$J=G0X1F100', 16],
    ['$J=M3X1F100', 16],
    ['$J=S5X1F100', 36],
    ['$JX1F100', 3],
    ['$J=F100', 26],
  ])('refuses %s with error:%i', (line, code) => {
    expect(desk().ask(line)).toBe(`error:${code}\r\n`);
  });
});

describe('overrides', () => {
  it('of the feed change the speed of what is already running', () => {
    const d = desk();
    d.send('G1X100F3000\n');
    d.run(500);
    d.send([0x92, 0x92, 0x92, 0x92, 0x92]);
    expect(status(d)).toMatch(/\|Ov:50,100,100>|\|WCO/);
    d.run(300);
    expect(status(d)).toContain('|FS:1500,0');
    d.send([0x90]);
    d.run(300);
    expect(status(d)).toContain('|FS:3000,0');
    d.settle();
    expect(d.grbl.position()[0]).toBe(100);
  });

  it('stay between 10 and 200 %', () => {
    const d = desk();
    status(d);
    d.send(Array.from({ length: 30 }, () => 0x91));
    expect(status(d)).toContain('|Ov:200,100,100');
    d.send([...Array.from({ length: 30 }, () => 0x92), 0x97]);
    expect(status(d)).toContain('|Ov:10,25,100');
  });
});
