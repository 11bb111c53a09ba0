import { describe, expect, it } from 'vitest';
import { type Desk, desk } from './desk.ts';

/** 0.5 mm chords on a shallow wave, 19 bytes a line with its newline */
const chords = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => {
    const x = (10 + i * 0.5).toFixed(3);
    const y = (300 + Math.sin(i / 40) * 2).toFixed(3);
    return `G1X${x}Y${y}\n`.padStart(19, ' ');
  });

/** @returns lines a second, by character counting in `ring` bytes, or one line at a time */
function stream(d: Desk, lines: readonly string[], ring: number): number {
  const waiting: number[] = [];
  let sent = 0;
  let answered = 0;
  const start = d.now();
  while (answered < lines.length) {
    for (let line = lines[sent]; line !== undefined; line = lines[sent]) {
      const full = ring === 0 ? waiting.length > 0 : waiting.reduce((sum, bytes) => sum + bytes, 0) + line.length > ring;
      if (full) break;
      d.send(line);
      waiting.push(line.length);
      sent++;
    }
    d.until(/\r\n/);
    const oks = d.heard().match(/ok/g)?.length ?? 0;
    answered += oks;
    waiting.splice(0, oks);
    d.run(0.05);
  }
  return (lines.length / (d.now() - start)) * 1000;
}

/** so that the look-ahead is not what limits the stream */
const brisk = { 120: 5000, 121: 5000, 122: 5000 };

describe('a virtual Grbl at the pace of an ATmega328p', () => {
  const started = (settings = {}): Desk => {
    const d = desk({ avr: true, settings });
    d.ask('G0X10Y300');
    d.ask('G1F12000');
    return d;
  };

  it('takes 277 to 290 lines a second by character counting', () => {
    const rate = stream(started(brisk), chords(800), 127);
    expect(rate).toBeGreaterThan(270);
    expect(rate).toBeLessThan(292);
  });

  it('takes about 176 lines a second one at a time', () => {
    const rate = stream(started(brisk), chords(400), 0);
    expect(rate).toBeGreaterThan(165);
    expect(rate).toBeLessThan(190);
  });

  it('parses about 555 lines a second where nothing moves', () => {
    const d = started();
    d.ask('$C');
    const rate = stream(d, chords(400), 127);
    expect(rate).toBeGreaterThan(530);
    expect(rate).toBeLessThan(570);
  });

  it('goes no faster through chords of 0.5 mm at 500 mm/s² than 15 blocks can stop', () => {
    const d = started({ 120: 500, 121: 500, 122: 500 });
    d.travelled.length = 0;
    stream(d, chords(600), 127);
    const speeds = d.travelled
      .slice(50, -50)
      .map(({ from, to, durationMs }) => (Math.hypot(to[0] - from[0], to[1] - from[1]) / durationMs) * 1000)
      .sort((a, b) => a - b);
    const median = speeds[Math.floor(speeds.length / 2)] ?? 0;
    expect(median).toBeGreaterThan(70);
    expect(median).toBeLessThan(Math.sqrt(2 * 500 * 15 * 0.5));
  });

  it('answers ? in 5 to 8 ms and $$ in about 34 ms', () => {
    const d = desk({ avr: true });
    d.send('?');
    const status = d.until(/>\r\n/);
    expect(status).toBeGreaterThan(4);
    expect(status).toBeLessThan(8);
    d.heard();
    d.send('$$\n');
    const settings = d.until(/ok\r\n/);
    expect(settings).toBeGreaterThan(30);
    expect(settings).toBeLessThan(60);
  });

  it('loses part of a burst behind a setting, as the bytes come while the EEPROM is written', () => {
    const d = desk({ avr: true });
    d.send(`$110=601\n${'G1X10.000Y20.0\n'.repeat(30)}`);
    d.settle();
    const answers = d.heard().match(/ok|error/g)?.length ?? 0;
    expect(answers).toBeGreaterThan(5);
    expect(answers).toBeLessThan(30);
  });
});
