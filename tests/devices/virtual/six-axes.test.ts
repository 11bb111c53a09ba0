import { describe, expect, it } from 'vitest';
import type { VirtualGrblOptions } from '../../../devices/virtual/grbl.ts';
import { jointArm } from '../../../devices/virtual/joint-arm.ts';
import { armOf } from '../kinematics/arms.ts';
import { type Desk, desk } from './desk.ts';

const six: VirtualGrblOptions = { make: { firmware: 'grblHAL', axes: 6, blocks: 100, bytes: 1024 }, settings: { 10: 3 } };
const status = (d: Desk): string => {
  d.send('?');
  d.run(1);
  return d.heard();
};

describe('a virtual grblHAL with six axes', () => {
  it('greets as grblHAL, and tells its axes and the sizes of its buffers', () => {
    const d = desk(six, false);
    d.run(35);
    expect(d.heard()).toBe("\r\nGrblHAL 1.1f ['$' or '$HELP' for help]\r\n");
    expect(d.ask('$I')).toBe('[VER:1.1f.20240330:]\r\n[OPT:VH,100,1024,6,0]\r\n[AXS:6:XYZABC]\r\n[FIRMWARE:grblHAL]\r\nok\r\n');
    expect(status(d)).toBe(
      '<Idle|MPos:0.000,0.000,0.000,0.000,0.000,0.000|Bf:100,1024|FS:0,0|WCO:0.000,0.000,0.000,0.000,0.000,0.000>\r\n',
    );
  });

  it('has settings for each axis', () => {
    const d = desk(six);
    const said = d.ask('$$');
    for (const id of [100, 105, 110, 115, 120, 125, 130, 135]) expect(said).toContain(`\r\n$${id}=`);
    expect(d.ask('$115=900')).toBe('ok\r\n');
    expect(d.ask('$$')).toContain('$115=900.000');
    expect(desk().ask('$$')).not.toContain('$103=');
  });

  it('moves all axes together, in a line, over the length of all of them', () => {
    const d = desk({ ...six, settings: { 10: 3, 120: 1e6, 121: 1e6, 122: 1e6, 123: 1e6, 124: 1e6, 125: 1e6 } });
    d.send('G90G94G1X3Y4A12F780\n');
    const ms = d.settle();
    expect(d.grbl.position()).toEqual([3, 4, 0, 12, 0, 0]);
    // 13 long at 13 a second
    expect(ms).toBeGreaterThan(990);
    expect(ms).toBeLessThan(1020);
    for (const { to } of d.travelled) expect((to[3] ?? 0) * 3).toBeCloseTo(to[0] * 12, 6);
  });

  it('takes the time that inverse time says', () => {
    const d = desk({ ...six, settings: { 10: 3, 120: 1e6, 121: 1e6, 122: 1e6, 123: 1e6, 124: 1e6, 125: 1e6 } });
    d.send('G90G93G1X3B-40C7F120\n');
    expect(d.settle()).toBeGreaterThan(495);
    expect(d.now()).toBeLessThan(35 + 515);
    d.heard();
    expect(d.ask('G1X4')).toBe('error:22\r\n');
  });

  it('is slowed by the axis with the least rate, wherever it is in the alphabet', () => {
    const d = desk({ ...six, settings: { 125: 1e6, 115: 600 } });
    d.send('G90G94G1X1C20F60000\n');
    expect(d.settle()).toBeGreaterThan(2000 * 0.99);
  });

  it('knows turns in degrees, whatever the unit of lengths', () => {
    const d = desk(six);
    d.ask('G20G1X1A90F1000');
    expect(d.grbl.position()).toEqual([25.4, 0, 0, 90, 0, 0].map((value) => expect.closeTo(value, 1)));
  });

  it('offsets, and jogs, every axis', () => {
    const d = desk(six);
    d.ask('G10L2P1C10');
    expect(d.ask('$#')).toContain('[G54:0.000,0.000,0.000,0.000,0.000,10.000]');
    d.ask('G90G1C5F1000');
    expect(d.grbl.position()[5]).toBeCloseTo(15, 6);
    expect(d.ask('$J=G91B2F500')).toBe('ok\r\n');
    expect(d.grbl.position()[4]).toBeCloseTo(2, 1);
  });

  it('knows no A where there are three axes', () => {
    expect(desk().ask('G1A1F100')).toBe('error:20\r\n');
  });

  it('takes 100 blocks and 1024 bytes', () => {
    const d = desk(six);
    for (let i = 1; i <= 100; i++) d.send(`G1A${i}F6\n`);
    d.run(5);
    expect(d.heard().match(/ok/g)).toHaveLength(100);
    d.send('G1A101F6\n'.repeat(3));
    d.run(5);
    expect(d.heard()).toBe('');
    expect(status(d)).toContain('|Bf:0,');
  });
});

describe('a virtual arm with a joint for each axis', () => {
  const { machine } = armOf('six-axis');
  const park = 'joints' in machine.park ? machine.park.joints : [];

  it('knows where it rests when it is switched on, and is locked', () => {
    const d = desk(jointArm(machine));
    expect(d.grbl.state()).toBe('Alarm');
    for (const [axis, value] of park.entries()) {
      expect(Math.abs((d.grbl.position()[axis] ?? 0) - value)).toBeLessThan(0.2);
      expect(d.grbl.believed()[axis]).toBe(d.grbl.position()[axis]);
    }
  });

  it('homes every axis to its switch at the park, and knows its place again', () => {
    const d = desk(jointArm(machine));
    d.ask('$X');
    d.ask('G90G1X10Y20Z-100A-20B60C100F2000');
    d.grbl.reset('power', d.now());
    d.run(100);
    d.heard();
    expect(d.ask('$H')).toBe('ok\r\n');
    for (const [axis, value] of park.entries()) {
      expect(Math.abs((d.grbl.position()[axis] ?? 0) - value)).toBeLessThan(1.2);
      expect(d.grbl.believed()[axis]).toBeCloseTo(d.grbl.position()[axis] ?? 0, 6);
    }
  });
});
