import type { Refusal } from '../../engine/result.ts';
import type { Timers } from '../drivers/driver.ts';
import type { BoardIo } from './board-io.ts';
import type { FromBoard, Output, ToBoard } from './messages.ts';
import type { HardwarePins } from './pins.ts';

/** a board tells of its inputs within milliseconds of being asked; a byte of it may be lost, ms */
const inputsWithinMs = 500;
/** contacts bounce for less than this, ms. A contact that closes counts at once: only its opening waits */
const bounceMs = 40;

const lampPins = {
  armedLamp: 'armedLampPin',
  paintingLamp: 'paintingLampPin',
  stoppedLamp: 'stoppedLampPin',
  pump: 'pumpPin',
} as const satisfies Record<Output, keyof HardwarePins>;

/** A board, wired as described: does what it is told, and tells what it feels. */
export interface Bench {
  hear(message: ToBoard): void;
}

/** @returns why the board cannot be wired so; undefined if it can */
export function wiringAmiss(io: BoardIo, pins: HardwarePins): Refusal | undefined {
  const amiss = [
    ...(pins.servos ?? []).map(({ pin }) => io.cannot(pin, 'servo')),
    ...Object.values(lampPins).map((key) => (pins[key] === undefined ? undefined : io.cannot(pins[key], 'output'))),
    pins.stopPin === undefined ? undefined : io.cannot(pins.stopPin, 'pull-up'),
    pins.presencePin === undefined ? undefined : io.cannot(pins.presencePin, pins.presenceWhen === 'low' ? 'pull-up' : 'input'),
    pins.loadPin === undefined || channelOf(pins.loadPin) < io.analogChannels ? undefined : `The board has no analog pin ${pins.loadPin}.`,
  ].find((text) => text !== undefined);
  return amiss === undefined
    ? undefined
    : { code: 'board/pin', text: amiss, remedy: 'Use another pin, and say so under “hardware” in the machine description.' };
}

/**
 * @param say - to the arm process. `ready` is said first, once every input has told how it is, and then they follow at once:
 *   whoever acts on `ready` finds them known
 * @param parked - the servos are known to stand at the park
 */
export function createBench(io: BoardIo, pins: HardwarePins, timers: Timers, say: (message: FromBoard) => void, parked = false): Bench {
  const outputs = new Map<Output, (on: boolean) => void>();
  for (const output of ['armedLamp', 'paintingLamp', 'stoppedLamp', 'pump'] as const) {
    const pin = pins[lampPins[output]];
    if (pin !== undefined) outputs.set(output, io.output(pin));
  }
  const servos = (pins.servos ?? []).map(({ pin, minDeg, maxDeg, pulseMinUs, pulseMaxUs }) => {
    let send: ((deg: number) => void) | undefined;
    return (wanted: number): void => {
      const deg = Math.min(maxDeg, Math.max(minDeg, wanted));
      if (send === undefined) send = io.servo({ pin, pulsesUs: [pulseMinUs, pulseMaxUs] }, deg);
      else send(deg);
    };
  });
  const first = new Map<string, FromBoard>();
  let awaited = Number(pins.stopPin !== undefined) + Number(pins.presencePin !== undefined);
  const begin = (): void => {
    cancel();
    if (awaited < 0) return;
    awaited = -1;
    say({ kind: 'ready', firmware: io.firmware, ...(parked && { parked }) });
    for (const message of first.values()) say(message);
  };
  const cancel = timers.after(inputsWithinMs, begin);
  const tell = (input: 'stop' | 'presence', on: boolean): void => {
    if (awaited < 0) say({ kind: 'input', input, on });
    else {
      first.set(input, { kind: 'input', input, on });
      if (first.size >= awaited) begin();
    }
  };
  const feel = (pin: number | undefined, input: 'stop' | 'presence', onWhen: 'high' | 'low', pull: 'up' | 'none'): void => {
    if (pin === undefined) return;
    const settle = debounced(timers, (on) => tell(input, on));
    io.input(pin, pull, (high) => settle(high === (onWhen === 'high')));
  };
  const { presenceWhen = 'high' } = pins;
  feel(pins.stopPin, 'stop', 'low', 'up');
  feel(pins.presencePin, 'presence', presenceWhen, presenceWhen === 'low' ? 'up' : 'none');
  if (pins.loadPin !== undefined) io.analog(channelOf(pins.loadPin), (value) => say({ kind: 'load', value }));
  if (awaited === 0) begin();
  return {
    hear: (message) => {
      if (message.kind === 'output') outputs.get(message.output)?.(message.on);
      else {
        for (const [i, deg] of message.deg.entries()) if (deg !== null) servos[i]?.(deg);
        say({ kind: 'wrote', turn: message.turn });
      }
    },
  };
}

/** On at the first contact; off only once it has been off for so long. */
function debounced(timers: Timers, tell: (on: boolean) => void): (on: boolean) => void {
  let told: boolean | undefined;
  let cancel: (() => void) | undefined;
  const change = (on: boolean): void => {
    if (on === told) return;
    told = on;
    tell(on);
  };
  return (on) => {
    cancel?.();
    cancel = undefined;
    if (on || told === undefined) change(on);
    else cancel = timers.after(bounceMs, () => change(false));
  };
}

const channelOf = (name: string): number => Number(name.slice(1));
