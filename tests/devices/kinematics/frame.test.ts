import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleOf, machineFrame, offPlane, onPlane, planeOf, poseOf } from '../../../devices/kinematics/frame.ts';
import { cross, dot, size } from '../../../devices/kinematics/space.ts';
import { apartMm, evenly } from './arms.ts';

const corner = { x: 100, y: 350, z: 50 };
/** an easel in front of an arm, leaning back by 10 degrees */
const easel = planeOf({ corner, right: { x: 0, y: -1, z: 0 }, up: { x: 0.17365, y: 0, z: 0.98481 } });

describe('a canvas in the frame of a machine', () => {
  it('faces the arm that stands before it', () => {
    expect(easel.normal.x).toBeCloseTo(-0.98481, 4);
    expect(easel.normal.z).toBeCloseTo(0.17365, 4);
    expect(apartMm(onPlane(easel, 350, 0, 0), { x: 100, y: 0, z: 50 })).toBeLessThan(1e-9);
    expect(apartMm(onPlane(easel, 0, 0, 10), { x: 100 - 9.8481, y: 350, z: 51.7365 })).toBeLessThan(1e-3);
  });

  it('is squared where it was measured a little askew, and keeps its right', () => {
    const plane = planeOf({ corner, right: { x: 0.9998, y: 0.02, z: 0 }, up: { x: -0.019, y: 1, z: 0 } });
    expect(plane.right.y / plane.right.x).toBeCloseTo(0.02 / 0.9998, 12);
    expect(Math.abs(dot(plane.right, plane.up))).toBeLessThan(1e-15);
    for (const way of [plane.right, plane.up, plane.normal]) expect(size(way)).toBeCloseTo(1, 12);
    expect(apartMm(cross(plane.right, plane.up), plane.normal)).toBeLessThan(1e-12);
  });

  it('gives every place back', () => {
    fc.assert(
      fc.property(evenly(0, 700), evenly(0, 500), evenly(-10, 50), (x, y, height) => {
        const back = offPlane(easel, onPlane(easel, x, y, height));
        return Math.hypot(back.xMm - x, back.yMm - y, back.heightMm - height) < 1e-9;
      }),
      { seed: 8 },
    );
  });

  it('throws where its directions are none, or the same', () => {
    expect(() => planeOf({ corner, right: { x: 0, y: 0, z: 0 }, up: { x: 0, y: 1, z: 0 } })).toThrow(/has no direction/);
    expect(() => planeOf({ corner, right: { x: 1, y: 0, z: 0 }, up: { x: 1, y: 0, z: 0 } })).toThrow(/has no direction/);
  });
});

describe('the lean of a brush', () => {
  it.each([
    [0, { x: 0.5, y: 0, z: Math.sqrt(0.75) }],
    [90, { x: 0, y: 0.5, z: Math.sqrt(0.75) }],
    [270, { x: 0, y: -0.5, z: Math.sqrt(0.75) }],
  ])('of 30 degrees towards %i is a direction, and back', (tiltTowardsDeg, handle) => {
    expect(apartMm(handleOf(machineFrame, { tiltDeg: 30, tiltTowardsDeg }), handle)).toBeLessThan(1e-12);
    const pose = poseOf(machineFrame, corner, handle);
    expect(pose.tiltDeg).toBeCloseTo(30, 9);
    expect(pose.tiltTowardsDeg).toBeCloseTo(tiltTowardsDeg, 9);
  });

  it('has no side where it is straight, or upside down', () => {
    expect(poseOf(easel, corner, easel.normal)).toEqual({ ...corner, tiltDeg: 0, tiltTowardsDeg: 0 });
    const { x, y, z } = easel.normal;
    expect(poseOf(easel, corner, { x: -x, y: -y, z: -z })).toEqual({ ...corner, tiltDeg: 180, tiltTowardsDeg: 0 });
  });
});
