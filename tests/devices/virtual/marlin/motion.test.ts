import { describe, expect, it } from 'vitest';
import { desk, numbered } from './desk.ts';

describe('the arm of a virtual Marlin', () => {
  it('takes the time that speed and acceleration ask for, and a tenth of a second to set off', () => {
    const d = desk();
    d.ask('G1 X100 F6000');
    const began = d.now();
    d.ask('M400');
    // 100 mm at 100 mm/s, and v/a more
    expect(d.now() - began).toBeCloseTo(100 + 1000 + 125, -1);
    expect(d.marlin.position()).toEqual([100, 0, 0]);
  });

  it('goes by steps from where it is with G91, and by the last feed', () => {
    const d = desk();
    for (const line of ['G91', 'G1 X5 F3000', 'G1 X5 Y1', 'G90', 'G0 Z2']) d.ask(line);
    d.ask('M400');
    expect(d.marlin.position()).toEqual([10, 1, 2]);
  });

  it('calls places by other numbers after G92', () => {
    const d = desk();
    for (const line of ['G1 X10 F6000', 'G92 X0', 'G1 X5', 'M400']) d.ask(line);
    expect(d.marlin.position()[0]).toBe(15);
    expect(d.ask('M114')).toContain('X:5.00 Y:0.00 Z:0.00 E:0.00 Count X:1200');
  });

  it('finds its switches with G28, z first, and says where it is', () => {
    const d = desk({ start: [300, 200, 10] });
    expect(d.ask('G28')).toMatch(/^(echo:busy: processing\n)+X:0\.00 Y:0\.00 Z:80\.00 E:0\.00 Count X:0 Y:0 Z:32000\nok\n$/);
    const [x, y, z] = d.marlin.position();
    expect([x, y, z].map(Math.round)).toEqual([0, 0, 80]);
    const firstAside = d.travelled.find((piece) => piece.to[0] !== 300 || piece.to[1] !== 200);
    expect(firstAside?.from[2]).toBeCloseTo(80, 6);
  });

  it('is killed when it finds no switch', () => {
    const d = desk({ switches: false });
    d.send('G28\n');
    d.run(60_000);
    expect(d.heard()).toContain('Error:Printer halted. kill() called!\n');
    expect(d.marlin.state()).toBe('Alarm');
  });

  it('is clamped by soft endstops once homed, and never alarms', () => {
    const d = desk();
    d.ask('G1 X-20 F6000');
    d.ask('M400');
    expect(d.marlin.position()[0]).toBe(-20);
    d.ask('G28');
    d.ask('G1 X-20 Y5 F6000');
    d.ask('M400');
    expect(d.ask('M114')).toContain('X:0.00 Y:5.00');
    d.ask('M211 S0');
    d.ask('G1 X-1');
    expect(d.ask('M114')).toContain('X:-1.00');
    expect(d.ask('M211')).toContain('Soft endstops: Off');
  });

  it('loses trust in its axes when its steppers are off', () => {
    const d = desk();
    d.ask('G28');
    d.ask('M84');
    d.ask('G1 X-3 F6000');
    expect(d.ask('M114')).toContain('X:-3.00');
    const tired = desk();
    tired.ask('G28');
    tired.run(125_000);
    tired.ask('G1 X-3 F6000');
    expect(tired.ask('M114')).toContain('X:-3.00');
    const awake = desk();
    awake.ask('M84 S0');
    awake.ask('G28');
    awake.run(125_000);
    awake.ask('G1 X-3 F6000');
    expect(awake.ask('M114')).toContain('X:0.00');
  });
});

