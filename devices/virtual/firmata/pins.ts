/** Firmata's numbers for what a pin is used as. */
export const mode = { input: 0, output: 1, analog: 2, pwm: 3, servo: 4, i2c: 6, pullUp: 11 } as const;

/** An Arduino Uno: 20 pins, of which 0 and 1 are its serial line, and 14 to 19 are A0 to A5. */
export const pinCount = 20;
const pwm = new Set([3, 5, 6, 9, 10, 11]);
const firstAnalog = 14;

export const channelOf = (pin: number): number | undefined => (pin >= firstAnalog && pin < pinCount ? pin - firstAnalog : undefined);
export const pinOfChannel = (channel: number): number => firstAnalog + channel;

/** Modes of a pin, each with its resolution in bits, as a capability response says them. */
export function capabilities(pin: number): readonly number[] {
  if (pin < 2) return [];
  const digital = [mode.input, 1, mode.pullUp, 1, mode.output, 1];
  const more = [
    ...(channelOf(pin) === undefined ? [] : [mode.analog, 10]),
    ...(pwm.has(pin) ? [mode.pwm, 8] : []),
    ...[mode.servo, 14],
    ...(pin === 18 || pin === 19 ? [mode.i2c, 1] : []),
  ];
  return [...digital, ...more];
}

export interface Pin {
  mode: number;
  /** written by the host */
  out: number;
  /** laid on it from outside: volts at the pin as high or low, where anything is connected; reading, of 1023 */
  driven: boolean | undefined;
  reading: number;
}

export const freshPin = (): Pin => ({ mode: mode.output, out: 0, driven: undefined, reading: 0 });

/** The level that the processor reads: an open pin is high by its pull-up, and here low without one. */
export const levelOf = (pin: Pin): boolean =>
  pin.mode === mode.output ? pin.out !== 0 : (pin.driven ?? (pin.mode === mode.pullUp || (pin.mode === mode.input && pin.out !== 0)));
