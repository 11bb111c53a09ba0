import { expect, it } from 'vitest';
import { type Crowd, nobody, stepCrowd } from '../../../engine/gestures/crowd.ts';
import type { Input, TouchInput } from '../../../engine/input.ts';
import type { Gesture } from '../../../engine/people.ts';
import { handAt, handsInput } from '../../support/hands.ts';

const paints = { hands: ['grey', 'black'], phones: ['red', 'umber'] };
const touch = (phase: TouchInput['phase'], x: number, y: number, participant = 'phone-a'): Input => ({
  kind: 'touch',
  participant,
  via: 'phone',
  phase,
  x,
  y,
  pressure: 0.5,
});

function play(inputs: Record<number, Input[]>, steps: number, from: Crowd = nobody) {
  let crowd = from;
  const gestures: (Gesture & { step: number })[] = [];
  const tips: { x: number; y: number }[] = [];
  for (let step = 1; step <= steps; step++) {
    const stepped = stepCrowd(crowd, inputs[step] ?? [], step, 1 / 60, paints);
    crowd = stepped.crowd;
    gestures.push(...stepped.gestures.map((gesture) => ({ ...gesture, step })));
    const person = crowd.people[0];
    if (person) tips.push(person.tip);
  }
  return { crowd, gestures, tips };
}

it('lets a pinch be seen within two camera frames, and releases it when the hand is lost', () => {
  const inputs: Record<number, Input[]> = {};
  for (let i = 0; i < 12; i++) inputs[1 + 4 * i] = [handsInput(i * 66, handAt(0.5, 0.5, { gap: i < 4 ? 0.9 : 0.05 }))];
  const { gestures, crowd } = play(inputs, 120);
  expect(gestures.map((g) => g.kind)).toEqual(['enter', 'pinch', 'release', 'leave']);
  expect(gestures[1]?.step).toBeLessThanOrEqual(1 + 4 * 6);
  expect(crowd.people).toEqual([]);
});

it('keeps a hand through a short loss', () => {
  const inputs: Record<number, Input[]> = {};
  for (let i = 0; i < 20; i++)
    inputs[1 + 4 * i] = [i > 8 && i < 13 ? handsInput(i * 66) : handsInput(i * 66, handAt(0.5, 0.5, { gap: 0.9 }))];
  expect(play(inputs, 80).gestures.map((g) => g.kind)).toEqual(['enter']);
});

it('notices somebody who stays still, once', () => {
  const inputs: Record<number, Input[]> = {};
  for (let i = 0; i < 60; i++) inputs[1 + 4 * i] = [handsInput(i * 66, handAt(0.5 + 0.001 * (i % 2), 0.5))];
  const { gestures } = play(inputs, 240);
  expect(gestures.filter((g) => g.kind === 'still')).toHaveLength(1);
});

it('answers a tap that goes down and up within one step', () => {
  const { gestures } = play({ 1: [touch('down', 0.5, 0.5), touch('up', 0.5, 0.5)] }, 10);
  expect(gestures.map((g) => g.kind)).toEqual(['enter', 'pinch', 'release']);
});

it('keeps the whole path of a line that arrives in one burst', () => {
  const line = Array.from({ length: 50 }, (_, i) => touch('move', 0.1 + i * 0.015, 0.5 + 0.2 * Math.sin(i)));
  const { tips } = play({ 1: [touch('down', 0.1, 0.5), ...line, touch('up', 0.9, 0.5)] }, 80);
  const ys = tips.map((tip) => tip.y);
  expect(Math.max(...ys)).toBeGreaterThan(0.69);
  expect(Math.min(...ys)).toBeLessThan(0.31);
});

it('gives each phone its pigment in turn and remembers it when the phone comes back', () => {
  const joined = play({ 1: [{ kind: 'join', participant: 'phone-a' }], 2: [{ kind: 'join', participant: 'phone-b' }] }, 3);
  expect(joined.crowd.paints).toEqual({ 'phone-a': 'red', 'phone-b': 'umber' });
  const again = play({ 1: [{ kind: 'leave', who: 'phone-a' }], 2: [{ kind: 'join', participant: 'phone-a' }] }, 3, joined.crowd);
  expect(again.crowd.paints['phone-a']).toBe('red');
});

it('releases the line of a phone that goes away in the middle of it', () => {
  const { gestures } = play({ 1: [touch('down', 0.4, 0.4)], 5: [touch('move', 0.5, 0.5)], 9: [{ kind: 'leave', who: 'phone-a' }] }, 30);
  expect(gestures.map((g) => g.kind)).toEqual(['enter', 'pinch', 'release', 'leave']);
});

it('lifts a finger that stays down and says nothing for ten seconds', () => {
  const { gestures } = play({ 1: [touch('down', 0.4, 0.4)] }, 700);
  expect(gestures.map((g) => g.kind)).toContain('release');
});