describe('a quickstop', () => {
  it('stops within a step when the emergency parser hears it, keeps the position, and takes no motion for a second', () => {
    const d = desk();
    d.ask('G1 X100 F6000');
    d.run(600);
    d.send('M410\n');
    const at = d.marlin.position()[0];
    d.run(500);
    expect(d.marlin.position()[0]).toBe(at);
    expect(at).toBeGreaterThan(10);
    d.send('M114\n');
    d.run(498);
    expect(d.heard()).toBe('');
    d.run(10);
    expect(d.heard()).toBe(`ok\nX:${at.toFixed(2)} Y:0.00 Z:0.00 E:0.00 Count X:${Math.round(at * 80)} Y:0 Z:0\nok\n`);
  });

  it('is heard with a line number, too, but not within another line', () => {
    const d = desk();
    d.ask('G1 X100 F6000');
    d.run(300);
    d.send('M117 M410\n');
    d.run(100);
    expect(d.marlin.state()).toBe('Run');
    d.send(`${numbered(1, 'M410')}\n`);
    d.run(1);
    expect(d.marlin.state()).toBe('Idle');
  });

  it('goes on afterwards with what waited in the queue', () => {
    const d = desk();
    for (let i = 1; i <= 17; i++) {
      d.send(`G1 X${i * 10} F600\n`);
      d.run(20);
    }
    d.send('M410\n');
    const at = d.marlin.position()[0];
    d.run(900);
    expect(d.marlin.position()[0]).toBe(at);
    d.run(60_000);
    expect(d.marlin.position()[0]).toBe(170);
  });

  it('without the emergency parser acts when it is read, and again in its turn', () => {
    const d = desk({ emergencyParser: false });
    d.ask('G1 X100 F6000');
    d.run(300);
    d.send('M410\n');
    const at = d.marlin.position()[0];
    d.run(1999);
    expect(d.marlin.position()[0]).toBe(at);
    expect(d.heard()).toBe('');
    d.run(10);
    expect(d.heard()).toBe('ok\n');
  });

  it('while homing is taken for a switch not found', () => {
    const d = desk({ start: [300, 200, 10] });
    d.send('G28\n');
    d.run(1000);
    d.send('M410\n');
    d.run(2000);
    expect(d.marlin.state()).toBe('Alarm');
  });
});

describe('M112', () => {
  it('halts everything until a reset', () => {
    const d = desk();
    d.ask('G1 X100 F6000');
    d.run(300);
    d.send('M112\n');
    d.run(10);
    expect(d.heard()).toBe('Error:Printer halted. kill() called!\n');
    const at = d.marlin.position()[0];
    d.send('M114\nM999\n');
    d.run(5000);
    expect(d.heard()).toBe('');
    expect(d.marlin.position()[0]).toBe(at);
    d.marlin.reset('power', d.now());
    d.run(600);
    expect(d.heard()).toMatch(/^start\n/);
  });
});

describe('faults on request', () => {
  it('lose an ok, stall, reset at a line and pull the cable', () => {
    const lost = desk({ faults: [{ kind: 'loseOk', nth: 2 }] });
    lost.send('G21\nG21\nG21\n');
    lost.run(10);
    expect(lost.heard()).toBe('ok\nok\n');
    const stalled = desk({ faults: [{ kind: 'stall', ms: 700, atMs: 650 }] });
    stalled.run(60);
    stalled.send('G21\n');
    stalled.run(680);
    expect(stalled.heard()).toBe('');
    stalled.run(20);
    expect(stalled.heard()).toBe('ok\n');
    const reset = desk({ faults: [{ kind: 'reset', atLine: 1 }] });
    reset.send('G21\n');
    reset.run(600);
    expect(reset.heard()).toContain('start\n');
    const pulled = desk({ faults: [{ kind: 'unplug', atLine: 1 }] });
    let unplugged = 0;
    pulled.marlin.onUnplug(() => unplugged++);
    pulled.send('G21\nG21\n');
    expect(unplugged).toBe(1);
  });

  it('alter bytes, which the checksum catches', () => {
    const d = desk({ faults: [{ kind: 'flip', way: 'toArm', nth: 6 }] });
    expect(d.ask(numbered(1, 'G1 X50 F600'))).toMatch(/^Error:.*\nResend: 1\nok\n$/);
  });
});
