import { describe, expect, it } from 'vitest';
import { type Desk, desk, numbered } from './desk.ts';

describe('a virtual Marlin when it starts', () => {
  it('says start, its version and its settings, and no ok', () => {
    const d = desk({}, false);
    d.run(600);
    const said = d.heard();
    expect(said).toMatch(/^start\n/);
    expect(said).toContain('\nMarlin 2.1.2');
    expect(said).toContain('\necho:  M92 X80.00 Y80.00 Z400.00');
    expect(said).not.toMatch(/^ok/m);
  });

  it('is deaf while its boot loader runs, and waits again for each byte it swallows', () => {
    const d = desk({ bootloader: true }, false);
    d.run(1000);
    d.send('M115\n');
    d.run(1429);
    expect(d.heard()).toBe('');
    d.run(400);
    expect(d.heard()).toMatch(/^start\n/);
  });

  it('starts anew, at zero, when DTR resets it', () => {
    const d = desk();
    d.ask('G1 X10 F6000');
    d.ask('M400');
    d.marlin.reset('dtr', d.now());
    d.run(600);
    expect(d.heard()).toMatch(/^start\n/);
    expect(d.ask('M114')).toContain('X:0.00 Y:0.00 Z:0.00');
    expect(d.marlin.position()[0]).toBe(10);
  });
});

describe('its lines', () => {
  it('are answered ok one by one, with or without numbers', () => {
    const d = desk();
    expect(d.ask('G21')).toBe('ok\n');
    expect(d.ask('N1 G21*18'.replace('18', String(numbered(1, 'G21').split('*')[1])))).toBe('ok\n');
    expect(d.ask('g21')).toBe('ok\n');
  });

  it('may hold comments and blanks, and empty ones get no answer', () => {
    const d = desk();
    d.send('\n\n; all comment\n  G21 ; mm\n');
    d.run(10);
    expect(d.heard()).toBe('ok\n');
  });

  it('are refused with a wrong checksum, and asked for again', () => {
    const d = desk();
    expect(d.ask('N1 G1 X5*1')).toBe('Error:checksum mismatch, Last Line: 0\nResend: 1\nok\n');
    expect(d.marlin.committedMs()).toBe(0);
  });

  it('are refused out of order', () => {
    const d = desk();
    expect(d.ask(numbered(3, 'G21'))).toBe('Error:Line Number is not Last Line Number+1, Last Line: 0\nResend: 1\nok\n');
  });

  it('are refused with a number and no checksum', () => {
    const d = desk();
    expect(d.ask('N1 G21')).toBe('Error:No Checksum with line number, Last Line: 0\nResend: 1\nok\n');
  });

  it('are lost when they had come in behind a refused one, and refused when they come in later', () => {
    const refusal = /Error:.*, Last Line: 0\nResend: 1\nok\n/g;
    const busy = desk({ faults: [{ kind: 'stall', ms: 50, atMs: 600 }] });
    busy.send(`N1 G21*1\n${numbered(2, 'M105')}\n`);
    busy.run(100);
    expect(busy.heard().match(refusal)).toHaveLength(1);
    const quick = desk();
    quick.send('N1 G21*1\n');
    quick.send(`${numbered(2, 'M105')}\n`);
    expect(quick.heard().match(refusal)).toHaveLength(2);
  });

  it('are numbered anew by M110', () => {
    const d = desk();
    expect(d.ask(numbered(0, 'M110 N100'))).toBe('ok\n');
    expect(d.ask(numbered(101, 'G21'))).toBe('ok\n');
  });

  it('are named when they are not known', () => {
    const d = desk();
    expect(d.ask('G99 X1')).toBe('echo:Unknown command: "G99 X1"\nok\n');
    expect(d.ask('?')).toBe('echo:Unknown command: "?"\nok\n');
    expect(d.ask('$$')).toBe('echo:Unknown command: "$$"\nok\n');
  });

  it('say with ADVANCED_OK which line, and how much room is left', () => {
    const d = desk({ advancedOk: true });
    expect(d.ask(numbered(1, 'G1 X10 F600'))).toBe('ok N1 P14 B3\n');
    expect(d.ask('G21')).toBe('ok P14 B3\n');
  });

  it('wait in a queue of four while the planner is full, and beyond it only what the receive ring holds', () => {
    const d = desk();
    const send = (to: Desk, i: number): void => {
      to.send(`G1 X${i} F60\n`);
      to.run(2);
    };
    for (let i = 1; i <= 30; i++) send(d, i);
    expect(d.heard()).toBe('ok\n'.repeat(15));
    // 15 planned, 4 in the queue, and 127 bytes of lines of 11 bytes
    d.run(60_000);
    expect(d.heard().match(/ok\n/g)?.length).toBe(30 - 15);
    const more = desk();
    for (let i = 1; i <= 60; i++) send(more, i);
    more.run(10_000_000);
    expect(more.heard().match(/ok\n/g)?.length).toBeLessThan(35);
  });
});

describe('its reports', () => {
  it('tell with M115 what it is and what it can', () => {
    const said = desk({ emergencyParser: false }).ask('M115');
    expect(said).toMatch(/^FIRMWARE_NAME:Marlin 2\.1\.2/);
    expect(said).toContain('\nCap:EMERGENCY_PARSER:0\n');
    expect(desk().ask('M115')).toContain('\nCap:EMERGENCY_PARSER:1\n');
  });

  it('tell with M114 the end of what is planned, while the arm is still on its way', () => {
    const d = desk();
    d.ask('G1 X100 F6000');
    d.run(300);
    expect(d.ask('M114')).toBe('X:100.00 Y:0.00 Z:0.00 E:0.00 Count X:8000 Y:0 Z:0\nok\n');
    expect(d.ask('M114 R')).toContain('X:100.00');
    expect(d.marlin.position()[0]).toBeLessThan(50);
  });

  it('tell with M114 R where the steppers are, if it was compiled so', () => {
    const d = desk({ realtimePosition: true });
    d.ask('G1 X100 F6000');
    d.run(300);
    const x = Number(/X:([\d.]+)/.exec(d.ask('M114 R'))?.[1]);
    expect(x).toBeCloseTo(d.marlin.position()[0], 1);
    expect(x).toBeLessThan(50);
  });

  it('come by themselves with M154 and M155', () => {
    const d = desk();
    d.ask('M154 S1');
    d.run(2500);
    expect(d.heard().match(/X:0\.00/g)).toHaveLength(2);
    d.ask('M154 S0');
    d.ask('M155 S1');
    d.run(1500);
    expect(d.heard()).toBe(' T:21.00 /0.00 @:0\n');
  });

  it('change with the settings', () => {
    const d = desk();
    d.ask('M203 X50');
    d.ask('M204 P400');
    d.ask('M205 J0.05');
    expect(d.ask('M503')).toMatch(/M203 X50\.00 Y300\.00[\s\S]*M204 P400\.00[\s\S]*J0\.05/);
  });

  it('say every two seconds that a command still goes on', () => {
    const d = desk();
    d.send('G4 S5\n');
    d.run(1999);
    expect(d.heard()).toBe('');
    d.run(2500);
    expect(d.heard()).toBe('echo:busy: processing\necho:busy: processing\n');
    d.run(600);
    expect(d.heard()).toBe('ok\n');
  });
});
