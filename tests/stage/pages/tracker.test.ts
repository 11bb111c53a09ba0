import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTracker } from '../../../stage/pages/stage/hands/tracker.ts';
import type { HandsSeen } from '../../../stage/pages/stage/hands/worker-messages.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A worker that loads for so long, ms, and then is ready. */
class Slow extends EventTarget {
  private readonly timer: ReturnType<typeof setTimeout>;
  constructor(loadMs: number) {
    super();
    this.timer = setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: { kind: 'ready', text: 'tracking' } })), loadMs);
  }
  postMessage(): void {}
  terminate(): void {
    clearTimeout(this.timer);
  }
}

it('gives a tracker that loads slowly more time with each try, until it runs', () => {
  const states: string[] = [];
  let made = 0;
  const tracker = createTracker<HandsSeen>(
    'hand',
    () => {
      made++;
      return new Slow(50_000) as unknown as Worker;
    },
    { kind: 'begin', origin: 'http://localhost', delegate: 'CPU' },
    { onSeen: () => undefined, onState: ({ text }) => states.push(text) },
  );
  vi.advanceTimersByTime(180_000);
  expect(states).toEqual(['hand tracking did not start within 20 s', 'hand tracking did not start within 40 s', 'tracking']);
  expect(made).toBe(3);
  expect(tracker.idle).toBe(true);
  tracker.dispose();
});
