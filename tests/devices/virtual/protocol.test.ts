import { describe, expect, it } from 'vitest';
import { desk } from './desk.ts';

const banner = "\r\nGrbl 1.1h ['$' for help]\r\n";

describe('a virtual Grbl that is switched on', () => {
  it('says its banner after 25 ms', () => {
    const d = desk({}, false);
    expect(d.until(/help\]\r\n$/)).toBe(25);
    expect(d.heard()).toBe(banner);
  });

  it('swallows everything for 1.43 s with a boot loader, and waits again for each byte', () => {
    const d = desk({ bootloader: true }, false);
    d.run(1000);
    d.send('?$I\n');
    d.run(1429);
    expect(d.heard()).toBe('');
    d.run(2);
    expect(d.heard()).toBe(banner);
  });

  it('asks to be unlocked where homing is on, and only then', () => {
    const d = desk({ homing: true }, false);
    d.settle();
    expect(d.heard()).toBe(`${banner}[MSG:'$H'|'$X' to unlock]\r\n`);
    d.send('\x18');
    d.settle();
    expect(d.heard()).toContain('to unlock');
    expect(d.ask('$X')).toBe('[MSG:Caution: Unlocked]\r\nok\r\n');
    d.send('\x18');
    d.settle();
    expect(d.heard()).toBe(banner);
  });

  it('runs its startup lines', () => {
    const d = desk();
    expect(d.ask('$N0=G91')).toBe('ok\r\n');
    expect(d.ask('$N')).toBe('$N0=G91\r\n$N1=\r\nok\r\n');
    d.grbl.reset('power', d.now());
    d.settle();
    expect(d.heard()).toBe(`${banner}>G91:ok\r\n`);
    expect(d.ask('$G')).toContain('G91');
  });
});

describe('lines to a virtual Grbl', () => {
  it('end at each CR and at each LF, so that CRLF gives two oks', () => {
    const d = desk();
    d.send('G21\r\n');
    d.settle();
    expect(d.heard()).toBe('ok\r\nok\r\n');
  });

  it('lose spaces and comments, and may be written small', () => {
    expect(desk().ask('g1 x 1 (to the side) f 1000 ; and on')).toBe('ok\r\n');
  });

  it('hold 79 characters besides spaces and comments', () => {
    const d = desk();
    const line = `G1F1000X1.${'0'.repeat(69)}`;
    expect(line).toHaveLength(79);
    expect(d.ask(`${line.split('').join(' ')}(more)`)).toBe('ok\r\n');
    expect(d.ask(`${line}0`)).toBe('error:11\r\n');
    expect(d.ask('G21')).toBe('ok\r\n');
  });

  it('are answered when they are queued, not when they are done', () => {
    const d = desk();
    d.send('G1X100F600\n');
    expect(d.heard()).toBe('ok\r\n');
    expect(d.settle()).toBeGreaterThan(9000);
  });

  it('wait for their answer while the planner is full', () => {
    const d = desk();
    for (let i = 1; i <= 16; i++) d.send(`G1X${i}F60\n`);
    expect(d.heard()).toBe('ok\r\n'.repeat(15));
    d.run(1100);
    expect(d.heard()).toBe('ok\r\n');
  });

  it('with a dwell are answered after motion and dwell', () => {
    const d = desk();
    d.send('G1X10F6000\nG4P0.5\n');
    expect(d.heard()).toBe('ok\r\n');
    expect(d.until(/ok/)).toBeCloseTo((2 * Math.sqrt(10 / 800) + 0.5) * 1000, 6);
  });

  it('fill 128 bytes; the 129th is dropped silently', () => {
    const d = desk({ settings: { 10: 3 } });
    for (let i = 1; i <= 16; i++) d.send(`G1X${i}F60\n`);
    d.heard();
    d.send('G1X20F60\n'.repeat(14));
    d.send('?');
    expect(d.heard()).toContain('|Bf:0,2|');
    d.send('G21\n');
    d.send('?');
    expect(d.heard()).toContain('|Bf:0,0|');
    // "G21\n" kept only its first two letters, and what comes next is glued to them
    d.settle();
    expect(d.heard()).toBe('ok\r\n'.repeat(15));
    expect(d.ask('1')).toBe('ok\r\n');
  });

  it('are told apart from realtime bytes, which work in the middle of a line and of a comment', () => {
    const d = desk();
    d.send('G1X1(he?llo)F10\x8500\xff\n');
    d.settle();
    expect(d.heard()).toMatch(/^<Idle\|.*>\r\nok\r\n$/);
    expect(d.grbl.position()[0]).toBe(1);
  });
});

