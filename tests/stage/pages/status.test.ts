import { describe, expect, it } from 'vitest';
import { statusOf } from '../../../stage/pages/visit/status.ts';
import type { Mine } from '../../../stage/protocol/messages.ts';
import { painting as arm } from './painting-arm.ts';

const you = { participant: 'phone-k7f2', paint: 'vermilion' };
const none: Mine = { waiting: 0, painting: 0, painted: 0, ahead: 0, etaS: null };

describe('what a visitor is told', () => {
  it('is that the room is out of reach, before anything else', () => {
    expect(statusOf('lost', you, { ...none, painting: 1 }, arm)).toEqual({ kind: 'offline' });
  });
  it('is how many lines come before theirs', () => {
    expect(statusOf('open', you, { ...none, waiting: 1, ahead: 4, etaS: 70 }, arm)).toEqual({ kind: 'waiting', ahead: 4, etaS: 70 });
  });
  it('is that the arm rests, when their line waits for an arm that does not paint', () => {
    expect(statusOf('open', you, { ...none, waiting: 1 }, { ...arm, state: 'held' })).toEqual({ kind: 'resting' });
    expect(statusOf('open', you, { ...none, painting: 1 }, { ...arm, state: 'held' })).toEqual({ kind: 'resting' });
  });
  it('is that the brush is at their line, even while others of theirs wait', () => {
    expect(statusOf('open', you, { ...none, waiting: 2, painting: 1 }, arm)).toEqual({ kind: 'painting' });
  });
  it('is that their lines are on the canvas, once none waits', () => {
    expect(statusOf('open', you, { ...none, painted: 2 }, arm)).toEqual({ kind: 'painted' });
  });
  it('is an invitation before they drew, and a word of patience before the show answered', () => {
    expect(statusOf('open', you, none, arm)).toEqual({ kind: 'invite' });
    expect(statusOf('connecting', null, null, null)).toEqual({ kind: 'joining' });
  });
});
