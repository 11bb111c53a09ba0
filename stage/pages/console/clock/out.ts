import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { ShowNow } from '../../shared/mirror.ts';
import type { Claim } from './claim.ts';
import { type Device, type Port, portOf } from './device.ts';
import { advanceClock, haltClock, hearShow, noClock, type Said, STOP } from './pulses.ts';
import type { Ticks } from './ticks.ts';

/**
 * `unplugged`: the device chosen is not there. `elsewhere`: another console of this browser beats for it. `silent`: the show is
 * not heard. `waiting`: pulses go, and Start comes on the next bar.
 */
export type ClockOutState = 'off' | 'unplugged' | 'elsewhere' | 'silent' | 'waiting' | 'running';

/** As much of a MIDI output as a clock needs. */
export interface Output extends Port {
  send(data: number[], atMs?: number): void;
}

export interface ClockOutParts {
  readonly chosen: ReadonlySignal<Device | null>;
  readonly outputs: ReadonlySignal<readonly Output[]>;
  readonly show: ReadonlySignal<Pick<ShowNow, 'time' | 'tempo'>>;
  readonly claim: Claim;
  readonly ticks: Ticks;
  /** page's ms, as MIDI counts them */
  readonly now: () => number;
}

export interface ClockOut {
  readonly state: ReadonlySignal<ClockOutState>;
  /** The page is left for good: the device stops now, whatever it was sent ahead. */
  leave(): void;
  dispose(): void;
}

/** A quarter of what is sent ahead: three ticks may fail and no pulse is late. */
const TICK_MS = 25;

/** The show's beat as a MIDI clock for one device: driven by every frame, and between frames and without them by ticks. */
export function createClockOut({ chosen, outputs, show, claim, ticks, now }: ClockOutParts): ClockOut {
  const port = computed(() => chosen.value && portOf(outputs.value, chosen.value));
  const sending = signal<'elsewhere' | 'silent' | 'waiting' | 'running'>('elsewhere');
  let leave = (): void => {};

  const begin = (to: Output): (() => void) => {
    let clock = noClock;
    const send = (byte: number, atMs?: number): void => {
      try {
        to.send([byte], atMs);
      } catch {
        // pulled out this very moment; the browser tells of it next
      }
    };
    const say = (said: Said): void => {
      clock = said.clock;
      for (const { byte, atMs } of said.words) send(byte, atMs);
      sending.value = clock.line === null ? 'silent' : clock.playing ? 'running' : 'waiting';
    };
    const turn = (): void => say(advanceClock(clock, now()));
    const ends: (() => void)[] = [];
    const release = claim('midi clock', () => {
      sending.value = 'silent';
      const old = show.peek();
      const hear = (said: Pick<ShowNow, 'time' | 'tempo'>): void => {
        // what was heard before is as old as it may be
        if (said === old) return;
        say(hearShow(clock, { time: said.time, ...said.tempo }, now()));
        turn();
      };
      ends.push(ticks(TICK_MS, turn), show.subscribe(hear));
    });
    leave = () => {
      // a page that goes may take with it what is not yet due, or may not
      if (clock.playing) send(STOP);
      say(haltClock(clock, now()));
    };
    return () => {
      release();
      for (const end of ends) end();
      say(haltClock(clock, now()));
      leave = () => {};
      sending.value = 'elsewhere';
    };
  };
  const end = effect(() => {
    const to = port.value;
    return to === null ? undefined : untracked(() => begin(to));
  });
  return {
    state: computed(() => (chosen.value === null ? 'off' : port.value === null ? 'unplugged' : sending.value)),
    leave: () => leave(),
    dispose: end,
  };
}
