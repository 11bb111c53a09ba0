import type { CloseReason } from '../transports/transport.ts';

/** A board whose pins can be read and written, however it is reached. Writes to a board that is gone are dropped. */
export interface BoardIo {
  /** `firmata 2.5 (StandardFirmata.ino)` */
  readonly firmware: string;
  /**
   * Wakes a servo, which turns there at its own full speed from wherever it stands.
   *
   * @returns sends it elsewhere; the servo's degrees, to about a tenth
   */
  servo(
    wiring: { readonly pin: number; readonly pulsesUs: readonly [least: number, most: number] },
    firstDeg: number,
  ): (deg: number) => void;
  /** makes the pin an output, which is off */
  output(pin: number): (on: boolean) => void;
  /** tells the level at once, and whenever it changes */
  input(pin: number, pull: 'up' | 'none', listener: (high: boolean) => void): void;
  /** tells the reading, of 1023, about 50 times a second. @param channel - 0 for A0 */
  analog(channel: number, listener: (value: number) => void): void;
  /** @returns why the board cannot do with this pin what is asked; undefined if it can */
  cannot(pin: number, use: 'servo' | 'output' | 'pull-up' | 'input'): string | undefined;
  readonly analogChannels: number;
  /** called once, when the port ends */
  onClose(listener: (reason: CloseReason) => void): void;
  close(): Promise<void>;
}
