import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createMachineFeed } from '../../../../stage/pages/twin/machine-feed.ts';
import { type Able, createViewChoice } from '../../../../stage/pages/twin/view-choice.ts';
import type { MachineView } from '../../../../stage/protocol/machine-view.ts';

const machine: MachineView = {
  id: 'test',
  name: 'Test',
  up: [0, 0, 1],
  stands: 'ground',
  canvas: { corner: [0, 0, 0], right: [1, 0, 0], up: [0, 1, 0], normal: [0, 0, 1], widthMm: 100, heightMm: 70 },
  wells: [],
  wash: null,
  rim: { radiusMm: 12, heightMm: 6 },
  park: null,
  rest: null,
  fence: { min: [0, 0, 0], max: [100, 70, 50] },
  keepOut: [],
};

describe('the choice between machine and painting', () => {
  it('is the machine on a wide screen, and V switches', () => {
    const choice = createViewChoice(signal<Able>({ wide: true, machine: 'shown' }));
    expect(choice.shown.value).toBe('machine');
    choice.toggle();
    expect(choice.shown.value).toBe('painting');
    choice.toggle();
    expect(choice.shown.value).toBe('machine');
  });

  it('is the painting on a small screen, with nothing to switch to', () => {
    const able = signal<Able>({ wide: false, machine: 'shown' });
    const choice = createViewChoice(able);
    expect([choice.shown.value, choice.offered.value]).toEqual(['painting', false]);
    able.value = { wide: true, machine: 'shown' };
    expect([choice.shown.value, choice.offered.value]).toEqual(['machine', true]);
  });

  it('falls back to the painting where the machine cannot be drawn', () => {
    const able = signal<Able>({ wide: true, machine: 'unknown' });
    const choice = createViewChoice(able);
    expect(choice.shown.value).toBe('machine');
    able.value = { wide: true, machine: 'impossible' };
    expect([choice.shown.value, choice.offered.value]).toEqual(['painting', false]);
  });
});

describe('what the page knows of the machine', () => {
  const settled = (): Promise<void> => Promise.resolve().then(() => Promise.resolve());

  it('is unknown at first, then shown, and the same object while the machine is the same', async () => {
    const feed = createMachineFeed(async () => ({ ...machine }), new AbortController().signal);
    expect(feed.able.value).toBe('unknown');
    feed.refresh();
    await settled();
    expect(feed.able.value).toBe('shown');
    const first = feed.view.value;
    feed.refresh();
    await settled();
    expect(feed.view.value).toBe(first);
  });

  it('does without where the server tells nothing, until it does', async () => {
    let known = false;
    const feed = createMachineFeed(async () => {
      if (!known) throw new Error('404');
      return machine;
    }, new AbortController().signal);
    feed.refresh();
    await settled();
    expect(feed.able.value).toBe('impossible');
    known = true;
    feed.refresh();
    await settled();
    expect(feed.able.value).toBe('shown');
  });

  it('keeps a machine that it knows through a short silence, and stays without one that it cannot draw', async () => {
    let silent = false;
    const feed = createMachineFeed(async () => {
      if (silent) throw new Error('offline');
      return machine;
    }, new AbortController().signal);
    feed.refresh();
    await settled();
    silent = true;
    feed.refresh();
    await settled();
    expect(feed.able.value).toBe('shown');
    feed.fail();
    expect(feed.able.value).toBe('impossible');
  });
});
