/** What is used here of two packages that bring no types. */
declare module 'johnny-five' {
  import type { Firmata } from 'firmata-io';

  class Board {
    constructor(options: {
      readonly io: Firmata;
      readonly repl: false;
      readonly debug: false;
      readonly sigint: false;
      /** ms until it emits `error`, from `connect` on */
      readonly timeout: number;
    });
    /** its time-out */
    readonly timer: NodeJS.Timeout | null;
    on(event: 'ready' | 'close', listener: () => void): this;
    on(event: 'error', listener: (error: unknown) => void): this;
    pinMode(pin: number, mode: number): this;
    digitalWrite(pin: number, value: 0 | 1): this;
    digitalRead(pin: number, listener: (value: number) => void): this;
    /** @param channel - 0 for A0 */
    analogRead(channel: number, listener: (value: number) => void): this;
  }
  class Servo {
    constructor(options: {
      readonly board: Board;
      readonly pin: number;
      readonly pwmRange: readonly [minUs: number, maxUs: number];
      readonly range: readonly [minDeg: number, maxDeg: number];
      readonly startAt: number;
    });
    to(degrees: number): this;
  }
  const five: { readonly Board: typeof Board; readonly Servo: typeof Servo };
  export default five;
}

declare module 'firmata-io' {
  import type { EventEmitter } from 'node:events';

  class Firmata {
    constructor(
      port: EventEmitter & { write(bytes: Buffer, written?: () => void): void },
      options: { readonly reportVersionTimeout: number },
    );
    readonly MODES: { readonly INPUT: number; readonly OUTPUT: number; readonly PULLUP: number };
    readonly firmware: { readonly name?: string; readonly version?: { readonly major: number; readonly minor: number } };
    readonly pins: readonly { readonly supportedModes: readonly number[] }[];
    readonly analogPins: readonly number[];
    readonly reportVersionTimeoutId: NodeJS.Timeout;
    reportVersion(heard: () => void): void;
    queryFirmware(heard: () => void): void;
    on(event: 'error', listener: (error: unknown) => void): this;
  }
  const bind: { readonly Firmata: typeof Firmata };
  export default bind;
  export type { Firmata };
}
