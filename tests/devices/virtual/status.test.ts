import { describe, expect, it } from 'vitest';
import { type Desk, desk } from './desk.ts';

const status = (d: Desk): string => {
  d.send('?');
  return d.heard();
};
const fields = (report: string): string[] => [...report.matchAll(/[<|](\w+)/g)].map((match) => match[1] ?? '');

describe('a status report', () => {
  it('gives its fields in the order of Grbl', () => {
    const d = desk({ settings: { 10: 3 }, homing: true, start: [0, 5, 5] });
    expect(status(d)).toBe('<Alarm|MPos:0.000,0.000,0.000|Bf:15,128|FS:0,0|Pn:X|WCO:0.000,0.000,0.000>\r\n');
    expect(status(d)).toBe('<Alarm|MPos:0.000,0.000,0.000|Bf:15,128|FS:0,0|Pn:X|Ov:100,100,100>\r\n');
  });

  it('gives WCO first, Ov next, then each again every 10 reports at rest', () => {
    const d = desk();
    const reports = Array.from({ length: 22 }, () => fields(status(d)));
    expect(reports.flatMap((report, i) => (report.includes('WCO') ? [i] : []))).toEqual([0, 10, 20]);
    expect(reports.flatMap((report, i) => (report.includes('Ov') ? [i] : []))).toEqual([1, 11, 21]);
  });

  it('gives WCO every 30 and Ov every 20 while busy', () => {
    const d = desk();
    d.send('G1X100F60\n');
    d.heard();
    const reports = Array.from({ length: 62 }, () => fields(status(d)));
    expect(reports.flatMap((report, i) => (report.includes('WCO') ? [i] : []))).toEqual([0, 30, 60]);
    expect(reports.flatMap((report, i) => (report.includes('Ov') ? [i] : []))).toEqual([1, 21, 41, 61]);
  });

  it('tells at once of a new offset and of a turning spindle', () => {
    const d = desk();
    for (let i = 0; i < 3; i++) status(d);
    d.ask('G92X5');
    expect(status(d)).toContain('|WCO:-5.000,0.000,0.000');
    status(d);
    d.ask('M3S500');
    expect(status(d)).toMatch(/\|FS:0,500\|Ov:100,100,100\|A:S>/);
  });

  it('gives work positions where $10 asks for them', () => {
    const d = desk({ settings: { 10: 0 } });
    d.ask('G10L2P1X10');
    d.ask('G1X2F6000');
    expect(status(d)).toContain('<Idle|WPos:2.000,0.000,0.000|FS:0,0|WCO:10.000');
    expect(d.grbl.position()[0]).toBe(12);
  });

  it('gives inches where $13 asks for them', () => {
    const d = desk({ settings: { 13: 1 } });
    d.ask('G1X25.4F6000');
    expect(status(d)).toContain('MPos:1.0000,0.0000,0.0000');
  });

  it('counts the free places of the planner and of the ring', () => {
    const d = desk({ settings: { 10: 2 } });
    d.send('G1X10F60\nG1X11\nG1X');
    d.heard();
    expect(status(d)).toContain('|Bf:13,128|');
  });

  it('follows the motion', () => {
    const d = desk();
    d.send('G1X100F6000\n');
    d.heard();
    d.run(500);
    expect(status(d)).toContain('<Run|MPos:43.750,0.000,0.000|FS:6000,0');
  });
});