describe('what a virtual Grbl knows of itself', () => {
  it('is 15 blocks and 128 bytes', () => {
    expect(desk().ask('$I')).toBe('[VER:1.1h.20190825:]\r\n[OPT:V,15,128]\r\nok\r\n');
  });

  it('is its modes', () => {
    const d = desk();
    expect(d.ask('$G')).toBe('[GC:G0 G54 G17 G21 G90 G94 M5 M9 T0 F0 S0]\r\nok\r\n');
    d.ask('G1 X5 F1500 G91 G55 T3 M3 S500');
    expect(d.ask('$G')).toBe('[GC:G1 G55 G17 G21 G91 G94 M3 M9 T3 F1500 S500]\r\nok\r\n');
  });

  it('is its settings, as they were stored', () => {
    const d = desk();
    expect(d.ask('$11=0.02')).toBe('ok\r\n');
    const said = d.ask('$$');
    expect(said).toMatch(/^\$0=10\r\n\$1=25\r\n/);
    expect(said).toContain('$11=0.020\r\n');
    expect(said).toContain('$110=20000.000\r\n');
    expect(said).toMatch(/\$132=100\.000\r\nok\r\n$/);
  });

  it('is its places, which survive the power', () => {
    const d = desk();
    d.ask('G10 L2 P2 X1 Y2 Z3');
    d.ask('G92 X7');
    expect(d.ask('$#')).toMatch(/\[G55:1\.000,2\.000,3\.000\]\r\n.*\[G92:-7\.000,0\.000,0\.000\]\r\n\[TLO:0\.000\]/s);
    d.grbl.reset('power', d.now());
    d.settle();
    d.heard();
    expect(d.ask('$#')).toMatch(/\[G55:1\.000,2\.000,3\.000\]\r\n.*\[G92:0\.000,0\.000,0\.000\]/s);
  });
});

describe('settings of a virtual Grbl', () => {
  it.each([
    ['$20=1', 10],
    ['$0=1', 6],
    ['$11=-1', 4],
    ['$99=1', 3],
    ['$11', 3],
    ['$=1', 2],
    ['$11=a', 2],
    ['$$5', 3],
    ['$N7=', 3],
  ])('refuse %s with error:%i', (line, code) => {
    expect(desk().ask(line)).toBe(`error:${code}\r\n`);
  });

  it('take effect', () => {
    const d = desk();
    d.ask('$110=600');
    d.send('G0X10\n');
    expect(d.settle()).toBeCloseTo((10 / 10 + 10 / 800) * 1000, 6);
  });

  it('are deaf while they are written: a burst behind one is lost', () => {
    const d = desk();
    d.send('$110=601\nG21\nG90\nG94\nG17\n');
    d.settle();
    expect(d.heard()).toBe('ok\r\n');
    expect(d.ask('G21')).toBe('ok\r\n');
  });

  it('cost nothing where nothing changes', () => {
    const d = desk();
    d.send('$110=20000\nG21\n');
    d.settle();
    expect(d.heard()).toBe('ok\r\nok\r\n');
  });

  it('wait for motion: not while it runs, nor $$, but $G any time', () => {
    const d = desk();
    d.send('G1X100F600\n');
    d.heard();
    for (const [line, answer] of [
      ['$110=600\n', 'error:8'],
      ['$$\n', 'error:8'],
      ['$#\n', 'error:8'],
      ['$G\n', '[GC:G1'],
    ] as const) {
      d.send(line);
      expect(d.heard()).toContain(answer);
    }
  });
});
