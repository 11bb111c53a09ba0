import { expect, it } from 'vitest';
import { lastSeenAfter } from '../../../devices/process/last-seen.ts';
import type { ArmState, ArmStatus } from '../../../devices/process/messages.ts';
import { createRig } from '../stream/rig.ts';

const before = { x: 100, y: 100, z: -2 };
const status = (state: ArmState, at: ArmStatus['at'] = null): ArmStatus => ({ ...createRig().arm.status(), state, at });

it('is where the arm says that it is', () => {
  expect(lastSeenAfter(status({ kind: 'ready' }, { x: 1, y: 2, z: 3 }), before)).toEqual({ x: 1, y: 2, z: 3 });
});

it('outlives a lost cable', () => {
  expect(lastSeenAfter(status({ kind: 'offline' }), before)).toEqual(before);
  expect(lastSeenAfter(status({ kind: 'connecting' }), before)).toEqual(before);
});

it('is worth nothing once the arm asks for its reference: it was lifted blind by it already', () => {
  expect(lastSeenAfter(status({ kind: 'unreferenced', hint: '' }), before)).toBeUndefined();
});
