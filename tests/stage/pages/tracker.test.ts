import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBodyTracker } from '../../../stage/pages/stage/hands/body-tracker.ts';
import { createTracker } from '../../../stage/pages/stage/hands/tracker.ts';
import type { BodiesSeen, FromWorker, HandsSeen, ToWorker } from '../../../stage/pages/stage/hands/worker-messages.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

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
    { kind: 'begin', origin: 'http://localhost', delegate: 'CPU', people: 1 },
    { onSeen: () => undefined, onState: ({ text }) => states.push(text) },
  );
  vi.advanceTimersByTime(180_000);
  expect(states).toEqual(['hand tracking did not start within 20 s', 'hand tracking did not start within 40 s', 'tracking']);
  expect(made).toBe(3);
  expect(tracker.idle).toBe(true);
  tracker.dispose();
});

/** A worker that sees nobody, and takes so long for it, ms. */
class Sees extends EventTarget {
  static takesMs = 0;
  postMessage(message: ToWorker): void {
    const answer = (data: FromWorker<BodiesSeen>): boolean => this.dispatchEvent(new MessageEvent('message', { data }));
    if (message.kind === 'begin') setTimeout(() => answer({ kind: 'ready', text: 'tracking bodies' }), 1);
    else setTimeout(() => answer({ kind: 'seen', t: message.t, aspect: 1, bodies: [], detectMs: Sees.takesMs }), Sees.takesMs);
  }
  terminate(): void {}
}

it.each([
  ['leaves most images to the hands where it is quick', 30, 7],
  ['rests as long as it looked where it is slow', 400, 2],
])('the tracker of bodies %s', (_, takesMs, looks) => {
  vi.stubGlobal('Worker', Sees);
  Sees.takesMs = takesMs;
  const states: string[] = [];
  let seen = 0;
  const tracker = createBodyTracker(
    { kind: 'begin', origin: 'http://localhost', delegate: 'CPU', people: 1 },
    { onBodies: () => seen++, onState: ({ kind }) => states.push(kind) },
  );
  vi.advanceTimersByTime(10);
  for (let i = 0; i < 33 * 3; i++) {
    tracker.offer({} as unknown as ImageBitmap, performance.now());
    vi.advanceTimersByTime(30);
  }
  expect(Math.round(seen / 3)).toBeGreaterThanOrEqual(looks - 1);
  expect(Math.round(seen / 3)).toBeLessThanOrEqual(looks);
  tracker.dispose();
  expect(states).toEqual(['starting', 'running', 'off']);
});
